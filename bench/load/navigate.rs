//! Another view on the same socket, beside a GET of its page. Two views take turns: a table and a list of components, which
//! share nothing but the document around them.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::Outcome;
use crate::measure::{Extent, Pair, SIDES, quantile, spent};
use crate::session::{Session, Side};
use crate::socket::get;

/// What a move may cost, in GETs of its page, and how many bytes it may have beside the page's values.
const MOST_TIMES: f64 = 1.2;
const MOST_BESIDE: f64 = 500.0;

/// The pages of two views, between which each move goes.
const PAIRS: [[&str; 2]; 2] = [
    ["/ways/table10", "/ways/parts10"],
    ["/ways/table", "/ways/parts1000"],
];

/// One pair. Each figure is the mean of both ways.
#[derive(Debug)]
pub(crate) struct Navigate {
    paths: [&'static str; 2],
    /// CPU microseconds of a move: ours, and what the floor takes for a frame and its answer.
    moved: [f64; 2],
    /// Those of a GET: ours, and the floor's, whose page has the bytes of the larger one.
    got: [f64; 2],
    /// Bytes down a move, and those of the page's values among them.
    down: f64,
    values: f64,
    /// The bytes of the page.
    page: usize,
}

/// Moves and GETs in turn, on both sides.
pub(crate) async fn measure(pair: &Pair, extent: Extent) -> Outcome<Vec<Navigate>> {
    let mut all = Vec::new();
    for paths in PAIRS {
        let (mut moved, mut got) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
        let mut bytes = (0, 0, 0);
        let times = extent.mounts.next_multiple_of(2);
        for turn in 0..=extent.rounds {
            for (index, side) in SIDES.into_iter().enumerate() {
                let server = pair.server(side);
                let mut session = Session::open(side, &server.address, paths[0]).await?;
                let before = server.cpu()?;
                let (mut down, mut values) = (0, 0);
                // From the first view to the second, and back.
                for time in 1..=times {
                    let answer = session.visit(paths[time % 2]).await?;
                    (down, values) = (down + answer.0, values + answer.1);
                }
                let move_cpu = spent(server, before, times)?;
                let before = server.cpu()?;
                let mut page = 0;
                for time in 1..=times {
                    page += get(&server.address, paths[time % 2]).await?.body.len();
                }
                if side == Side::Ours {
                    bytes = (down / times, values / times, page / times);
                }
                // The first round warms up.
                if turn > 0 {
                    moved[index].push(move_cpu);
                    got[index].push(spent(server, before, times)?);
                }
            }
        }
        let median = |mut rounds: Vec<f64>| quantile(&mut rounds, 0.5);
        let (down, values, page) = bytes;
        let row = Navigate {
            paths,
            moved: moved.map(median),
            got: got.map(median),
            down: down as f64,
            values: values as f64,
            page,
        };
        eprintln!(
            "navigate {}: {:.1} us, a GET {:.1} us",
            paths.join(" and "),
            row.moved[0],
            row.got[0]
        );
        all.push(row);
    }
    Ok(all)
}

impl Navigate {
    fn is_cheap(&self) -> bool {
        self.moved[0] <= self.got[0] * MOST_TIMES
    }

    fn is_small(&self) -> bool {
        self.down <= self.values + MOST_BESIDE
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "pages": self.paths,
            "cpu_us": self.moved[0],
            "get_cpu_us": self.got[0],
            "floor_cpu_us": self.moved[1],
            "floor_get_cpu_us": self.got[1],
            "down": self.down,
            "values": self.values,
            "page_bytes": self.page,
            "met": self.is_cheap() && self.is_small(),
        })
    }
}

/// A table for people.
pub(crate) fn markdown(rows: &[Navigate], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    out.push_str(
        "`navigate`: a view mounted on the socket of another one, to and fro, beside GETs of both pages. The floor answers a frame with a\n\
         constant one, and a GET with the bytes of the page of 1,000 rows.\n\n\
         | pages | CPU us | a GET | ratio | held to | | floor's frame | floor's GET | bytes down | its values | its page | held to | |\n\
         |---|--:|--:|--:|---|---|--:|--:|--:|--:|--:|---|---|\n",
    );
    let verdict = |met: bool| if met { "yes" } else { "**no**" };
    for row in rows {
        let _ = writeln!(
            out,
            "| {} | {:.1} | {:.1} | {:.2} | <= {MOST_TIMES} x a GET | {} | {:.1} | {:.1} | {:.0} | {:.0} | {} | <= values + {MOST_BESIDE} | {} |",
            row.paths.join(" and "),
            row.moved[0],
            row.got[0],
            row.moved[0] / row.got[0],
            verdict(row.is_cheap()),
            row.moved[1],
            row.got[1],
            row.down,
            row.values,
            row.page,
            verdict(row.is_small()),
        );
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_is_held_to_a_get_and_to_its_values() {
        let row = Navigate {
            paths: ["/ways/table", "/ways/parts1000"],
            moved: [110.0, 20.0],
            got: [100.0, 60.0],
            down: 1_400.0,
            values: 1_000.0,
            page: 9_000,
        };
        assert!(row.is_cheap() && row.is_small());
        let mut text = String::new();
        markdown(&[row], &mut text);
        assert!(text.contains(
            "| /ways/table and /ways/parts1000 | 110.0 | 100.0 | 1.10 | <= 1.2 x a GET | yes |"
        ));
        assert!(text.ends_with("| 1400 | 1000 | 9000 | <= values + 500 | yes |\n\n"));
    }
}
