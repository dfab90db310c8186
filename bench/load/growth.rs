//! Whether costs grow with the rows as they may: nothing faster than the rows, and the bytes of an event that changes one
//! place by no more than the digits of an index.

use std::fmt::Write as _;

use crate::measure::Growth;
use crate::scenario::SIZES;

/// Costs are measured, and identifiers have more digits in larger tables: a tenth more than the rows is no faster.
const ALLOWANCE: f64 = 1.1;

/// Scenarios whose bytes may not grow, and by how many an event may take more when there are ten times the rows: one digit
/// for each index that a frame names.
const FLAT: [&str; 3] = ["tick", "swap", "remove"];
const DIGITS: f64 = 4.0;

/// What is held, and what broke it: one line of the report.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) name: &'static str,
    held: &'static str,
    /// The scenarios that grow too fast, with the steepest step.
    broken: Vec<String>,
}

impl Verdict {
    pub(crate) fn met(&self) -> bool {
        self.broken.is_empty()
    }
}

/// All three verdicts.
pub(crate) fn verdicts(growth: &[Growth]) -> [Verdict; 3] {
    let rows = SIZES.map(|(rows, _)| rows as f64);
    let cpu = |row: &Growth| faster(&rows, row.sizes.iter().map(|size| size.0).collect());
    let bytes = |row: &Growth| faster(&rows, row.sizes.iter().map(|size| size.1).collect());
    let all = |check: &dyn Fn(&Growth) -> Option<String>| {
        let broken = growth
            .iter()
            .filter_map(|row| Some(format!("{} {}", row.name, check(row)?)));
        broken.collect()
    };
    [
        Verdict {
            name: "CPU us an event",
            held: "no faster than the rows, within a tenth",
            broken: all(&cpu),
        },
        Verdict {
            name: "bytes down an event",
            held: "no faster than the rows, within a tenth",
            broken: all(&bytes),
        },
        Verdict {
            name: "bytes down of tick, swap, remove",
            held: "digits of indices only: <= 4 more for ten times the rows",
            broken: all(&longer),
        },
    ]
}

/// The steepest step by which values grew faster than the rows, if one did.
fn faster(rows: &[f64], values: Vec<f64>) -> Option<String> {
    let steps = rows.windows(2).zip(values.windows(2));
    let over = steps.map(|(rows, values)| (values[1] / values[0]) / (rows[1] / rows[0]));
    let most = over.fold(0.0, f64::max);
    (most > ALLOWANCE).then(|| format!("{most:.2} x the rows"))
}

/// The largest number of bytes by which a step took more than digits, if one did.
fn longer(row: &Growth) -> Option<String> {
    if !FLAT.contains(&row.name) {
        return None;
    }
    let steps = row.sizes.windows(2).map(|sizes| sizes[1].1 - sizes[0].1);
    let most = steps.fold(0.0, f64::max);
    (most > DIGITS).then(|| format!("+{most:.1} bytes"))
}

/// The verdicts as a table.
pub(crate) fn markdown(growth: &[Growth], out: &mut String) {
    out.push_str("| growth with the rows | held to | |\n|---|---|---|\n");
    for verdict in verdicts(growth) {
        let said = if verdict.met() {
            "yes".to_owned()
        } else {
            format!("**no**: {}", verdict.broken.join(", "))
        };
        let _ = writeln!(out, "| {} | {} | {said} |", verdict.name, verdict.held);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn growth(name: &'static str, sizes: [(f64, f64); 4]) -> Growth {
        Growth {
            name,
            sizes: sizes.to_vec(),
        }
    }

    fn met(growth: Growth) -> [bool; 3] {
        verdicts(&[growth]).map(|verdict| verdict.met())
    }

    #[test]
    fn what_grows_as_the_rows_is_no_faster() {
        let replace = growth(
            "replace",
            [
                (3.0, 330.0),
                (30.0, 3_200.0),
                (300.0, 33_600.0),
                (3_200.0, 356_000.0),
            ],
        );
        assert_eq!(met(replace), [true; 3]);
    }

    #[test]
    fn one_step_that_is_too_steep_is_enough() {
        let quadratic = growth(
            "noop",
            [(3.0, 8.0), (30.0, 8.0), (400.0, 8.0), (500.0, 8.0)],
        );
        let mut out = String::new();
        markdown(&[quadratic], &mut out);
        assert!(
            out.contains("within a tenth | **no**: noop 1.33 x the rows |"),
            "{out}"
        );
    }

    #[test]
    fn a_tick_may_grow_by_digits_only() {
        let digits = growth(
            "tick",
            [(30.0, 29.0), (30.0, 31.0), (30.0, 31.0), (30.0, 35.0)],
        );
        assert_eq!(met(digits), [true; 3]);
        let longer = growth(
            "tick",
            [(30.0, 29.0), (30.0, 31.0), (30.0, 31.0), (30.0, 36.0)],
        );
        assert_eq!(met(longer), [true, true, false]);
        let other = growth(
            "append",
            [
                (30.0, 1_400.0),
                (30.0, 1_500.0),
                (30.0, 1_600.0),
                (30.0, 1_700.0),
            ],
        );
        assert_eq!(met(other), [true; 3]);
    }
}
