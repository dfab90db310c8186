//! What is measured, and what it is measured against.

use std::ops::Range;

/// What an event's CPU time is held to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Goal {
    /// At most so many times the floor's.
    Times(f64),
    /// At most so many microseconds above the floor's.
    Above(f64),
    /// Shown, not held to anything.
    None,
}

impl Goal {
    pub(crate) fn met(self, ours: f64, floor: f64) -> Option<bool> {
        match self {
            Goal::Times(most) => Some(ours <= floor * most),
            Goal::Above(most) => Some(ours <= floor + most),
            Goal::None => None,
        }
    }

    pub(crate) fn words(self) -> String {
        match self {
            Goal::Times(most) => format!("<= {most} x floor"),
            Goal::Above(most) => format!("<= floor + {most}"),
            Goal::None => String::new(),
        }
    }
}

/// The most bytes down an event.
#[derive(Debug)]
enum Most {
    Bytes(f64),
    /// So many times the labels that `every10` changes.
    Labels(f64),
    None,
}

/// A page and the events that are sent in turn.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// Names and parameters; see [`Scenario::event`].
    events: &'static [(&'static str, &'static str)],
    pub(crate) goal: Goal,
    most_down: Most,
    /// CPU microseconds an event of djust, Phoenix LiveView and dioxus-liveview, measured elsewhere.
    pub(crate) peers: [&'static str; 3],
}

impl Scenario {
    /// The event number `turn` at a page of so many rows. A `#` in parameters stands for the id of one of them, another
    /// one than in the turn before; a `@` for that of a component, of which the first is 1.
    pub(crate) fn event(&self, turn: usize, rows: usize) -> (&'static str, String) {
        let (name, params) = self.events[turn % self.events.len()];
        let row = turn * 37 % rows;
        let params = params.replace('#', &row.to_string());
        (name, params.replace('@', &(row + 1).to_string()))
    }

    /// The most bytes down an event, as a mean over the events of these turns.
    pub(crate) fn most_down(&self, turns: Range<usize>) -> Option<f64> {
        match self.most_down {
            Most::Bytes(most) => Some(most),
            Most::Labels(times) => Some(times * labels(turns)),
            Most::None => None,
        }
    }
}

/// The bytes of the labels of every tenth row of 1,000 after `every10`, which makes each two longer: a mean over turns.
fn labels(turns: Range<usize>) -> f64 {
    const WORDS: [&str; 7] = [
        "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
    ];
    let rows = (0..1_000).step_by(10);
    let first: usize = rows
        .clone()
        .map(|id| format!("row {id} {}", WORDS[id % 7]).len())
        .sum();
    let added = turns.clone().map(|turn| 2 * (turn + 1)).sum::<usize>() * rows.len();
    first as f64 + added as f64 / turns.len().max(1) as f64
}

/// All scenarios of one client.
pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "counter",
        path: "/counter",
        events: &[("inc", "")],
        goal: Goal::Times(1.35),
        most_down: Most::Bytes(30.0),
        peers: ["850-1,220", "74-90", "54-74"],
    },
    Scenario {
        name: "noop",
        path: "/table",
        events: &[("noop", "")],
        goal: Goal::None,
        most_down: Most::Bytes(20.0),
        peers: ["", "", ""],
    },
    Scenario {
        name: "tick",
        path: "/table",
        events: &[("tick", "")],
        goal: Goal::Above(80.0),
        most_down: Most::Bytes(60.0),
        peers: ["65,000-71,000", "1,270", "1,280"],
    },
    Scenario {
        name: "select",
        path: "/table",
        events: &[("select", "{\"id\":\"#\"}")],
        goal: Goal::None,
        most_down: Most::None,
        peers: ["", "", ""],
    },
    Scenario {
        name: "swap",
        path: "/table",
        events: &[("swap", "")],
        goal: Goal::Above(80.0),
        most_down: Most::Bytes(80.0),
        peers: ["82,000", "1,430", "1,310"],
    },
    Scenario {
        name: "every10",
        path: "/table",
        events: &[("every10", "")],
        goal: Goal::Above(150.0),
        most_down: Most::Labels(1.1),
        peers: ["83,000", "1,970", "1,390"],
    },
    Scenario {
        name: "remove",
        path: "/table",
        events: &[("remove_mid", ""), ("add_mid", "")],
        goal: Goal::Above(80.0),
        most_down: Most::Bytes(90.0),
        peers: ["80,000", "1,560", "1,210"],
    },
    Scenario {
        name: "first",
        path: "/table",
        events: &[("remove_first", ""), ("add_first", "")],
        goal: Goal::None,
        most_down: Most::None,
        peers: ["", "", ""],
    },
    Scenario {
        name: "append",
        path: "/table",
        events: &[("append100", ""), ("drop100", "")],
        goal: Goal::Above(120.0),
        most_down: Most::Bytes(2_000.0),
        peers: ["89,000", "1,430", "1,270"],
    },
    Scenario {
        name: "search",
        path: "/search",
        events: &[
            ("search", "{\"value\":\"a\"}"),
            ("search", "{\"value\":\"al\"}"),
            ("search", "{\"value\":\"alp\"}"),
            ("search", "{\"value\":\"alph\"}"),
            ("search", "{\"value\":\"alpha\"}"),
            ("search", "{\"value\":\"\"}"),
        ],
        goal: Goal::Above(80.0),
        most_down: Most::None,
        peers: ["13,000", "1,000", "400"],
    },
    Scenario {
        name: "replace",
        path: "/table",
        events: &[("replace", "")],
        goal: Goal::Above(500.0),
        most_down: Most::Bytes(40_000.0),
        peers: ["137,000", "5,870", "2,100"],
    },
    COMPONENTS,
];

/// An event of one of the components of a page.
pub(crate) const COMPONENTS: Scenario = Scenario {
    name: "components",
    path: "/parts1000",
    // What stands behind an event's parameters is the component that it is for.
    events: &[("inc", "{},@")],
    goal: Goal::Times(1.35),
    most_down: Most::Bytes(40.0),
    peers: ["", "", ""],
};

/// Its pages by the number of their components.
pub(crate) const PARTS: [(usize, &str); 2] = [(1, "/parts1"), (1_000, "/parts1000")];

/// The rows of the pages that [`SCENARIOS`] name.
pub(crate) const ROWS: usize = 1_000;

/// The pages by the number of their rows.
pub(crate) const SIZES: [(usize, &str); 4] = [
    (10, "/table10"),
    (100, "/table100"),
    (1_000, "/table"),
    (10_000, "/table10000"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_selected_row_is_there_and_was_not_selected_before() {
        let select = SCENARIOS
            .iter()
            .find(|scenario| scenario.name == "select")
            .unwrap();
        for (rows, _) in SIZES {
            let id = |turn| {
                let (_, params) = select.event(turn, rows);
                let digits = params.trim_matches(|letter: char| !letter.is_ascii_digit());
                digits.parse::<usize>().unwrap()
            };
            for turn in 1..300 {
                assert!(id(turn) < rows, "{} of {rows}", id(turn));
                assert_ne!(id(turn), id(turn - 1));
            }
        }
    }

    #[test]
    fn labels_grow_by_two_bytes_a_turn() {
        assert_eq!(labels(0..1) + 200.0, labels(1..2));
        assert_eq!(labels(0..3), labels(1..2));
    }
}
