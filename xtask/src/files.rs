//! The files of the repository, whether committed yet or not; what `.gitignore` names is left out.

use crate::shell;

/// Paths from the root, `/` between folders, sorted.
pub(crate) fn all() -> Result<Vec<String>, String> {
    let mut git = shell::command("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let listed = shell::output(&mut git)?;
    let there = |path: &&str| shell::root().join(path).is_file();
    let mut paths: Vec<String> = listed.lines().filter(there).map(str::to_owned).collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}
