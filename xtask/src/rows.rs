//! Which rows of the checklist the last test run covered.
//!
//! A row is covered by a passed test that names its code: in a browser (B) by the test's title, in Rust (R) by the
//! function's name (`ev_01_…`) or by its doc comment (`/// EV-01: …`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::reports::{self, Runner};
use crate::shell::{self, Outcome};

pub(crate) fn run(flags: &[&str]) -> Outcome {
    let covered = covered()?;
    let list = shell::root().join("../shared/CHECKLIST.md");
    let Ok(checklist) = std::fs::read_to_string(&list) else {
        for (code, runners) in &covered {
            println!("{code} {}", letters(runners));
        }
        println!("{} codes are named by passed tests", covered.len());
        return Ok(());
    };
    let mut groups: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missing = Vec::new();
    for (code, wanted) in rows(&checklist) {
        let have = covered.get(code).map(letters).unwrap_or_default();
        let group = groups.entry(&code[..2]).or_default();
        group.1 += 1;
        if wanted.chars().all(|letter| have.contains(letter)) {
            group.0 += 1;
        } else {
            missing.push(format!(
                "{code} wants {wanted}, has {}",
                if have.is_empty() { "-" } else { &have }
            ));
        }
    }
    for (group, (have, all)) in &groups {
        println!("{group} {have}/{all}");
    }
    let (have, all) = groups
        .values()
        .fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
    if flags.contains(&"--missing") {
        println!("{}", missing.join("\n"));
    }
    println!("{have} of {all} rows are covered by passed tests");
    Ok(())
}

/// The checklist's rows: a code, and `B`, `R` or `BR` for where it is to be shown.
fn rows(checklist: &str) -> impl Iterator<Item = (&str, &str)> {
    checklist.lines().filter_map(|line| {
        let (code, rest) = line.strip_prefix("- **")?.split_once("** (")?;
        let (wanted, _) = rest.split_once(')')?;
        (codes(code).len() == 1).then_some((code, wanted))
    })
}

fn covered() -> Result<BTreeMap<String, BTreeSet<Runner>>, String> {
    let mut documented = BTreeMap::new();
    sources(&shell::root(), &mut documented);
    let mut covered: BTreeMap<String, BTreeSet<Runner>> = BTreeMap::new();
    for (runner, name) in reports::passed()? {
        let mut found = codes(&name);
        if runner == Runner::Rust {
            let function = name.rsplit("::").next().unwrap_or(&name);
            found.extend(codes(&function.to_uppercase().replace('_', "-")));
            found.extend(documented.get(function).cloned().unwrap_or_default());
        }
        for code in found {
            covered.entry(code).or_default().insert(runner);
        }
    }
    Ok(covered)
}

fn letters(runners: &BTreeSet<Runner>) -> String {
    let letter = |runner: &Runner| if *runner == Runner::Browser { 'B' } else { 'R' };
    runners.iter().rev().map(letter).collect()
}

/// Collects, from the Rust files below, the functions whose comments name codes.
fn sources(folder: &Path, documented: &mut BTreeMap<String, BTreeSet<String>>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && !name.starts_with('.') && name != "target" {
            sources(&path, documented);
        } else if name.ends_with(".rs") {
            documented_in(
                &std::fs::read_to_string(&path).unwrap_or_default(),
                documented,
            );
        }
    }
}

fn documented_in(text: &str, documented: &mut BTreeMap<String, BTreeSet<String>>) {
    let mut pending = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("//") {
            pending.extend(codes(line));
        } else if !line.starts_with("#[") {
            let name = line
                .split_once("fn ")
                .map(|(_, rest)| rest.split(['(', '<']).next());
            if let (Some(Some(name)), false) = (name, pending.is_empty()) {
                documented
                    .entry(name.to_owned())
                    .or_default()
                    .append(&mut pending);
            }
            pending.clear();
        }
    }
}

/// Codes such as `EV-01`: two capitals, a hyphen, two digits, and nothing of the kind around them.
fn codes(text: &str) -> BTreeSet<String> {
    let bytes = text.as_bytes();
    let word = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_alphanumeric);
    let code = |start: &usize| {
        let Some([a, b, b'-', c, d]) = bytes.get(*start..*start + 5) else {
            return false;
        };
        let shape = a.is_ascii_uppercase() && b.is_ascii_uppercase();
        let free = (*start == 0 || !word(*start - 1)) && !word(*start + 5);
        shape && c.is_ascii_digit() && d.is_ascii_digit() && free
    };
    let starts = (0..bytes.len()).filter(code);
    starts
        .filter_map(|start| text.get(start..start + 5).map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_codes_and_nothing_that_looks_like_one() {
        let found = codes("EV-01, (PA-22) xEV-03 EV-045 I2 RC-1 UI-04.");
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            ["EV-01", "PA-22", "UI-04"]
        );
    }

    #[test]
    fn a_doc_comment_counts_for_the_function_below_it_only() {
        let mut documented = BTreeMap::new();
        let text = "/// EV-01 and PA-02.\n#[test]\nfn click() {\n// RL-01 inside\nlet x = 1;\n}\nfn other() {}\n";
        documented_in(text, &mut documented);
        assert_eq!(documented.len(), 1);
        assert_eq!(documented["click"].len(), 2);
    }

    #[test]
    fn reads_the_rows_of_a_checklist() {
        let list = "## 1\n- **EV-01** (B) a\n- **PA-02** (BR) b\n- other\n";
        assert_eq!(
            rows(list).collect::<Vec<_>>(),
            [("EV-01", "B"), ("PA-02", "BR")]
        );
    }
}
