//! A test of the repository itself: layers, invariants, the text of files, links. All problems are told at once.

mod graph;
mod invariants;
mod layers;
mod lexer;
mod links;
mod modules;
mod rust;
mod text;
mod typescript;

use crate::files;
use crate::shell::{self, Outcome};

pub(crate) fn run(words: &[&str]) -> Outcome {
    match words {
        [] => check(),
        ["--layers", folder] => {
            print!("{}", layers::proposal(folder)?);
            Ok(())
        }
        _ => Err("expected `cargo xtask tidy [--layers <folder>]`".to_owned()),
    }
}

fn check() -> Outcome {
    let mut problems = layers::check()?;
    problems.extend(files()?);
    if problems.is_empty() {
        eprintln!("the repository is tidy");
        return Ok(());
    }
    let count = problems.len();
    Err(format!(
        "the repository is not tidy ({count}):\n\n{}\n",
        problems.join("\n")
    ))
}

/// What is wrong with single files.
fn files() -> Result<Vec<String>, String> {
    let root = shell::root();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).ok();
    let is_there = |path: &str| root.join(path).exists();
    let mut problems = Vec::new();
    let mut sources = Vec::new();
    for path in files::all()?.iter().filter(|path| text::is_text(path)) {
        let content = shell::read(&root.join(path))?;
        problems.extend(text::check(path, &content));
        if path.ends_with(".md") {
            problems.extend(links::check(path, &content, is_there, read));
        }
        sources.push((path.clone(), content));
    }
    let architecture = read("ARCHITECTURE.md").unwrap_or_default();
    problems.extend(invariants::check(
        "ARCHITECTURE.md",
        &architecture,
        &sources,
    ));
    Ok(problems)
}
