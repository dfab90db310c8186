//! Measurements, their results under `target/bench`. `bench server` runs the table's example and the floor on one core and
//! the load client on another; `bench browser` drives Chromium over a live page and over hand-written ones.
//! Both draw charts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::node;
use crate::shell::{self, Outcome};

pub(crate) fn run(words: &[&str]) -> Outcome {
    match words {
        ["server"] => server(false),
        ["server", "--quick"] => server(true),
        ["browser"] => browser(false),
        ["browser", "--quick"] => browser(true),
        _ => Err("expected `cargo xtask bench server|browser [--quick]`".to_owned()),
    }
}

fn server(quick: bool) -> Outcome {
    let built = build(&["table", "bench", "charts"])?;
    let out = results()?;
    let mut load = client(&built.join("load"));
    load.arg("--ours").arg(built.join("table"));
    load.arg("--floor").arg(built.join("floor"));
    load.arg("--out").arg(&out);
    if quick {
        load.arg("--quick");
    }
    shell::run(&mut load)?;
    finish(&built, &out)
}

fn browser(quick: bool) -> Outcome {
    let (tools, chromium) = (node::tools(false)?, node::chromium(false)?);
    node::modules(&tools)?;
    let built = build(&["bench-browser", "charts"])?;
    let out = results()?;
    let mut driver = shell::command(&tools.node);
    driver.arg("bench/browser/driver/main.mjs").arg(&out);
    if quick {
        driver.arg("--quick");
    }
    driver.env("CHROMIUM", chromium).env("BINARIES", &built);
    shell::run(&mut driver)?;
    finish(&built, &out)
}

/// Builds packages as they run in production and gives the folder of their programs.
fn build(packages: &[&str]) -> Result<PathBuf, String> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--release"]);
    cargo.args(packages.iter().flat_map(|package| ["-p", package]));
    shell::run(&mut cargo)?;
    Ok(shell::target().join("release"))
}

/// The folder of the results.
fn results() -> Result<PathBuf, String> {
    let out = shell::target().join("bench");
    fs::create_dir_all(&out)
        .map_err(|error| format!("{} can't be made: {error}", out.display()))?;
    Ok(out)
}

/// Draws what was measured and says under which conditions.
fn finish(built: &Path, out: &Path) -> Outcome {
    shell::run(shell::command(built.join("charts")).arg(out))?;
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
