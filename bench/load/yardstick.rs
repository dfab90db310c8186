//! A plain Askama render of the table's page as a measure of the machine: limits in microseconds are for one on which it
//! takes 30. Beside it a reader can tell a slow day from slow code.

use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::server::on_core;

/// The program that renders, on the servers' core.
#[derive(Debug)]
pub(crate) struct Yardstick {
    program: PathBuf,
    core: Option<String>,
}

/// One render.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Render {
    /// CPU microseconds.
    pub(crate) micros: f64,
    /// The page's.
    pub(crate) bytes: usize,
}

impl Yardstick {
    pub(crate) fn new(floor: &Path, core: Option<&str>) -> Self {
        Self {
            program: floor.to_owned(),
            core: core.map(str::to_owned),
        }
    }

    /// The median of some hundred renders at this moment, in a process of its own.
    pub(crate) fn render(&self) -> Outcome<Render> {
        let name = self.program.display();
        let output = on_core(&self.program, self.core.as_deref())
            .arg("--render")
            .output()
            .map_err(|error| format!("{name} did not start: {error}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        parse(&said).ok_or_else(|| format!("{name} --render printed no figures: `{said}`"))
    }
}

/// What the floor prints: `31.5 196467`.
fn parse(line: &str) -> Option<Render> {
    let (micros, bytes) = line.trim().split_once(' ')?;
    Some(Render {
        micros: micros.parse().ok()?,
        bytes: bytes.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floors_line_is_read() {
        let render = Render {
            micros: 31.5,
            bytes: 196_467,
        };
        assert_eq!(parse("31.5 196467\n"), Some(render));
        assert_eq!(parse("floor: http://127.0.0.1:1"), None);
    }
}
