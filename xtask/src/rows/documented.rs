//! Which Rust tests name codes in comments: above the function (`/// EV-01: …`), or in the file's first lines (`//! EV-01`),
//! which then hold for each test of the file.

use std::collections::BTreeSet;

use super::codes;
use crate::reports::Test;

/// A function under a comment, or all functions of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Documented {
    package: String,
    /// The test binary, `session_suite` for `tests/session_suite/events.rs`; none for the crate's own tests.
    binary: Option<String>,
    /// The file's modules as test names begin: `events::`.
    prefix: String,
    /// None: every test of the file.
    function: Option<String>,
    pub(crate) codes: BTreeSet<String>,
}

impl Documented {
    pub(crate) fn is_of(&self, test: &Test) -> bool {
        // The lines of `cargo test` say no suite; nextest's is the package, and the binary if it is not the crate's own.
        let same_binary = test.suite.as_ref().is_none_or(|suite| {
            let (package, binary) = match suite.split_once("::") {
                Some((package, binary)) => (package, Some(binary)),
                None => (suite.as_str(), None),
            };
            self.package == package && self.binary.as_deref() == binary
        });
        let Some(rest) = test.name.strip_prefix(&self.prefix) else {
            return false;
        };
        let function = rest.rsplit("::").next();
        same_binary
            && self
                .function
                .as_deref()
                .is_none_or(|wanted| function == Some(wanted))
    }
}

/// What the comments of one file say; `path` is its path from the repository's root, `package` whose file it is.
pub(crate) fn in_file(path: &str, package: &str, text: &str) -> Vec<Documented> {
    let (binary, prefix) = place(path);
    let one = |function: Option<&str>, codes: BTreeSet<String>| Documented {
        package: package.to_owned(),
        binary: binary.clone(),
        prefix: prefix.clone(),
        function: function.map(str::to_owned),
        codes,
    };
    let mut found = Vec::new();
    let inner = text
        .lines()
        .filter(|line| line.starts_with("//!"))
        .collect::<Vec<_>>()
        .join("\n");
    let whole = codes::in_text(&inner);
    if !whole.is_empty() {
        found.push(one(None, whole));
    }
    let mut comment = String::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//!"))
    {
        if line.starts_with("//") {
            comment += line.trim_start_matches('/');
        } else if !line.starts_with("#[") {
            let name = line
                .split_once("fn ")
                .and_then(|(_, rest)| rest.split(['(', '<']).next());
            let codes = codes::in_text(&comment);
            if name.is_some() && !codes.is_empty() {
                found.push(one(name, codes));
            }
            comment.clear();
        }
    }
    found
}

/// The binary and the modules that the names of a file's tests begin with.
fn place(path: &str) -> (Option<String>, String) {
    let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let at = |folder| parts.iter().position(|&part| part == folder);
    let (binary, modules) = match (at("tests"), at("src")) {
        (Some(tests), source) if source.is_none_or(|source| tests < source) => (
            parts.get(tests + 1).copied(),
            parts.get(tests + 2..).unwrap_or_default(),
        ),
        (_, Some(source)) => (None, &parts[source + 1..]),
        _ => (None, &[][..]),
    };
    let modules = modules
        .iter()
        .filter(|module| !["lib", "main", "mod"].contains(module));
    let prefix = modules.map(|module| format!("{module}::")).collect();
    (binary.map(str::to_owned), prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(suite: Option<&str>, name: &str) -> Test {
        Test {
            suite: suite.map(str::to_owned),
            ..Test::rust(name)
        }
    }

    #[test]
    fn a_comment_counts_for_the_function_below_it_only() {
        let text = "/// EV-01 and\n/// PA-02.\n#[test]\nfn click() {\n// RL-01 inside\nlet x = 1;\n}\nfn other() {}\n";
        let found = in_file("c/tests/all.rs", "c", text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].codes.len(), 2);
        assert!(found[0].is_of(&test(Some("c::all"), "click")));
        assert!(found[0].is_of(&test(None, "click")));
        assert!(!found[0].is_of(&test(Some("c::all"), "other")));
        assert!(!found[0].is_of(&test(Some("c::another"), "click")));
    }

    #[test]
    fn the_first_lines_of_a_file_count_for_all_its_tests() {
        let found = in_file(
            "c/tests/suite/keys.rs",
            "c",
            "//! EV-09 to EV-11.\n\n#[test]\nfn enter() {}\n",
        );
        assert_eq!(found[0].codes.len(), 3);
        assert!(found[0].is_of(&test(Some("c::suite"), "keys::enter")));
        assert!(!found[0].is_of(&test(Some("c::suite"), "mouse::enter")));
    }

    #[test]
    fn a_file_is_known_by_its_modules() {
        assert_eq!(place("a/b/src/x/y.rs"), (None, "x::y::".to_owned()));
        assert_eq!(place("a/src/lib.rs"), (None, String::new()));
        assert_eq!(
            place("a/src/x/tests/more.rs"),
            (None, "x::tests::more::".to_owned())
        );
        assert_eq!(
            place("a/tests/s/main.rs"),
            (Some("s".to_owned()), String::new())
        );
        let found = in_file("a/src/x.rs", "a", "/// EV-01\nfn f() {}");
        assert!(found[0].is_of(&test(Some("a"), "x::tests::f")));
        assert!(!found[0].is_of(&test(Some("a::bin"), "x::tests::f")));
        assert!(!found[0].is_of(&test(Some("b"), "x::tests::f")));
    }
}
