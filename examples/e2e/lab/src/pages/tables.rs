//! Nested lists in random states: keyed and not, with edits, moves, empty values, markup, equal keys.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

use crate::random::Random;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Tables>("/tables"));
}

const TEXTS: [&str; 9] = [
    "",
    "plain",
    "a < b & c",
    "<b>bold</b>",
    "  spaces  ",
    "line\nline",
    "\u{1f980} crab",
    "e\u{301}",
    "'\"",
];

pub(crate) struct Group {
    key: String,
    title: &'static str,
    rows: Vec<Row>,
    tags: Vec<&'static str>,
}

pub(crate) struct Row {
    key: String,
    text: String,
    note: Option<&'static str>,
    chosen: bool,
    width: usize,
}

impl Row {
    /// The text on one line: a field of one line drops line breaks.
    fn line(&self) -> String {
        self.text.replace('\n', " ")
    }
}

// The options have no key: rows known by their index must come out right too.
#[allow(deprecated)]
#[live_view(template = "tables.html")]
pub(crate) struct Tables {
    seed: u32,
    step: u32,
    groups: Vec<Group>,
}

#[live_view]
impl Tables {
    fn mount(seed: Option<u32>, step: Option<u32>) -> Self {
        let (seed, step) = (seed.unwrap_or(1), step.unwrap_or(0));
        Self {
            seed,
            step,
            groups: groups(seed, step),
        }
    }

    #[event_handler]
    fn go(&mut self, value: u32) {
        self.step = value;
        self.groups = groups(self.seed, value);
    }
}

fn groups(seed: u32, step: u32) -> Vec<Group> {
    let mut random = Random::new(seed, step);
    let kept: Vec<usize> = (0..5).filter(|_| !random.once_in(5)).collect();
    let mut groups: Vec<Group> = kept
        .into_iter()
        .map(|index| group(&mut random, index))
        .collect();
    random.shuffle(&mut groups);
    groups
}

fn group(random: &mut Random, index: usize) -> Group {
    let count = random.below(9);
    let mut rows: Vec<Row> = (0..count).map(|index| row(random, index)).collect();
    random.shuffle(&mut rows);
    let tags = (0..random.below(4)).map(|_| random.pick(&TEXTS)).collect();
    Group {
        key: format!("g{index}"),
        title: random.pick(&TEXTS),
        rows,
        tags,
    }
}

fn row(random: &mut Random, index: usize) -> Row {
    // Now and then two rows have one key.
    let key = if random.once_in(12) { 0 } else { index };
    Row {
        key: format!("r{key}"),
        text: random.pick(&TEXTS).to_owned(),
        note: if random.once_in(2) {
            Some(random.pick(&TEXTS))
        } else {
            None
        },
        chosen: random.once_in(3),
        width: random.below(100),
    }
}
