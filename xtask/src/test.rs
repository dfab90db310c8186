//! Every test: of the repository itself, Rust, the packages, then the client's types and its tests, then the examples in a browser.
//!
//! Each runner leaves a report under `target/reports`, which `cargo xtask rows` reads.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::codegen;
use crate::node;
use crate::package;
use crate::reports;
use crate::rows;
use crate::shell::{self, Outcome};
use crate::tidy;

pub(crate) fn run(flags: &[&str]) -> Outcome {
    tidy::run(&[])?;
    rows::check()?;
    // Found first, so that a missing browser is told at once and not after ten minutes.
    let browser = if flags.contains(&"--rust") {
        None
    } else {
        let install = flags.contains(&"--install");
        let found = (node::tools(install)?, node::chromium(install)?);
        node::engines(install)?;
        Some(found)
    };
    reports::clear()?;
    rust()?;
    codegen::run(&["--check"])?;
    package::run()?;
    let Some((tools, chromium)) = browser else {
        eprintln!("\nRust tests passed; the client and the browser were left out (--rust)");
        return Ok(());
    };
    let version = shell::output(shell::command(&chromium).arg("--version"))?;
    eprintln!("\nthe browser is {version}");
    node::modules(&tools)?;
    types(&tools)?;
    let binaries = servers()?;
    let tests = |folder: &str, name: &str| -> Outcome {
        let mut node = node_tests(&tools, folder, name)?;
        node.env("CHROMIUM", &chromium).env("BINARIES", &binaries);
        shell::run(&mut node)
    };
    tests("client-js/test", "client")?;
    tests("examples/e2e", "browser")?;
    tests("bench/browser/driver", "bench")?;
    rows::run(&[])?;
    eprintln!("\nall tests passed: Rust, client, browser");
    Ok(())
}

/// The Rust tests by nextest where it is installed, else by `cargo test`; the doc tests by the latter.
fn rust() -> Outcome {
    let nextest = shell::output(shell::cargo().args(["nextest", "--version"])).is_ok();
    if nextest {
        let tests = ["nextest", "run", "--workspace", "--no-fail-fast"];
        let configuration = ["--config-file", "xtask/nextest.toml"];
        shell::run(shell::cargo().args(tests).args(configuration))?;
        reports::keep_nextest()?;
        shell::run(shell::cargo().args(["test", "--workspace", "--doc"]))
    } else {
        let report = reports::path("rust.txt");
        let mut cargo = shell::cargo();
        cargo.args(["test", "--workspace", "--no-fail-fast"]);
        reports::tee(&mut cargo, &report)
    }
}

fn types(tools: &node::Tools) -> Outcome {
    let compiler = "client-js/node_modules/typescript/bin/tsc";
    shell::run(shell::command(&tools.node).args([compiler, "--noEmit", "--project", "client-js"]))
}

/// Builds the servers that the browser tests drive and gives their folder.
fn servers() -> Result<PathBuf, String> {
    let programs = ["gallery", "lab", "bench-browser"];
    let programs = programs.iter().flat_map(|name| ["--bin", name]);
    // Picked from the whole workspace, so that dependencies have the features that the Rust tests built them with.
    shell::run(shell::cargo().args(["build", "--workspace"]).args(programs))?;
    Ok(shell::target().join("debug"))
}

/// `node --test` over a folder's `*.test.mjs`, with the summary on the terminal and a report in a file.
fn node_tests(tools: &node::Tools, folder: &str, name: &str) -> Result<Command, String> {
    let mut node = shell::command(&tools.node);
    let report = reports::path(&format!("{name}.xml"));
    node.args([
        "--test",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
    ]);
    node.arg("--test-reporter=junit");
    node.arg(format!("--test-reporter-destination={}", report.display()));
    node.arg(format!("--test-concurrency={}", lanes()));
    node.args(test_files(Path::new(folder))?);
    Ok(node)
}

/// How many files run at a time. Each has its own browser, and its own server on its own port; nothing is shared.
///
/// All cores but one, as Node has it; yet two lanes on two cores, as one alone leaves a third of them idle.
fn lanes() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| 2.max(cores.get() - 1))
}

/// Node 20 takes files, not patterns.
fn test_files(folder: &Path) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(shell::root().join(folder))
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut files: Vec<String> = names
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| folder.join(name).display().to_string())
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(format!("{} has no *.test.mjs", folder.display()));
    }
    Ok(files)
}
