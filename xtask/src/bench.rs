//! Measurements. `bench server` builds the table's example, the floor and the load client in release mode and runs them:
//! the servers on one core, the client on another, results under `target/bench`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shell::{self, Outcome};

pub(crate) fn run(words: &[&str]) -> Outcome {
    match words {
        ["server"] => server(false),
        ["server", "--quick"] => server(true),
        _ => Err("expected `cargo xtask bench server [--quick]`".to_owned()),
    }
}

fn server(quick: bool) -> Outcome {
    shell::run(shell::cargo().args(["build", "--release", "-p", "table", "-p", "bench"]))?;
    let built = shell::target().join("release");
    let out = shell::target().join("bench");
    fs::create_dir_all(&out)
        .map_err(|error| format!("{} can't be made: {error}", out.display()))?;

    let mut load = client(&built.join("load"));
    load.arg("--ours").arg(built.join("table"));
    load.arg("--floor").arg(built.join("floor"));
    load.arg("--out").arg(&out);
    if quick {
        load.arg("--quick");
    }
    shell::run(&mut load)?;
    println!("{}\n", conditions());
    println!("written to {}", out.display());
    Ok(())
}

/// The load client, on a core of its own if there are two and a way to say so, with as many open files as it may have:
/// it holds a thousand sockets, as does each server.
fn client(program: &Path) -> Command {
    let two = std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1);
    let mut command = shell::command("sh");
    command.args(["-c", "ulimit -n $(ulimit -Hn) && exec \"$@\"", "sh"]);
    if two && shell::find(&["taskset"]).is_some() {
        command.args(["taskset", "-c", "1"]).arg(program);
        command.args(["--core", "0"]);
    } else {
        eprintln!("there is one core, or no `taskset`: servers and client share what there is");
        command.arg(program);
    }
    command
}

/// What a table of figures needs beside it.
fn conditions() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("an unknown processor", |(_, name)| name.trim());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    let commit = shell::output(shell::command("git").args(["rev-parse", "--short", "HEAD"]));
    let commit = commit.unwrap_or_else(|_| "unknown".to_owned());
    format!("Commit {commit}, {model}, load of the machine at the end {load}.")
}
