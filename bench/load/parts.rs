//! Components: an event of one costs the same however many stand on its page.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::Outcome;
use crate::measure::{Extent, Figures, Pair, Samples, quantile, round};
use crate::scenario::{COMPONENTS, PARTS};
use crate::session::Side;

/// What an event may cost among many, in times of what it costs alone.
const ALLOWANCE: f64 = 1.1;

/// Bytes by which it may be longer: the digits of the component's id, once up and once down.
const DIGITS: f64 = 3.0;

/// What was measured.
#[derive(Debug)]
pub(crate) struct Parts {
    /// A page's components, and an event of one.
    sizes: Vec<(usize, Figures)>,
    /// CPU among many, in times of CPU alone: the median of the rounds, each of which has both.
    times: f64,
}

/// Measures both pages in turn.
pub(crate) async fn measure(pair: &Pair, extent: Extent) -> Outcome<Parts> {
    let mut samples = PARTS.map(|_| Samples::default());
    for _ in 0..extent.rounds {
        for (page, samples) in PARTS.into_iter().zip(&mut samples) {
            round(
                &pair.ours,
                Side::Ours,
                &COMPONENTS,
                page,
                extent.events,
                samples,
            )
            .await?;
        }
    }
    let [one, many] = &samples;
    let rounds = one.cpu.iter().zip(&many.cpu);
    let mut times: Vec<f64> = rounds.map(|(one, many)| many / one).collect();
    let parts = Parts {
        times: quantile(&mut times, 0.5),
        sizes: PARTS
            .into_iter()
            .zip(samples)
            .map(|((count, _), samples)| (count, samples.figures()))
            .collect(),
    };
    eprintln!("growth of components: {:.2} times", parts.times);
    Ok(parts)
}

impl Parts {
    fn longer(&self) -> f64 {
        let bytes = |at: usize| self.sizes.get(at).map_or(0.0, |(_, figures)| figures.down);
        bytes(1) - bytes(0)
    }

    fn met(&self) -> bool {
        self.times <= ALLOWANCE && self.longer() <= DIGITS
    }

    /// A table.
    pub(crate) fn markdown(&self, out: &mut String) {
        out.push_str("An event of one component, by the number of components on the page:\n\n");
        out.push_str("| components | CPU us | bytes up | down |\n|--:|--:|--:|--:|\n");
        for (count, figures) in &self.sizes {
            let Figures { cpu, up, down, .. } = figures;
            let _ = writeln!(out, "| {count} | {cpu:.1} | {up:.0} | {down:.0} |");
        }
        let _ = writeln!(
            out,
            "\n{:.2} times the CPU and {:.1} bytes more, held to {ALLOWANCE} times and {DIGITS} bytes: {}\n",
            self.times,
            self.longer(),
            if self.met() { "yes" } else { "**no**" }
        );
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let sizes = self.sizes.iter().map(|(count, figures)| {
            json!({ "components": count, "cpu_us": figures.cpu, "down": figures.down })
        });
        json!({
            "sizes": sizes.collect::<Vec<_>>(),
            "times": self.times,
            "met": self.met(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(times: f64, down: [f64; 2]) -> Parts {
        let figures = |down| Figures {
            down,
            ..Figures::default()
        };
        Parts {
            sizes: vec![(1, figures(down[0])), (1_000, figures(down[1]))],
            times,
        }
    }

    #[test]
    fn a_tenth_and_the_digits_of_an_id_are_allowed() {
        assert!(parts(1.09, [20.0, 22.9]).met());
        assert!(!parts(1.11, [20.0, 20.0]).met());
        assert!(!parts(1.0, [20.0, 24.0]).met());
    }

    #[test]
    fn the_event_is_for_each_component_in_turn() {
        let of = |turn, count| COMPONENTS.event(turn, count).1;
        assert_eq!(
            (of(5, 1), of(0, 1_000)),
            ("{},1".to_owned(), "{},1".to_owned())
        );
        assert_eq!(of(27, 1_000), "{},1000");
    }
}
