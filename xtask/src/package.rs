//! Whether the crates can be published: each is packed, in order, and built from what was packed.
//!
//! A crate that names a file outside of its folder builds in the workspace and nowhere else, so cargo unpacks each package and
//! compiles it against the other packages. The results stay in `target/packaged`.

use std::env;
use std::ffi::OsStr;
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
    forget_unpacked()?;
    forget_built()?;
    let mut cargo = shell::cargo();
    // What is not committed yet is packed too, and nothing is asked of the network.
    cargo.args(["package", "--quiet", "--allow-dirty", "--offline"]);
    shell::run(cargo.arg("--target-dir").arg(folder()).args(packages()))
}

/// Where packages are built: apart from the workspace, as what is built of a registry's crate counts as fresh for ever.
fn folder() -> PathBuf {
    shell::target().join("packaged")
}

fn packages() -> impl Iterator<Item = &'static str> {
    CRATES.iter().flat_map(|(name, _)| ["-p", name])
}

/// Removes what was built of these crates for an earlier check; what they depend on stays.
fn forget_built() -> Outcome {
    if !folder().exists() {
        return Ok(());
    }
    let mut cargo = shell::cargo();
    cargo.args(["clean", "--quiet", "--offline"]);
    shell::run(cargo.arg("--target-dir").arg(folder()).args(packages()))
}

/// Removes what cargo unpacked of these crates for an earlier check.
///
/// Cargo unpacks a crate of its temporary registry once a name and version: after a change of `djust-template`, the next check in
/// the same folder would build `djust-macros` against the old one. Registries of the network have a host before the dash.
fn forget_unpacked() -> Outcome {
    let Some(home) = cargo_home() else {
        return Ok(());
    };
    let Ok(registries) = fs::read_dir(home.join("registry/src")) else {
        return Ok(());
    };
    let is_temporary = |name: &OsStr| name.to_string_lossy().starts_with('-');
    for registry in registries
        .flatten()
        .filter(|it| is_temporary(&it.file_name()))
    {
        let unpacked = fs::read_dir(registry.path())
            .into_iter()
            .flatten()
            .flatten();
        for folder in unpacked.filter(|it| is_ours(&it.file_name())) {
            let path = folder.path();
            fs::remove_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}

/// Whether a folder, named by crate and version, is of one of `CRATES`.
fn is_ours(folder: &OsStr) -> bool {
    let folder = folder.to_string_lossy();
    let name = folder.rsplit_once('-').map(|(name, _version)| name);
    CRATES.iter().any(|(ours, _)| name == Some(ours))
}

/// Where cargo keeps what it downloads: `CARGO_HOME`, or `.cargo` in the user's folder.
fn cargo_home() -> Option<PathBuf> {
    let told = env::var_os("CARGO_HOME").map(PathBuf::from);
    told.or_else(|| Some(env::home_dir()?.join(".cargo")))
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
    fn what_was_unpacked_of_our_crates_is_known_by_its_folder() {
        assert!(is_ours(OsStr::new("djust-template-0.1.0")));
        assert!(!is_ours(OsStr::new("djust-templates-0.1.0")));
        assert!(!is_ours(OsStr::new("djust")));
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
