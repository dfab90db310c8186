//! Files that are written from others and committed, so that one source of truth is enough:
//!
//! | file | is written from |
//! |---|---|
//! | `client-js/src/protocol/vocabulary.ts` | the template compiler's vocabulary |
//! | `client-js/src/protocol/words.ts`, `docs/attributes.md` | the same |
//! | `client-js/src/parts.ts` | the names of the files in `events/sources` and `features` |
//! | `djust-runtime/src/test/vocabulary.rs` | the template compiler's vocabulary |
//! | `djust-runtime/src/test/entities.rs` | `djust-macros/template/src/entities.rs`: neither crate needs the other |
//! | `djust-actix/src/assets/families.rs` | the names of the files in `on_demand`, and the vocabulary |
//!
//! `--check` compares and writes nothing.

mod parts;

use crate::shell::{self, Outcome};

/// A path from the root, and what the file holds when it is not stale.
struct Generated {
    path: &'static str,
    text: String,
}

pub(crate) fn run(flags: &[&str]) -> Outcome {
    let check = flags.contains(&"--check");
    let mut stale = Vec::new();
    for Generated { path, text } in generated()? {
        let file = shell::root().join(path);
        if std::fs::read_to_string(&file).is_ok_and(|committed| committed == text) {
            continue;
        }
        if check {
            stale.push(path);
        } else {
            std::fs::write(&file, text)
                .map_err(|error| format!("{path} can't be written: {error}"))?;
            eprintln!("wrote {path}");
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!(
        "stale: {}. Run `cargo xtask codegen`, then `cargo xtask js`, and commit what they write.",
        stale.join(", ")
    ))
}

fn generated() -> Result<Vec<Generated>, String> {
    let on_demand = parts::on_demand()?;
    Ok(vec![
        Generated {
            path: "client-js/src/protocol/vocabulary.ts",
            text: vocabulary("typescript", &on_demand)?,
        },
        Generated {
            path: "client-js/src/protocol/words.ts",
            text: vocabulary("words", &[])?,
        },
        Generated {
            path: "docs/attributes.md",
            text: vocabulary("markdown", &[])?,
        },
        Generated {
            path: "djust-runtime/src/test/vocabulary.rs",
            text: vocabulary("kit", &[])?,
        },
        Generated {
            path: "djust-runtime/src/test/entities.rs",
            text: copied("djust-macros/template/src/entities.rs")?,
        },
        Generated {
            path: "client-js/src/parts.ts",
            text: parts::typescript()?,
        },
        Generated {
            path: "djust-actix/src/assets/families.rs",
            text: vocabulary("rust", &on_demand)?,
        },
    ])
}

/// A file as it is, and where it comes from.
fn copied(path: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(shell::root().join(path))
        .map_err(|error| format!("{path} can't be read: {error}"))?;
    Ok(format!(
        "// Written by `cargo xtask codegen` from `{path}`. Do not edit.\n\n{text}"
    ))
}

/// The compiler's vocabulary in one form, with the families whose client is a script of its own.
fn vocabulary(form: &str, on_demand: &[String]) -> Result<String, String> {
    let mut cargo = shell::cargo();
    cargo.args([
        "run",
        "--quiet",
        "-p",
        "djust-template",
        "--example",
        "codegen",
        "--",
        form,
    ]);
    cargo.args(on_demand);
    Ok(shell::output(&mut cargo)? + "\n")
}
