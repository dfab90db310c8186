//! `cargo xtask …`: what this repository can do with itself. Each command is one module.
//!
//! Plain Rust without dependencies, so that the first `cargo xtask` on a fresh clone starts within seconds.

mod bench;
mod codegen;
mod files;
mod js;
mod node;
mod package;
mod reports;
mod rows;
mod shell;
mod size;
mod test;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [--rust] [--install]   every test; --rust: those that need neither Node nor a browser;
                                        --install: install missing system packages first
cargo xtask tidy [--layers <folder>]    layers, files, links; --layers: propose the layers of a folder of sources
cargo xtask codegen [--check]           the files that are written from others; --check: none of them is stale
cargo xtask js [--check] [--install]    build the client's bundle; --check: the committed one is what a build gives
cargo xtask package                     the crates can be published: packed, and compiled from the packages
cargo xtask rows [--missing]            which rows of the checklist the last test run covered
cargo xtask bench server [--quick]      the server beside its floor: CPU time, latency, bytes, memory
cargo xtask bench browser [--quick]     the client beside hand-written code: script and total time, writes, heap
cargo xtask size                        the client's bytes by module: source, minified, gzip, Brotli
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> shell::Outcome {
    let (&command, flags) = words.split_first().ok_or(USAGE)?;
    match command {
        "test" => test::run(known(flags, &["--rust", "--install"])?),
        "tidy" => tidy::run(flags),
        "codegen" => codegen::run(known(flags, &["--check"])?),
        "js" => js::run(known(flags, &["--check", "--install"])?),
        "package" => {
            known(flags, &[])?;
            package::run()
        }
        "rows" => rows::run(known(flags, &["--missing"])?),
        "bench" => bench::run(flags),
        "size" => size::run(known(flags, &[])?),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`.\n{USAGE}")),
    }
}

/// Refuses a flag that the command does not have.
fn known<'a>(flags: &'a [&'a str], allowed: &[&str]) -> Result<&'a [&'a str], String> {
    match flags.iter().find(|flag| !allowed.contains(flag)) {
        Some(flag) => Err(format!("unknown flag `{flag}`.\n{USAGE}")),
        None => Ok(flags),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_commands_and_flags_are_refused_with_the_usage() {
        for words in [&["tset"][..], &["test", "--rsut"], &[]] {
            let message = run(words).unwrap_err();
            assert!(message.contains("cargo xtask test"), "{message}");
        }
    }
}
