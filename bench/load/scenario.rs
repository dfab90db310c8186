//! What is measured, and what it is measured against.

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

/// A page and the events that are sent in turn.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    /// Names and parameters; see [`Scenario::event`].
    events: &'static [(&'static str, &'static str)],
    pub(crate) goal: Goal,
    /// The most bytes down an event.
    pub(crate) most_down: Option<f64>,
    /// CPU microseconds an event of djust, Phoenix LiveView and dioxus-liveview, measured elsewhere.
    pub(crate) peers: [&'static str; 3],
}

impl Scenario {
    /// The event number `turn`. A `#` in parameters stands for a row's id that differs from turn to turn.
    pub(crate) fn event(&self, turn: usize) -> (&'static str, String) {
        let (name, params) = self.events[turn % self.events.len()];
        (name, params.replace('#', &(turn * 37 % 1000).to_string()))
    }
}

/// All scenarios of one client.
pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "counter",
        path: "/counter",
        events: &[("inc", "")],
        goal: Goal::Times(1.35),
        most_down: Some(30.0),
        peers: ["850-1,220", "74-90", "54-74"],
    },
    Scenario {
        name: "noop",
        path: "/table",
        events: &[("noop", "")],
        goal: Goal::None,
        most_down: Some(20.0),
        peers: ["", "", ""],
    },
    Scenario {
        name: "tick",
        path: "/table",
        events: &[("tick", "")],
        goal: Goal::Above(80.0),
        most_down: Some(60.0),
        peers: ["65,000-71,000", "1,270", "1,280"],
    },
    Scenario {
        name: "select",
        path: "/table",
        events: &[("select", "{\"id\":\"#\"}")],
        goal: Goal::None,
        most_down: None,
        peers: ["", "", ""],
    },
    Scenario {
        name: "swap",
        path: "/table",
        events: &[("swap", "")],
        goal: Goal::Above(80.0),
        most_down: Some(80.0),
        peers: ["82,000", "1,430", "1,310"],
    },
    Scenario {
        name: "every10",
        path: "/table",
        events: &[("every10", "")],
        goal: Goal::Above(150.0),
        most_down: None,
        peers: ["83,000", "1,970", "1,390"],
    },
    Scenario {
        name: "remove",
        path: "/table",
        events: &[("remove_mid", ""), ("add_mid", "")],
        goal: Goal::Above(80.0),
        most_down: Some(90.0),
        peers: ["80,000", "1,560", "1,210"],
    },
    Scenario {
        name: "first",
        path: "/table",
        events: &[("remove_first", ""), ("add_first", "")],
        goal: Goal::None,
        most_down: None,
        peers: ["", "", ""],
    },
    Scenario {
        name: "append",
        path: "/table",
        events: &[("append100", ""), ("drop100", "")],
        goal: Goal::Above(120.0),
        most_down: Some(2_000.0),
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
        most_down: None,
        peers: ["13,000", "1,000", "400"],
    },
    Scenario {
        name: "replace",
        path: "/table",
        events: &[("replace", "")],
        goal: Goal::Above(500.0),
        most_down: Some(40_000.0),
        peers: ["137,000", "5,870", "2,100"],
    },
];

/// The pages by the number of their rows.
pub(crate) const SIZES: [(usize, &str); 4] = [
    (10, "/table10"),
    (100, "/table100"),
    (1_000, "/table"),
    (10_000, "/table10000"),
];
