//! A test of the repository itself: layers, files, links. All problems are told at once.

mod graph;
mod layers;
mod lexer;
mod modules;
mod rust;
mod typescript;

use crate::shell::Outcome;

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
    let problems = layers::check()?;
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
