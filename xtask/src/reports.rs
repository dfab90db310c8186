//! What test runners leave under `target/reports`, and which tests passed by it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{self, Outcome};

/// Who ran a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Runner {
    Rust,
    /// Chromium, the shipped bundle and a real server: `examples/e2e`.
    Browser,
    /// Chromium on pages and sockets that tests make by hand.
    Page,
}

/// A test that passed.
#[derive(Debug)]
pub(crate) struct Test {
    pub(crate) runner: Runner,
    /// What nextest calls the binary, such as `djust-runtime::session_suite`.
    pub(crate) suite: Option<String>,
    pub(crate) name: String,
}

#[cfg(test)]
impl Test {
    pub(crate) fn rust(name: &str) -> Self {
        let (runner, name) = (Runner::Rust, name.to_owned());
        Self {
            runner,
            suite: None,
            name,
        }
    }
}

/// A report's place.
pub(crate) fn path(name: &str) -> PathBuf {
    shell::root().join("target/reports").join(name)
}

/// Removes the reports of the last run.
pub(crate) fn clear() -> Outcome {
    let folder = path("");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} can't be made: {error}", folder.display()))
}

/// Copies nextest's report, which it writes beside what it builds.
pub(crate) fn keep_nextest() -> Outcome {
    let from = shell::root().join("target/nextest/default/junit.xml");
    std::fs::copy(&from, path("rust.xml"))
        .map(drop)
        .map_err(|error| format!("{} can't be copied: {error}", from.display()))
}

/// Runs the command; its standard output goes to the terminal and into the file.
pub(crate) fn tee(command: &mut Command, report: &Path) -> Outcome {
    let failed =
        |error: std::io::Error| format!("{command:?}: {error}", command = report.display());
    let mut file = std::fs::File::create(report).map_err(failed)?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.map_err(failed)?;
            println!("{line}");
            writeln!(file, "{line}").map_err(failed)?;
        }
    }
    match child.wait().map_err(failed)? {
        status if status.success() => Ok(()),
        status => Err(format!("the tests failed ({status})")),
    }
}

/// The tests that passed in the last run.
pub(crate) fn passed() -> Result<Vec<Test>, String> {
    let folder = path("");
    let entries = std::fs::read_dir(&folder)
        .map_err(|_| "there are no reports. Run `cargo xtask test` first.".to_owned())?;
    let mut tests = Vec::new();
    for file in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let runner = match file.file_stem().and_then(|stem| stem.to_str()) {
            Some("rust") => Runner::Rust,
            Some("browser") => Runner::Browser,
            _ => Runner::Page,
        };
        let text = shell::read(&file)?;
        if file.extension().is_some_and(|extension| extension == "xml") {
            tests.extend(passed_in_xml(&text, runner));
        } else {
            tests.extend(passed_in_lines(&text, runner));
        }
    }
    Ok(tests)
}

/// The `testcase` elements without a failure, an error or a skip inside.
fn passed_in_xml(text: &str, runner: Runner) -> Vec<Test> {
    let mut tests = Vec::new();
    for case in text.split("<testcase").skip(1) {
        let Some(end) = case.find('>') else { continue };
        let (head, body) = case.split_at(end);
        let body = if head.ends_with('/') { "" } else { body };
        let body = body.split("</testcase>").next().unwrap_or_default();
        if !["<failure", "<error", "<skipped"]
            .iter()
            .any(|bad| body.contains(bad))
        {
            let suite = attribute(head, "classname").map(str::to_owned);
            let name = attribute(head, "name").map(str::to_owned);
            tests.extend(name.map(|name| Test {
                runner,
                suite,
                name,
            }));
        }
    }
    tests
}

/// Node writes `>` as it is inside attributes, so a head may be cut short after the name; names stand first.
fn attribute<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = head.split_once(&format!(" {name}=\""))?;
    Some(rest.split('"').next().unwrap_or(rest))
}

/// `test path::name ... ok`.
fn passed_in_lines(text: &str, runner: Runner) -> Vec<Test> {
    let names = text
        .lines()
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... ok"));
    let test = |name: &str| Test {
        runner,
        suite: None,
        name: name.to_owned(),
    };
    names.map(test).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(tests: &[Test]) -> Vec<&str> {
        tests.iter().map(|test| test.name.as_str()).collect()
    }

    #[test]
    fn only_passed_tests_count() {
        let xml = r#"<testsuite name="s"><testcase name="a EV-01" time="1"/>
            <testcase name="b EV-02"><failure message="no">x</failure></testcase>
            <testcase name="c"><skipped type="skipped"/></testcase>
            <testcase name="d" classname="x">
            </testcase></testsuite>"#;
        let passed = passed_in_xml(xml, Runner::Rust);
        assert_eq!(names(&passed), ["a EV-01", "d"]);
        assert_eq!(passed[1].suite.as_deref(), Some("x"));
    }

    #[test]
    fn lines_of_cargo_test_count_when_ok() {
        let lines = "test diff::swap ... ok\ntest diff::gone ... FAILED\ntest x ... ignored\n";
        assert_eq!(names(&passed_in_lines(lines, Runner::Rust)), ["diff::swap"]);
    }
}
