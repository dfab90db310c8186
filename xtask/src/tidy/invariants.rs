//! The invariants of ARCHITECTURE.md, and that the tests exist which are said to hold them:
//!
//! ```text
//! - **I4** At most two patches are unacknowledged.
//!   Held by: `i4_two_versions_are_unconfirmed_at_most`, `examples/e2e/faults.test.mjs`.
//! ```
//!
//! A name is a Rust function's. A path is a test file's that names the invariant.

use super::lexer;

const HELD_BY: &str = "Held by:";

/// One invariant: its number, its line, and the names behind `Held by:`.
#[derive(Debug)]
struct Invariant<'a> {
    number: &'a str,
    line: usize,
    held_by: Vec<&'a str>,
}

/// What is wrong with the invariants in a document, given the repository's sources as paths and texts.
pub(crate) fn check(path: &str, document: &str, sources: &[(String, String)]) -> Vec<String> {
    if !document.contains(HELD_BY) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for Invariant {
        number,
        line,
        held_by,
    } in invariants(document)
    {
        if held_by.is_empty() {
            problems.push(format!(
                "{path}:{line}: {number} is held by no test. Name one behind `{HELD_BY}`."
            ));
        }
        for name in held_by {
            problems.extend(
                wrong(name, number, sources)
                    .map(|what| format!("{path}:{line}: {number} is held by `{name}`, {what}")),
            );
        }
    }
    problems
}

fn invariants(document: &str) -> Vec<Invariant<'_>> {
    let mut found: Vec<Invariant<'_>> = Vec::new();
    let mut holds = false;
    for (line, text) in (1..).zip(document.lines()) {
        let item = text
            .strip_prefix("- **I")
            .map(|rest| rest.find("**").map_or("I", |end| &text[4..5 + end]));
        if let Some(number) = item {
            found.push(Invariant {
                number,
                line,
                held_by: Vec::new(),
            });
            holds = false;
        } else if !text.starts_with(' ') {
            holds = false;
            continue;
        }
        let start = text.find(HELD_BY);
        holds |= start.is_some();
        if let (true, Some(invariant)) = (holds, found.last_mut()) {
            let names = text[start.unwrap_or(0)..].split('`').skip(1).step_by(2);
            invariant
                .held_by
                .extend(names.filter(|name| !name.contains(' ')));
        }
    }
    found
}

fn wrong(name: &str, number: &str, sources: &[(String, String)]) -> Option<String> {
    if name.contains('/') {
        return match sources.iter().find(|(path, _)| path == name) {
            None => Some("which does not exist. Name the file that holds it.".to_owned()),
            Some((_, text)) if !text.contains(number) => Some(format!(
                "which names no {number}. Name {number} in a test's title."
            )),
            Some(_) => None,
        };
    }
    let is_function = |text: &String| {
        let tokens = lexer::tokens(text);
        tokens
            .windows(2)
            .any(|pair| pair[0].text == "fn" && pair[1].text == name)
    };
    let mut rust = sources
        .iter()
        .filter(|(path, text)| path.ends_with(".rs") && text.contains(name));
    let exists = rust.any(|(_, text)| is_function(text));
    (!exists).then(|| "and no function has that name. Name the test that holds it.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(document: &str) -> String {
        let sources = [
            (
                "a/b.rs".to_owned(),
                "// fn i9_gone() {}\nfn i1_here() {}".to_owned(),
            ),
            ("e/f.mjs".to_owned(), "test(\"I2: x\")".to_owned()),
        ];
        check("A.md", document, &sources).join("\n")
    }

    #[test]
    fn tests_that_hold_an_invariant_exist() {
        assert_eq!(told("- **I1** A.\n  Held by: `i1_here`,\n  `e/f.mjs`.\n- **I2** B.\n  Held by: `e/f.mjs`, and `cargo x`.\n").lines().count(), 1);
        let said = told("- **I2** B.\n  Held by: `i9_gone`, `e/f.mjs`, `no/file.mjs`.\n");
        assert!(
            said.contains("A.md:1: I2 is held by `i9_gone`, and no function"),
            "{said}"
        );
        assert!(
            said.contains("`no/file.mjs`, which does not exist"),
            "{said}"
        );
        assert!(told("- **I3** C.\n  Held by: `e/f.mjs`.\n").contains("names no I3"));
    }

    #[test]
    fn an_invariant_without_a_test_is_told_once_the_others_have_some() {
        assert_eq!(told("- **I1** A.\n- **I2** B.\n"), "");
        let said = told("- **I1** A.\n- **I2** B.\n  Held by: `e/f.mjs`.\n\nText with `code`.\n");
        assert_eq!(
            said,
            "A.md:1: I1 is held by no test. Name one behind `Held by:`."
        );
    }
}
