//! Whether the crates can be published: each is packed, and compiled from what was packed.
//!
//! A crate that names a file outside of its folder compiles in the workspace and nowhere else, so the packages are unpacked and
//! compiled against one another. They stay in `target/packaged`.

use std::fs;
use std::path::PathBuf;

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
    pack()?;
    unpack()?;
    let mut cargo = shell::cargo();
    cargo.args(["check", "--quiet", "--offline", "--workspace"]);
    cargo
        .arg("--manifest-path")
        .arg(sources().join("Cargo.toml"));
    // Among what the workspace was built of: most of what the packages need has been compiled.
    shell::run(cargo.arg("--target-dir").arg(shell::target()))
}

/// Where packages are, and in `sources` what is in them.
fn folder() -> PathBuf {
    shell::target().join("packaged")
}

fn sources() -> PathBuf {
    folder().join("sources")
}

fn pack() -> Outcome {
    let mut cargo = shell::cargo();
    // What is not committed yet is packed too, and nothing is asked of the network.
    cargo.args(["package", "--quiet", "--allow-dirty", "--offline"]);
    // Cargo would compile them one by one, each with all that it needs, beside what is compiled already.
    cargo.arg("--no-verify");
    cargo.args(CRATES.iter().flat_map(|(name, _)| ["-p", name]));
    shell::run(cargo.arg("--target-dir").arg(folder()))
}

/// Unpacks the packages, and makes a workspace of them.
fn unpack() -> Outcome {
    let to = sources();
    let failed = |error: std::io::Error| format!("{} can't be made: {error}", to.display());
    if to.exists() {
        fs::remove_dir_all(&to).map_err(failed)?;
    }
    fs::create_dir_all(&to).map_err(failed)?;
    for (name, _) in CRATES {
        let package = folder().join("package").join(versioned(name) + ".crate");
        // Packed files have no time. They get today's, else cargo would take what it made of the last ones for theirs.
        let mut tar = shell::command("tar");
        shell::run(tar.arg("-xzmf").arg(package).arg("-C").arg(&to))?;
    }
    let workspace = workspace(&shell::read(&shell::root().join("Cargo.toml"))?);
    fs::write(to.join("Cargo.toml"), workspace).map_err(failed)?;
    let lock = "Cargo.lock";
    fs::copy(shell::root().join(lock), to.join(lock)).map_err(failed)?;
    Ok(())
}

/// A package's name with its version, which is the workspace's and ours.
fn versioned(name: &str) -> String {
    format!("{name}-{}", env!("CARGO_PKG_VERSION"))
}

/// The manifest of a workspace in which packages find one another, as they would find them in a registry.
///
/// It has the profiles of the workspace whose manifest is given: other ones would make other libraries of what both need.
fn workspace(manifest: &str) -> String {
    let mut text =
        "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n[patch.crates-io]\n".to_owned();
    for (name, _) in CRATES {
        text += &format!("{name} = {{ path = \"{}\" }}\n", versioned(name));
    }
    let mut is_profile = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_profile = ["[profile.dev]", "[profile.dev.package.\"*\"]"].contains(&line);
        }
        if is_profile && !line.starts_with('#') {
            text += line;
            text += "\n";
        }
    }
    text
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
    fn packages_are_compiled_as_the_workspace_is() {
        let said = workspace(
            "[profile.dev]\n# Why.\ndebug = 1\n[profile.dev.package.x]\ndebug = 2\n[profile.release]\nlto = 3\n",
        );
        assert!(said.ends_with("[profile.dev]\ndebug = 1\n"), "{said}");
        assert!(
            said.contains("djust-actix = { path = \"djust-actix-"),
            "{said}"
        );
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
