//! Node, its packages and the browsers: found, or installed where that is wanted, or asked for.
//!
//! The packages go under `target/`, the source tree stays clean.

use std::path::PathBuf;

use crate::shell::{self, Outcome};

/// The first that runs several files of tests at a time: 20.10.
const NODE: (u32, u32) = (20, 10);

/// The programs that the client's build and the browser tests need.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) node: PathBuf,
    pub(crate) npm: PathBuf,
}

/// Finds Node and npm; `install` says whether missing ones may be installed by a user who is not root.
pub(crate) fn tools(install: bool) -> Result<Tools, String> {
    let (node, npm) = (
        || shell::find(&["node", "nodejs"]),
        || shell::find(&["npm"]),
    );
    let mut missing = Vec::new();
    if node().is_none() {
        missing.push("nodejs");
    }
    if npm().is_none() {
        missing.push("npm");
    }
    packages(&missing, install)?;
    let found = "was installed and is still not on PATH";
    let tools = Tools {
        node: node().ok_or(format!("node {found}"))?,
        npm: npm().ok_or(format!("npm {found}"))?,
    };
    let version = shell::output(shell::command(&tools.node).arg("--version"))?;
    match parsed(&version) {
        Some(version) if version >= NODE => Ok(tools),
        _ => Err(format!(
            "Node {} or later is needed, {} is {version}. Put a later one first on PATH.",
            needed(),
            tools.node.display()
        )),
    }
}

fn needed() -> String {
    format!("{}.{}", NODE.0, NODE.1)
}

/// Finds Chromium: `CHROMIUM`, else what PATH has.
pub(crate) fn chromium(install: bool) -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!(
                "CHROMIUM names {}, which is no file",
                path.display()
            ))
        };
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ];
    if shell::find(&names).is_none() {
        packages(&["chromium"], install)?;
    }
    shell::find(&names).ok_or_else(|| "chromium was installed and is still not on PATH".to_owned())
}

/// Finds Firefox, WebKit and a screen for it, on a system that has packages of all of them; elsewhere the tests leave out what
/// they do not find.
pub(crate) fn engines(install: bool) -> Outcome {
    let programs = [
        ("firefox-esr", "firefox-esr"),
        ("WebKitWebDriver", "webkit2gtk-driver"),
        ("Xvfb", "xvfb"),
    ];
    if !std::path::Path::new("/etc/debian_version").exists() {
        return Ok(());
    }
    let missing = programs
        .iter()
        .filter(|(program, _)| shell::find(&[program]).is_none());
    let missing: Vec<&str> = missing.map(|(_, package)| *package).collect();
    packages(&missing, install)
}

/// Installs the client's packages as its lock file has them, unless that was done already.
pub(crate) fn modules(tools: &Tools) -> Outcome {
    let (from, to) = (shell::root().join("client-js"), folder());
    let lock = shell::read(&from.join("package-lock.json"))?;
    let stamp = to.join("installed.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return link();
    }
    let failed = |error: std::io::Error| format!("{} can't be prepared: {error}", to.display());
    std::fs::create_dir_all(&to).map_err(failed)?;
    for name in ["package.json", "package-lock.json"] {
        std::fs::copy(from.join(name), to.join(name)).map_err(failed)?;
    }
    let install = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    shell::run(shell::command(&tools.npm).args(install).current_dir(&to))?;
    std::fs::write(&stamp, lock).map_err(failed)?;
    link()
}

/// Where the packages are: the same place whatever `CARGO_TARGET_DIR` says, for Node finds them by a link.
fn folder() -> PathBuf {
    shell::root().join("target/client-js")
}

/// Node looks for packages beside the files that import them.
fn link() -> Outcome {
    let link = shell::root().join("client-js/node_modules");
    if link.exists() {
        return Ok(());
    }
    // A link to nowhere does not exist and is still in the way.
    let _ = std::fs::remove_file(&link);
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink("../target/client-js/node_modules", &link);
    #[cfg(windows)]
    let made = std::os::windows::fs::symlink_dir(folder().join("node_modules"), &link);
    made.map_err(|error| format!("{} can't be linked: {error}", link.display()))
}

/// Installs system packages on Debian when we are root or were asked to; else says what to type.
fn packages(missing: &[&str], install: bool) -> Outcome {
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    if !std::path::Path::new("/etc/debian_version").exists() {
        return Err(format!(
            "not found on PATH: {names}. Install Node {} or later with npm, and Chromium, then run this again.",
            needed()
        ));
    }
    let root = shell::output(shell::command("id").arg("-u")).is_ok_and(|id| id == "0");
    let sudo = if root { "" } else { "sudo " };
    let line = format!(
        "{sudo}apt-get update && {sudo}apt-get install --yes --no-install-recommends {names}"
    );
    if root || install {
        shell::run(shell::command("sh").args(["-c", &line]))
    } else {
        Err(format!(
            "not found on PATH: {names}. Run this, or start again with --install:\n\n    {line}\n"
        ))
    }
}

/// The first two numbers of a version such as `v20.20.2`.
fn parsed(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_version() {
        assert_eq!(parsed("v20.20.2"), Some((20, 20)));
        assert_eq!(parsed("22.1"), Some((22, 1)));
        assert!(parsed("v20.9.0") < Some(NODE));
        assert_eq!(parsed("unknown"), None);
    }
}
