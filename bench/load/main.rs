//! Loads a server and its floor with the scenarios of `examples/table`, and reports what each cost.
//!
//! `load --ours PROGRAM --floor PROGRAM [--core N] [--quick] [--only PART] --out FOLDER`, run by `cargo xtask bench
//! server`. It starts both servers itself, on the core that it is given, and stops them. One thread, plain sockets, no
//! library of ours: what it measures is what any client would see.

mod crowd;
mod growth;
mod measure;
mod navigate;
mod page;
mod parts;
mod report;
mod scenario;
mod server;
mod session;
mod socket;
mod yardstick;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::measure::{Extent, Pair, Programs};
use crate::report::Report;

/// A value, or what to tell the user.
pub(crate) type Outcome<T> = Result<T, String>;

const QUICK: Extent = Extent {
    rounds: 3,
    events: 100,
    mounts: 20,
    crowd_events: 20_000,
    idle: 400,
};

const WHOLE: Extent = Extent {
    rounds: 9,
    events: 200,
    mounts: 40,
    crowd_events: 25_000,
    idle: 1_000,
};

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build();
    let done = runtime
        .map_err(|error| error.to_string())
        .and_then(|runtime| runtime.block_on(run()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("load: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<()> {
    let Arguments {
        programs,
        extent,
        only,
        out,
    } = arguments()?;
    let wanted = |part: &str| only.as_deref().is_none_or(|only| only == part);
    let pair = Pair::start(&programs).await?;
    let mut report = Report::default();
    if wanted("events") {
        report.scenarios = measure::scenarios(&pair, extent).await?;
    }
    if wanted("crowd") {
        report.crowd = Some(crowd::measure(&pair, extent).await?);
    }
    if wanted("growth") {
        report.growth = measure::growth(&pair, extent).await?;
    }
    if wanted("components") {
        report.parts = Some(parts::measure(&pair, extent).await?);
    }
    if wanted("mount") {
        report.mount = Some(measure::mounts(&pair, extent).await?);
        report.page = Some(page::measure(&pair).await?);
    }
    if wanted("navigate") {
        report.navigate = navigate::measure(&pair, extent).await?;
    }
    if wanted("idle") {
        report.idle = measure::idle(&programs, extent).await?;
    }
    let markdown = report.markdown();
    println!("\n{markdown}");
    write(out.join("server.md"), &markdown)?;
    write(out.join("server.json"), &format!("{:#}\n", report.json()))
}

fn write(file: PathBuf, text: &str) -> Outcome<()> {
    std::fs::write(&file, text)
        .map_err(|error| format!("{} can't be written: {error}", file.display()))
}

/// What can be measured alone.
const PARTS: [&str; 7] = [
    "events",
    "crowd",
    "growth",
    "components",
    "mount",
    "navigate",
    "idle",
];

struct Arguments {
    programs: Programs,
    extent: Extent,
    /// One of [`PARTS`]; all of them if it is not said.
    only: Option<String>,
    out: PathBuf,
}

fn arguments() -> Outcome<Arguments> {
    let (mut ours, mut floor, mut out, mut core, mut only) = (None, None, None, None, None);
    let mut extent = WHOLE;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let place = match word.as_str() {
            "--quick" => {
                extent = QUICK;
                continue;
            }
            "--ours" => &mut ours,
            "--floor" => &mut floor,
            "--out" => &mut out,
            "--core" => &mut core,
            "--only" => &mut only,
            other => return Err(format!("unknown argument `{other}`")),
        };
        *place = Some(
            words
                .next()
                .ok_or_else(|| format!("{word} needs a value"))?,
        );
    }
    if let Some(part) = &only
        && !PARTS.contains(&part.as_str())
    {
        return Err(format!("there is no part `{part}`, only {PARTS:?}"));
    }
    let needed = |value: Option<String>, name: &str| {
        value
            .map(PathBuf::from)
            .ok_or_else(|| format!("{name} is missing"))
    };
    Ok(Arguments {
        programs: Programs {
            ours: needed(ours, "--ours")?,
            floor: needed(floor, "--floor")?,
            core,
        },
        extent,
        only,
        out: needed(out, "--out")?,
    })
}
