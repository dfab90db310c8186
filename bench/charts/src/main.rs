//! Draws what the benchmarks measured: `charts FOLDER` reads `server.json` and `browser.json` there, whichever is found,
//! and writes SVG files beside them. Run by `cargo xtask bench`.
//!
//! A program of its own, so that neither what measures nor `cargo xtask` has to build a plotting library.

mod axis;
mod browser;
mod growth;
mod results;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::de::DeserializeOwned;

use crate::results::{Browser, Server};

/// A value, or what to tell the user.
type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("charts: expected a folder");
        return ExitCode::FAILURE;
    };
    match run(&folder) {
        Ok(drawn) => {
            println!("drawn: {}", drawn.join(", "));
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("charts: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(folder: &Path) -> Outcome<Vec<&'static str>> {
    let mut drawn = Vec::new();
    if let Some(server) = read::<Server>(&folder.join("server.json"))? {
        drawn.push(write(folder, "growth-cpu.svg", growth::cpu(&server))?);
        drawn.push(write(folder, "growth-bytes.svg", growth::bytes(&server))?);
    }
    if let Some(browser) = read::<Browser>(&folder.join("browser.json"))? {
        drawn.push(write(folder, "browser.svg", browser::multiples(&browser))?);
    }
    if drawn.is_empty() {
        let folder = folder.display();
        return Err(format!(
            "{folder} has neither server.json nor browser.json: measure first"
        ));
    }
    Ok(drawn)
}

/// A file's content, `None` if there is no such file.
fn read<T: DeserializeOwned>(file: &Path) -> Outcome<Option<T>> {
    if !file.exists() {
        return Ok(None);
    }
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    serde_json::from_str(&text).map(Some).map_err(|error| {
        format!("{name} is not what is measured today ({error}): measure again, or remove it")
    })
}

fn write(
    folder: &Path,
    name: &'static str,
    drawing: Result<String, Box<dyn std::error::Error>>,
) -> Outcome<&'static str> {
    let file = folder.join(name);
    let svg = drawing.map_err(|error| format!("{name}: {error}"))?;
    std::fs::write(&file, svg)
        .map_err(|error| format!("{} can't be written: {error}", file.display()))?;
    Ok(name)
}
