//! Random states of the generated pages.

use crate::random::Random;

/// The fields of every page.
#[derive(Debug, Clone)]
pub struct State {
    /// A condition.
    pub a: bool,
    /// A condition.
    pub b: bool,
    /// A small number.
    pub n: u32,
    /// Any text.
    pub word: String,
    /// Rows.
    pub items: Vec<Item>,
}

/// A row.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its key; duplicates happen.
    pub id: usize,
    /// Its text.
    pub label: String,
    /// A condition.
    pub on: bool,
}

const WORDS: &[&str] = &[
    "",
    "x",
    "word",
    "a & b",
    "<b>",
    "12",
    "two words",
    "caf\u{e9}",
];

impl State {
    /// The state of a seed.
    pub fn random(seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0xC0DE);
        let item = |random: &mut Random| Item {
            id: random.below(6) as usize,
            label: random.pick(WORDS).to_owned(),
            on: random.one_in(2),
        };
        let count = random.below(5);
        Self {
            a: random.one_in(2),
            b: random.one_in(2),
            n: random.below(4) as u32,
            word: random.pick(WORDS).to_owned(),
            items: (0..count).map(|_| item(&mut random)).collect(),
        }
    }
}
