//! Whether the crates can be published: each is packed, in order, and built from what was packed.
//!
//! A crate that names a file outside of its folder builds in the workspace and nowhere else, so cargo unpacks each package and
//! compiles it against the other packages. The results stay in `target/package`.

use crate::files;
use crate::shell::{self, Outcome};

/// The crates that users get, each after those that it needs.
const CRATES: [(&str, &str); 4] = [
    ("djust-template", "djust-macros/template"),
    ("djust-macros", "djust-macros"),
    ("djust-runtime", "djust-runtime"),
    ("djust-actix", "djust-actix"),
];

/// What a registry and its readers want to know of each.
const KEYS: [&str; 7] = [
    "description",
    "documentation",
    "readme",
    "keywords",
    "categories",
    "license",
    "rust-version",
];

pub(crate) fn run() -> Outcome {
    let problems = problems()?;
    if !problems.is_empty() {
        return Err(format!(
            "the crates can't be published:\n\n{}\n",
            problems.join("\n")
        ));
    }
    let mut cargo = shell::cargo();
    // What is not committed yet is packed too, and nothing is asked of the network.
    cargo.args(["package", "--quiet", "--allow-dirty", "--offline"]);
    cargo.args(CRATES.iter().flat_map(|(name, _)| ["-p", name]));
    shell::run(&mut cargo)
}

fn problems() -> Result<Vec<String>, String> {
    let mut problems = Vec::new();
    for path in files::all()? {
        let text = || shell::read(&shell::root().join(&path));
        if path.ends_with("Cargo.toml") {
            problems.extend(manifest(&path, &text()?));
        } else if path.ends_with(".rs")
            && let Some(folder) = crate_of(&path)
        {
            problems.extend(outside(&path, folder, &text()?));
        }
    }
    Ok(problems)
}

/// The folder of the published crate whose `src` a file is in.
fn crate_of(path: &str) -> Option<&'static str> {
    let folders = CRATES.iter().map(|&(_, folder)| folder);
    folders.into_iter().find(|folder| {
        path.strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with("/src/"))
    })
}

fn manifest(path: &str, text: &str) -> Vec<String> {
    let is_key = |key: &str| {
        text.lines().any(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with([' ', '.']))
        })
    };
    let known = CRATES
        .iter()
        .any(|(_, folder)| path.strip_prefix(folder) == Some("/Cargo.toml"));
    if !text.contains("[package]") || text.contains("publish = false") {
        return Vec::new();
    }
    if !known {
        return vec![format!(
            "{path}: a crate to publish that xtask/src/package.rs does not pack. Add it to `CRATES`, or write `publish = false`."
        )];
    }
    let missing = KEYS.iter().filter(|key| !is_key(key));
    missing
        .map(|key| format!("{path}: `{key}` is missing. Say it in `[package]`."))
        .collect()
}

/// Files that a source takes in from outside of its crate.
fn outside(path: &str, folder: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for opening in [
            "include_str!(\"",
            "include_bytes!(\"",
            "include!(\"",
            "#[path = \"",
        ] {
            let Some((_, rest)) = line.split_once(opening) else {
                continue;
            };
            let target = rest.split('"').next().unwrap_or(rest);
            if !is_within(path, folder, target) {
                problems.push(format!("{path}:{number}: `{target}` is outside of {folder}, so it is in no package. Move it there."));
            }
        }
    }
    problems
}

/// Whether a path from the folder of `file` stays in `folder`.
fn is_within(file: &str, folder: &str, target: &str) -> bool {
    let below = file.matches('/').count() - folder.matches('/').count() - 1;
    let mut depth = below;
    for part in target.split('/') {
        match part {
            ".." if depth == 0 => return false,
            ".." => depth -= 1,
            "." => {}
            _ => depth += 1,
        }
    }
    !target.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_from_outside_of_the_crate_are_told() {
        let said = outside(
            "a/b/src/x/y.rs",
            "a/b",
            "include_str!(\"../../assets/c.js\");\ninclude_str!(\"../../../README.md\");\n",
        );
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("a/b/src/x/y.rs:2: "), "{said:?}");
        assert!(outside("a/src/lib.rs", "a", "#[path = \"../tests/z.rs\"]").is_empty());
        assert!(!outside("a/src/lib.rs", "a", "#[path = \"../../z.rs\"]").is_empty());
    }

    #[test]
    fn a_manifest_says_what_readers_want_to_know() {
        let full: String = KEYS.iter().map(|key| format!("{key} = \"x\"\n")).collect();
        let path = "djust-actix/Cargo.toml";
        assert!(manifest(path, &format!("[package]\n{full}")).is_empty());
        assert!(
            manifest(path, "[package]\nlicense.workspace = true\n")[0]
                .contains("`description` is missing")
        );
        assert!(manifest("new/Cargo.toml", "[package]\n")[0].contains("Add it to `CRATES`"));
        assert!(manifest("new/Cargo.toml", "[package]\npublish = false\n").is_empty());
    }

    #[test]
    fn a_crate_within_another_ones_folder_is_its_own() {
        assert_eq!(
            crate_of("djust-macros/template/src/lib.rs"),
            Some("djust-macros/template")
        );
        assert_eq!(crate_of("djust-macros/src/lib.rs"), Some("djust-macros"));
        assert_eq!(crate_of("djust-macros/tests/a.rs"), None);
    }
}
