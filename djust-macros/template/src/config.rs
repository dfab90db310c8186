//! `askama.toml` by Askama's own rules: where templates are searched, which delimiters they use, what becomes of
//! white space. Reads no template.

use std::path::{Path, PathBuf, absolute};
use std::rc::Rc;

use serde::Deserialize;

use crate::diagnostic::nowhere;
use crate::ir::Diagnostic;
use crate::likely::likely;

/// What becomes of white space beside a tag.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Space {
    /// Written as it is.
    #[default]
    Preserve,
    /// Dropped.
    Suppress,
    /// One line feed, or one space.
    Minimize,
}

impl Space {
    /// The meaning of a sign in a tag.
    pub(crate) fn of(sign: char) -> Option<Self> {
        match sign {
            '+' => Some(Self::Preserve),
            '-' => Some(Self::Suppress),
            '~' => Some(Self::Minimize),
            _ => None,
        }
    }
}

/// Delimiters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Syntax {
    pub(crate) block_start: String,
    pub(crate) block_end: String,
    pub(crate) expr_start: String,
    pub(crate) expr_end: String,
    pub(crate) comment_start: String,
    pub(crate) comment_end: String,
}

impl Default for Syntax {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            block_start: own("{%"),
            block_end: own("%}"),
            expr_start: own("{{"),
            expr_end: own("}}"),
            comment_start: own("{#"),
            comment_end: own("#}"),
        }
    }
}

/// The configuration of a crate's templates.
#[derive(Debug)]
pub(crate) struct Config {
    /// The crate's folder.
    manifest: PathBuf,
    pub(crate) dirs: Vec<PathBuf>,
    pub(crate) space: Space,
    pub(crate) syntax: Rc<Syntax>,
    /// Extensions that have an escaper.
    pub(crate) escapers: Vec<String>,
    /// The file read, when there is one.
    pub(crate) file: Option<PathBuf>,
}

#[derive(Deserialize, Default)]
struct Toml {
    general: Option<General>,
    syntax: Option<Vec<TomlSyntax>>,
    escaper: Option<Vec<Escaper>>,
}

#[derive(Deserialize, Default)]
struct General {
    dirs: Option<Vec<String>>,
    default_syntax: Option<String>,
    #[serde(default)]
    whitespace: Space,
}

#[derive(Deserialize)]
struct TomlSyntax {
    name: String,
    block_start: Option<String>,
    block_end: Option<String>,
    expr_start: Option<String>,
    expr_end: Option<String>,
    comment_start: Option<String>,
    comment_end: Option<String>,
}

#[derive(Deserialize)]
struct Escaper {
    extensions: Vec<String>,
}

/// Extensions that Askama escapes, or leaves alone, by itself.
const ESCAPED: [&str; 14] = [
    "askama", "html", "htm", "j2", "jinja", "jinja2", "rinja", "svg", "xml", "md", "none", "txt",
    "yml", "",
];

impl Config {
    /// Reads `askama.toml`, or the file that is named, in the crate's folder.
    pub(crate) fn read(manifest: &Path, named: Option<&str>) -> Result<Self, Diagnostic> {
        let name = named.unwrap_or("askama.toml");
        let path = manifest.join(name);
        let (text, file) = if path.exists() {
            let text = std::fs::read_to_string(&path)
                .map_err(|error| complain(name, format!("can't read `{name}`: {error}")))?;
            (text, Some(absolute(&path).unwrap_or(path)))
        } else if named.is_some() {
            let message = format!("there is no `{name}` beside Cargo.toml");
            return Err(complain(name, message));
        } else {
            (String::new(), None)
        };
        let toml: Toml = basic_toml::from_str(&text)
            .map_err(|error| complain(name, format!("not a valid configuration: {error}")))?;
        let general = toml.general.unwrap_or_default();
        let syntaxes = toml.syntax.unwrap_or_default();
        let syntax = pick(general.default_syntax.as_deref(), &syntaxes)
            .map_err(|message| complain(name, message))?;
        let dirs = match general.dirs {
            None => vec![manifest.join("templates")],
            Some(dirs) => dirs.iter().flat_map(|dir| expand(manifest, dir)).collect(),
        };
        let mut escapers: Vec<String> = ESCAPED.map(str::to_owned).into();
        for escaper in toml.escaper.unwrap_or_default() {
            escapers.extend(escaper.extensions);
        }
        Ok(Self {
            manifest: manifest.to_owned(),
            dirs,
            space: general.whitespace,
            syntax: Rc::new(syntax),
            escapers,
            file,
        })
    }

    /// Where a template is: beside the one that names it, else in the directories in order.
    pub(crate) fn find(&self, path: &str, beside: Option<&Path>) -> Result<PathBuf, String> {
        let near = beside.map(|file| file.with_file_name(path));
        let rooted = self.dirs.iter().map(|dir| dir.join(path));
        let places: Vec<PathBuf> = near.into_iter().chain(rooted).collect();
        if let Some(found) = places.iter().find(|path| path.exists()) {
            return Ok(absolute(found).unwrap_or_else(|_| found.clone()));
        }
        let mut looked: Vec<String> = Vec::new();
        for place in &places {
            let name = format!("`{}`", self.display(&self.manifest, place));
            if !looked.contains(&name) {
                looked.push(name);
            }
        }
        let names = self.names();
        let hint = likely(path, names.iter().map(String::as_str))
            .map(|name| format!("; did you mean `{name}`?"))
            .unwrap_or_default();
        Err(format!(
            "template `{path}` not found: there is no {} beside Cargo.toml{hint}",
            looked.join(" and no ")
        ))
    }

    /// The names of templates, for a "did you mean".
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for dir in &self.dirs {
            let mut folders = vec![dir.clone()];
            while let Some(folder) = folders.pop() {
                for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                    let path = entry.path();
                    if names.len() > 2000 {
                        return names;
                    }
                    if path.is_symlink() {
                        continue;
                    }
                    if path.is_dir() {
                        folders.push(path);
                    } else if let Ok(name) = path.strip_prefix(dir) {
                        names.push(slashes(name));
                    }
                }
            }
        }
        names.sort();
        names
    }

    /// What errors call a file: `templates/x.html`.
    pub(crate) fn display(&self, manifest: &Path, path: &Path) -> String {
        let manifest = absolute(manifest).unwrap_or_else(|_| manifest.to_owned());
        if let Ok(name) = path.strip_prefix(&manifest) {
            return slashes(name);
        }
        let parents = self.dirs.iter().filter_map(|dir| dir.parent());
        let mut inside = parents.filter_map(|parent| path.strip_prefix(parent).ok());
        slashes(inside.next().unwrap_or(path))
    }
}

fn complain(name: &str, message: impl Into<String>) -> Diagnostic {
    nowhere(name, message.into())
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The syntax that the configuration asks for, checked.
fn pick(name: Option<&str>, all: &[TomlSyntax]) -> Result<Syntax, String> {
    let name = name.unwrap_or("default");
    let Some(found) = all.iter().find(|syntax| syntax.name == name) else {
        if name == "default" {
            return Ok(Syntax::default());
        }
        let hint = likely(name, all.iter().map(|syntax| syntax.name.as_str()))
            .map(|name| format!("; did you mean `{name}`?"))
            .unwrap_or_default();
        return Err(format!("default_syntax `{name}` has no [[syntax]]{hint}"));
    };
    if name == "default" {
        return Err("the syntax `default` is defined already; give yours another name".to_owned());
    }
    let default = Syntax::default();
    let or = |given: &Option<String>, default: String| given.clone().unwrap_or(default);
    let syntax = Syntax {
        block_start: or(&found.block_start, default.block_start),
        block_end: or(&found.block_end, default.block_end),
        expr_start: or(&found.expr_start, default.expr_start),
        expr_end: or(&found.expr_end, default.expr_end),
        comment_start: or(&found.comment_start, default.comment_start),
        comment_end: or(&found.comment_end, default.comment_end),
    };
    check(&syntax)?;
    Ok(syntax)
}

/// What the lexer rests on; Askama checks more.
fn check(syntax: &Syntax) -> Result<(), String> {
    let openers = [
        &syntax.block_start,
        &syntax.expr_start,
        &syntax.comment_start,
    ];
    let closers = [&syntax.block_end, &syntax.expr_end, &syntax.comment_end];
    for delimiter in openers.iter().chain(&closers) {
        if !(2..=32).contains(&delimiter.len()) || delimiter.contains(char::is_whitespace) {
            return Err(format!(
                "the delimiter `{delimiter}` must have 2 to 32 characters and no white space"
            ));
        }
    }
    for (i, a) in openers.iter().enumerate() {
        for b in &openers[i + 1..] {
            if a.starts_with(b.as_str()) || b.starts_with(a.as_str()) {
                return Err(format!("the delimiters `{a}` and `{b}` begin alike"));
            }
        }
    }
    Ok(())
}

/// A directory of the configuration; `*` in a part stands for any name.
fn expand(root: &Path, dir: &str) -> Vec<PathBuf> {
    if !dir.contains('*') {
        return vec![root.join(dir)];
    }
    let mut found = vec![root.to_owned()];
    for part in dir.split('/') {
        if !part.contains('*') {
            found.iter_mut().for_each(|path| path.push(part));
            continue;
        }
        let mut next = Vec::new();
        for folder in found {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                if name.to_str().is_some_and(|name| fits(name, part)) {
                    next.push(entry.path());
                }
            }
        }
        next.sort();
        found = next;
    }
    found.retain(|path| path.is_dir());
    found
}

fn fits(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => name == pattern,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| fits(rest, tail)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_name() {
        assert!(fits("a-templates", "*-templates"));
        assert!(fits("x", "*"));
        assert!(!fits("x", "y*"));
    }

    #[test]
    fn delimiters_that_begin_alike_are_refused() {
        let syntax = Syntax {
            expr_start: "{%=".to_owned(),
            ..Syntax::default()
        };
        assert!(check(&syntax).is_err());
        assert!(check(&Syntax::default()).is_ok());
    }
}
