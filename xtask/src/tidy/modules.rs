//! The modules of a folder, one a file, and which of them use which.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{rust, typescript};
use crate::shell;

/// A file's place below `src`: `["html", "tag"]`, `["lib"]`.
pub(crate) type Module = Vec<String>;

/// A use of one module by another one, in a line of the user's file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) user: Module,
    pub(crate) used: Module,
    /// `djust-actix/src/page.rs:12`.
    pub(crate) place: String,
}

/// What a folder holds; modules are named from the folder.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    pub(crate) all: BTreeSet<Module>,
    pub(crate) uses: Vec<Use>,
    /// How names are written: `::` or `/`.
    pub(crate) separator: &'static str,
}

impl Modules {
    /// Reads a folder of Rust or TypeScript, named from the repository's root.
    pub(crate) fn read(folder: &str) -> Result<Self, String> {
        let folder = folder.trim_end_matches('/');
        let files = files(&shell::root(), Path::new(folder))?;
        if files
            .iter()
            .any(|file| file.extension().is_some_and(|extension| extension == "rs"))
        {
            let (source, inner) = split(folder, "src");
            let files = self::files(&shell::root(), Path::new(source))?;
            Ok(rust_modules(source, &contents(&files)?).within(&inner))
        } else {
            let modules = typescript_modules(folder, &contents(&files)?);
            Ok(modules)
        }
    }

    pub(crate) fn name(&self, module: &[String]) -> String {
        module.join(self.separator)
    }

    /// What is below one module, named from there.
    fn within(self, prefix: &[String]) -> Self {
        let inner = |module: &Module| module.strip_prefix(prefix).map(<[String]>::to_vec);
        let kept = |module: &Module| inner(module).filter(|module| !module.is_empty());
        let uses = self.uses.into_iter().filter_map(|one| {
            let (user, used) = (kept(&one.user)?, kept(&one.used)?);
            Some(Use {
                user,
                used,
                place: one.place,
            })
        });
        Self {
            uses: uses.collect(),
            all: self.all.iter().filter_map(kept).collect(),
            separator: self.separator,
        }
    }
}

/// Splits `djust-runtime/src/session` behind `src`.
fn split<'a>(folder: &'a str, at: &str) -> (&'a str, Module) {
    let end = folder
        .find(&format!("/{at}/"))
        .map_or(folder.len(), |start| start + 1 + at.len());
    let (source, inner) = folder.split_at(end);
    let inner = inner.split('/').filter(|part| !part.is_empty());
    (source, inner.map(str::to_owned).collect())
}

/// Files of Rust and TypeScript, from the root, sorted.
fn files(root: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(root.join(folder))
        .map_err(|error| format!("{} can't be read: {error}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries.filter_map(Result::ok) {
        let path = folder.join(entry.file_name());
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(files(root, &path)?);
        } else if name.ends_with(".rs") || is_typescript(&name) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_typescript(name: &str) -> bool {
    name.ends_with(".ts") && !name.ends_with(".d.ts") && !name.ends_with(".test.ts")
}

/// Paths from the root with what they hold.
fn contents(files: &[PathBuf]) -> Result<Vec<(String, String)>, String> {
    let read = |file: &PathBuf| {
        let text = shell::read(&shell::root().join(file))?;
        Ok((file.display().to_string(), text))
    };
    files.iter().map(read).collect()
}

/// The module of a file; `lib.rs` and `main.rs` are modules of that name beside the others.
fn module_of(source: &str, file: &str, barrel: &str) -> Module {
    let path = file.strip_prefix(source).unwrap_or(file);
    let path = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let mut module: Module = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    if module.len() > 1 && module.last().is_some_and(|last| last == barrel) {
        module.pop();
    }
    module
}

fn rust_modules(source: &str, files: &[(String, String)]) -> Modules {
    let mut all: BTreeSet<Module> = files
        .iter()
        .map(|(path, _)| module_of(source, path, "mod"))
        .collect();
    let root = ["lib", "main"].map(|name| vec![name.to_owned()]);
    let root = root
        .into_iter()
        .find(|module| all.contains(module))
        .unwrap_or_default();
    let mut tests: BTreeSet<Module> = BTreeSet::new();
    let mut said = Vec::new();
    for (path, text) in files {
        let user = module_of(source, path, "mod");
        let here = if user == root {
            Vec::new()
        } else {
            user.clone()
        };
        let children = all
            .iter()
            .filter(|module| module.len() == here.len() + 1 && module.starts_with(&here));
        let children = children
            .filter_map(|module| module.last().cloned())
            .collect();
        let named = rust::named(text, &here, &children);
        tests.extend(
            named
                .tests
                .into_iter()
                .map(|name| [&here[..], &[name]].concat()),
        );
        said.extend(
            named
                .paths
                .into_iter()
                .map(|(line, named)| (user.clone(), named, format!("{path}:{line}"))),
        );
    }
    let is_test = |module: &Module| tests.iter().any(|test| module.starts_with(test));
    all.retain(|module| !is_test(module));
    let uses = said.into_iter().filter(|(user, ..)| !is_test(user));
    let uses = uses.map(|(user, named, place)| {
        let lengths = (1..=named.len()).rev();
        let found = lengths
            .map(|length| named[..length].to_vec())
            .find(|module| all.contains(module));
        Use {
            user,
            used: found.unwrap_or_else(|| root.clone()),
            place,
        }
    });
    let uses = uses.filter(|one| one.user != one.used).collect();
    Modules {
        uses,
        all,
        separator: "::",
    }
}

fn typescript_modules(source: &str, files: &[(String, String)]) -> Modules {
    let all: BTreeSet<Module> = files
        .iter()
        .map(|(path, _)| module_of(source, path, "index"))
        .collect();
    let mut uses = Vec::new();
    for (path, text) in files {
        let user = module_of(source, path, "index");
        let folder = path
            .strip_prefix(source)
            .unwrap_or(path)
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let folder: Module = folder
            .split('/')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        for (line, import) in typescript::imports(text) {
            let mut used = typescript::resolve(&folder, import);
            if used.len() > 1 && used.last().is_some_and(|last| last == "index") {
                used.pop();
            }
            if all.contains(&used) && used != user {
                uses.push(Use {
                    user: user.clone(),
                    used,
                    place: format!("{path}:{line}"),
                });
            }
        }
    }
    Modules {
        uses,
        all,
        separator: "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files
            .iter()
            .map(|&(path, text)| (path.to_owned(), text.to_owned()))
            .collect()
    }

    fn edges(modules: &Modules) -> Vec<String> {
        let edge = |one: &Use| {
            format!(
                "{} > {} {}",
                modules.name(&one.user),
                modules.name(&one.used),
                one.place
            )
        };
        modules.uses.iter().map(edge).collect()
    }

    #[test]
    fn rust_paths_lead_to_the_nearest_module_that_is_a_file() {
        let files = given(&[
            ("c/src/lib.rs", "mod a; pub use a::A;"),
            (
                "c/src/a.rs",
                "use crate::b::deep::B;\nuse crate::Root;\nmod part;\n#[cfg(test)]\nmod tests;",
            ),
            ("c/src/a/part.rs", "use super::A;"),
            ("c/src/a/tests.rs", "use crate::b;"),
            ("c/src/b.rs", "struct B;"),
        ]);
        let modules = rust_modules("c/src", &files);
        assert_eq!(
            edges(&modules),
            [
                "lib > a c/src/lib.rs:1",
                "a > b c/src/a.rs:1",
                "a > lib c/src/a.rs:2",
                "a::part > a c/src/a/part.rs:1"
            ]
        );
        assert_eq!(modules.all.len(), 4, "{:?}", modules.all);
    }

    #[test]
    fn a_folder_within_a_crate_is_named_from_itself() {
        assert_eq!(
            split("c/src/session", "src"),
            ("c/src", vec!["session".to_owned()])
        );
        assert_eq!(split("c/src", "src"), ("c/src", Vec::new()));
        let files = given(&[
            ("c/src/lib.rs", ""),
            ("c/src/s/x.rs", "use super::y::Y; use crate::other;"),
            ("c/src/s/y.rs", ""),
            ("c/src/other.rs", ""),
        ]);
        let inner = rust_modules("c/src", &files).within(&["s".to_owned()]);
        assert_eq!(edges(&inner), ["x > y c/src/s/x.rs:1"]);
    }

    #[test]
    fn typescript_imports_lead_to_files() {
        let files = given(&[
            (
                "j/index.ts",
                "import { b } from \"./dom/b\";\nimport fs from \"fs\";",
            ),
            ("j/dom/b.ts", "import type { C } from \"../c\";"),
            ("j/c.ts", ""),
        ]);
        assert_eq!(
            edges(&typescript_modules("j", &files)),
            ["index > dom/b j/index.ts:1", "dom/b > c j/dom/b.ts:1"]
        );
    }
}
