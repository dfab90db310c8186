//! Which rows of the checklist the last test run covered.
//!
//! `contract/rows.json` lists the codes, each with where it is to be shown: `B` in a browser, `R` in Rust, `BR` in both.
//! A row is covered by passed tests that name its code. For `B` that is a test of `examples/e2e`: Chromium, the shipped bundle, the
//! real server. For `R` it is a Rust test, by its function's name or by a comment.
//!
//! A code that does not exist is a mistake, and fails.

mod codes;
mod documented;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::files;
use crate::reports::{self, Runner, Test};
use crate::shell::{self, Outcome};

/// Codes and where each is to be shown.
type Rows = BTreeMap<String, String>;

pub(crate) fn run(flags: &[&str]) -> Outcome {
    let (rows, sources) = (rows()?, sources()?);
    refuse_unknown(&rows, &sources)?;
    let covered = covered(&reports::passed()?, &sources, &groups(&rows));
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missing = Vec::new();
    for (code, wanted) in &rows {
        let have = covered.get(code).map(letters).unwrap_or_default();
        let count = counts.entry(&code[..2]).or_default();
        count.1 += 1;
        if wanted.chars().all(|letter| have.contains(letter)) {
            count.0 += 1;
        } else {
            let have = if have.is_empty() { "-" } else { &have };
            missing.push(format!("{code} wants {wanted}, has {have}"));
        }
    }
    for (group, (have, all)) in &counts {
        println!("{group} {have}/{all}");
    }
    if flags.contains(&"--missing") {
        println!("{}", missing.join("\n"));
    }
    let all = rows.len();
    println!(
        "{} of {all} rows are covered by passed tests",
        all - missing.len()
    );
    Ok(())
}

/// Refuses codes that do not exist, wherever a source names them. Needs no test run.
pub(crate) fn check() -> Outcome {
    refuse_unknown(&rows()?, &sources()?)
}

fn refuse_unknown(rows: &Rows, sources: &[(String, String)]) -> Outcome {
    let groups = groups(rows);
    let problems: Vec<String> = sources
        .iter()
        .flat_map(|(path, text)| unknown(path, text, rows, &groups))
        .collect();
    if problems.is_empty() {
        return Ok(());
    }
    Err(format!(
        "codes that contract/rows.json does not have:\n\n{}\n",
        problems.join("\n")
    ))
}

fn rows() -> Result<Rows, String> {
    let list = shell::root().join("contract/rows.json");
    let rows = parsed(&shell::read(&list)?);
    if rows.is_empty() {
        return Err(format!("{} lists no codes", list.display()));
    }
    Ok(rows)
}

/// Reads an object of strings.
fn parsed(json: &str) -> Rows {
    let strings: Vec<&str> = json.split('"').skip(1).step_by(2).collect();
    let pairs = strings.chunks_exact(2);
    pairs
        .map(|pair| (pair[0].to_owned(), pair[1].to_owned()))
        .collect()
}

/// The first two letters of the codes.
fn groups(rows: &Rows) -> BTreeSet<String> {
    rows.keys().map(|code| code[..2].to_owned()).collect()
}

/// The sources of both sides, and what they say. The sources of this program name codes that are examples.
fn sources() -> Result<Vec<(String, String)>, String> {
    let wanted = |path: &String| {
        let is_source = [".rs", ".ts", ".mjs"].iter().any(|end| path.ends_with(end));
        is_source && !path.starts_with("xtask/")
    };
    let paths = files::all()?.into_iter().filter(wanted);
    paths
        .map(|path| Ok((path.clone(), shell::read(&shell::root().join(path))?)))
        .collect()
}

fn unknown(path: &str, text: &str, rows: &Rows, groups: &BTreeSet<String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let mut named = codes::in_text(line);
        if let Some((_, rest)) = line.split_once("fn ") {
            let name = rest.split(['(', '<']).next().unwrap_or(rest);
            named.extend(codes::in_name(name, groups));
        }
        named.retain(|code| !rows.contains_key(code));
        problems.extend(named.iter().map(|code| format!("{path}:{number}: {code}")));
    }
    problems
}

/// The name of the package that a file belongs to: that of the nearest `Cargo.toml` above it.
fn package(path: &str) -> String {
    let folders = Path::new(path).ancestors().skip(1);
    let manifest = folders
        .map(|folder| shell::root().join(folder).join("Cargo.toml"))
        .find_map(|manifest| std::fs::read_to_string(manifest).ok());
    let manifest = manifest.unwrap_or_default();
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = \""));
    name.unwrap_or_default().trim_end_matches('"').to_owned()
}

/// Who covered which code.
fn covered(
    passed: &[Test],
    sources: &[(String, String)],
    groups: &BTreeSet<String>,
) -> BTreeMap<String, BTreeSet<Runner>> {
    let rust = sources.iter().filter(|(path, _)| path.ends_with(".rs"));
    let documented: Vec<_> = rust
        .flat_map(|(path, text)| documented::in_file(path, &package(path), text))
        .collect();
    let mut covered: BTreeMap<String, BTreeSet<Runner>> = BTreeMap::new();
    for test in passed {
        let mut found = codes::in_text(&test.name);
        if test.runner == Runner::Rust {
            let function = test.name.rsplit("::").next().unwrap_or(&test.name);
            found.extend(codes::in_name(function, groups));
            let comments = documented.iter().filter(|one| one.is_of(test));
            found.extend(comments.flat_map(|one| one.codes.clone()));
        }
        let runner = if is_of_another_engine(test) {
            Runner::Page
        } else {
            test.runner
        };
        for code in found {
            covered.entry(code).or_default().insert(runner);
        }
    }
    covered
}

/// Rows are shown in Chromium; that a few hold elsewhere too does not count for `B`.
fn is_of_another_engine(test: &Test) -> bool {
    ["Firefox, ", "WebKit, "]
        .iter()
        .any(|engine| test.name.starts_with(engine))
}

fn letters(runners: &BTreeSet<Runner>) -> String {
    let letter = |(runner, letter)| runners.contains(&runner).then_some(letter);
    [(Runner::Browser, 'B'), (Runner::Rust, 'R')]
        .into_iter()
        .filter_map(letter)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(runner: Runner, name: &str) -> Test {
        Test {
            runner,
            ..Test::rust(name)
        }
    }

    #[test]
    fn reads_codes_and_where_they_are_to_be_shown() {
        let rows = parsed("{\n  \"EV-01\": \"B\",\n  \"PA-02\": \"BR\"\n}\n");
        let rows: Vec<_> = rows
            .iter()
            .map(|(code, wanted)| format!("{code} {wanted}"))
            .collect();
        assert_eq!(rows, ["EV-01 B", "PA-02 BR"]);
    }

    #[test]
    fn the_committed_list_is_well_formed() {
        for (code, wanted) in rows().unwrap() {
            assert_eq!(codes::in_text(&code).len(), 1, "{code}");
            assert!(
                ["B", "R", "BR"].contains(&wanted.as_str()),
                "{code} {wanted}"
            );
        }
    }

    #[test]
    fn a_code_that_does_not_exist_is_told_with_its_place() {
        let rows = parsed(r#"{"ZZ-01": "B", "ZZ-02": "R"}"#);
        let text = "// ZZ-01, QQ-77\ntest(\"ZZ-01 to ZZ-03\");\nfn zz09_click() {}";
        assert_eq!(
            unknown("a.rs", text, &rows, &groups(&rows)),
            ["a.rs:1: QQ-77", "a.rs:2: ZZ-03", "a.rs:3: ZZ-09"]
        );
    }

    #[test]
    fn a_file_belongs_to_the_nearest_package() {
        assert_eq!(
            package("djust-macros/template/src/lib.rs"),
            "djust-template"
        );
        assert_eq!(package("djust-macros/src/lib.rs"), "djust-macros");
    }

    #[test]
    fn only_the_real_server_in_a_browser_counts_for_b() {
        let groups = BTreeSet::from(["EV".to_owned()]);
        let sources = [("c/src/x.rs".to_owned(), "/// EV-04\nfn f() {}".to_owned())];
        let passed = [
            test(Runner::Page, "EV-01: a page made by hand"),
            test(Runner::Browser, "a click (EV-02)"),
            test(Runner::Browser, "Firefox, keys: EV-05: a key"),
            test(Runner::Rust, "keys::ev_02_enter"),
            test(Runner::Rust, "x::tests::f"),
        ];
        let covered = covered(&passed, &sources, &groups);
        let letters = |code| covered.get(code).map(letters).unwrap_or_default();
        assert_eq!(
            ["EV-01", "EV-02", "EV-04", "EV-05"].map(letters),
            ["", "BR", "R", ""]
        );
    }
}
