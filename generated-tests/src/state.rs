//! Random states for the generated views, with the values that break naive engines.

use crate::random::Random;

/// The fields of every generated view.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// A condition.
    pub a: bool,
    /// A condition.
    pub b: bool,
    /// A condition.
    pub c: bool,
    /// A small number.
    pub n: i64,
    /// A word.
    pub word: String,
    /// Any text.
    pub text: String,
    /// Text or markup, written as it is.
    pub html: Html,
    /// Mostly empty.
    pub blank: String,
    /// Maybe text.
    pub opt: Option<String>,
    /// One of three.
    pub kind: Kind,
    /// Rows.
    pub items: Vec<Item>,
    /// Other rows.
    pub others: Vec<Item>,
}

/// Markup that Askama does not escape.
#[derive(Debug, Clone, Default)]
pub struct Html(pub String);

impl std::fmt::Display for Html {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Html {
    fn write_into(
        &self,
        dest: &mut dyn std::fmt::Write,
        _: &dyn askama::Values,
    ) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// What `match` is tried on.
#[derive(Debug, Clone, Default)]
pub enum Kind {
    /// No data.
    #[default]
    Nothing,
    /// A number.
    Number(i64),
    /// A name.
    Named {
        /// The name.
        name: String,
    },
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// Its key; duplicates happen.
    pub id: u32,
    /// Its text.
    pub label: String,
    /// A condition.
    pub on: bool,
    /// A number.
    pub n: i64,
    /// Rows of the row.
    pub subs: Vec<Sub>,
}

/// A row of a row.
#[derive(Debug, Clone, Default)]
pub struct Sub {
    /// Its key; duplicates happen.
    pub id: u32,
    /// Its text.
    pub name: String,
    /// A condition.
    pub on: bool,
}

const TEXTS: &[&str] = &[
    "",
    " ",
    "x",
    "word",
    "two words",
    "<b>not bold</b>",
    "a & b",
    "\"quoted\" 'it'",
    "caf\u{e9}",
    "\u{1f980}\u{200d}\u{1f980}",
    "line\nline",
    "\nleading",
    "-->",
    "<!--/abc-->",
    "</textarea>",
    "{{ braces }}",
    "0",
    "12",
    "007",
    "9007199254740993",
    "a long text that goes on for a while, so that a change in its middle is worth a splice rather than the whole of it: \
     lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna \
     aliqua, ut enim ad minim veniam, quis nostrud exercitation ullamco & laboris",
];
const MARKUP: &[&str] = &[
    "",
    "text",
    "<b>bold</b>",
    "a<i>b</i>c",
    "<em>1</em><em>2</em>",
    "&#38; <u>u</u>",
    "&eacute;",
];

impl State {
    /// A random state.
    pub fn random(random: &mut Random) -> Self {
        let mut state = Self {
            items: items(random),
            others: items(random),
            ..Self::default()
        };
        for _ in 0..9 {
            state.change(random);
        }
        state
    }

    /// One random change, small or large.
    pub fn change(&mut self, random: &mut Random) {
        match random.below(14) {
            0 => self.a = !self.a,
            1 => self.b = !self.b,
            2 => self.c = !self.c,
            3 => self.n = random.below(5) as i64,
            4 => self.word = text(random),
            5 => self.text = text(random),
            6 => self.html = Html((*random.pick(MARKUP)).to_owned()),
            7 => {
                self.blank = if random.one_in(3) {
                    text(random)
                } else {
                    String::new()
                }
            }
            8 => self.opt = random.one_in(2).then(|| text(random)),
            9 => {
                self.kind = match random.below(3) {
                    0 => Kind::Nothing,
                    1 => Kind::Number(random.below(9) as i64),
                    _ => Kind::Named { name: text(random) },
                }
            }
            10 | 11 => rearrange(&mut self.items, random),
            12 => rearrange(&mut self.others, random),
            _ => self.items = items(random),
        }
    }
}

fn text(random: &mut Random) -> String {
    let mut text = (*random.pick(TEXTS)).to_owned();
    if random.one_in(4) {
        text.push_str(random.pick(TEXTS));
    }
    text
}

fn items(random: &mut Random) -> Vec<Item> {
    (0..random.below(7)).map(|_| item(random)).collect()
}

fn item(random: &mut Random) -> Item {
    Item {
        id: random.below(40) as u32,
        label: text(random),
        on: random.one_in(2),
        n: random.below(100) as i64,
        subs: (0..random.below(4))
            .map(|_| Sub {
                id: random.below(9) as u32,
                name: text(random),
                on: random.one_in(2),
            })
            .collect(),
    }
}

/// Moves, removes, inserts and edits rows.
fn rearrange(items: &mut Vec<Item>, random: &mut Random) {
    for _ in 0..=random.below(3) {
        let len = items.len() as u64;
        match random.below(6) {
            0 => items.insert(random.below(len + 1) as usize, item(random)),
            _ if len == 0 => {}
            1 => drop(items.remove(random.below(len) as usize)),
            2 => {
                let row = items.remove(random.below(len) as usize);
                items.insert(random.below(len) as usize, row);
            }
            3 => items.swap(random.below(len) as usize, random.below(len) as usize),
            4 => items.reverse(),
            _ => {
                let row = &mut items[random.below(len) as usize];
                row.label = text(random);
                row.on = !row.on;
                row.subs.reverse();
            }
        }
    }
}
