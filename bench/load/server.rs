//! A server under measurement: started, read from the operating system's accounts, and stopped again.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Outcome;

/// A running server, ended when this is dropped.
pub(crate) struct Server {
    child: Child,
    /// `127.0.0.1:` and its port.
    pub(crate) address: String,
}

impl Server {
    /// Starts a program that prints its address, on one core if one is named.
    pub(crate) fn start(
        program: &Path,
        core: Option<&str>,
        settings: &[(&str, String)],
    ) -> Outcome<Self> {
        let child = on_core(program, core)
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .envs([("PORT", "0"), ("WORKERS", "1")])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} did not start: {error}", program.display()))?;
        // Made before the address is read, so that a server without one is stopped, too.
        let mut server = Self {
            child,
            address: String::new(),
        };
        let mut line = String::new();
        if let Some(stdout) = server.child.stdout.take() {
            BufReader::new(stdout)
                .read_line(&mut line)
                .map_err(|error| format!("{} can't be read: {error}", program.display()))?;
        }
        let (_, address) = line
            .trim()
            .split_once("http://")
            .ok_or_else(|| format!("{} printed no address: `{line}`", program.display()))?;
        address.clone_into(&mut server.address);
        Ok(server)
    }

    /// Nanoseconds of CPU that all threads have had.
    pub(crate) fn cpu(&self) -> Outcome<u64> {
        let tasks = format!("/proc/{}/task", self.child.id());
        let entries = fs::read_dir(&tasks).map_err(|error| format!("{tasks}: {error}"))?;
        let mut total = 0;
        for entry in entries.flatten() {
            // A thread may have ended since the folder was read.
            let Ok(text) = fs::read_to_string(entry.path().join("schedstat")) else {
                continue;
            };
            total += text
                .split_whitespace()
                .next()
                .and_then(|first| first.parse::<u64>().ok())
                .ok_or_else(|| format!("schedstat has another form: `{text}`"))?;
        }
        Ok(total)
    }

    /// Kilobytes of memory that are this process's own: resident ones, shared ones in proportion.
    pub(crate) fn memory(&self) -> Outcome<u64> {
        let file = format!("/proc/{}/smaps_rollup", self.child.id());
        let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
        text.lines()
            .find_map(|line| line.strip_prefix("Pss:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
            .ok_or_else(|| format!("{file} names no Pss"))
    }
}

/// The program, on one core if one is named.
pub(crate) fn on_core(program: &Path, core: Option<&str>) -> Command {
    let Some(core) = core else {
        return Command::new(program);
    };
    let mut command = Command::new("taskset");
    command.args(["-c", core]).arg(program);
    command
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
