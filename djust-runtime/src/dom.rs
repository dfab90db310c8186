//! The reference client: a page as a tree of values, patched by the same frames that a browser gets.
//!
//! It serves the test kit and the property tests. It is strict where a browser's client would repair: whatever is
//! not exactly as ARCHITECTURE.md says is an error, and a frame is applied whole or not at all. It knows no
//! elements, only slots; what a row *is* in the page shows in its identity, which moves with it.

use std::fmt;

use serde_json::Value;

use crate::skeleton::{Edge, Fragment, Key, Part, Skeleton, Slot, Text};
use crate::tape::{Item, Tape};

mod fill;
mod patch;

/// A page in a client.
#[derive(Debug, Clone)]
pub struct Dom {
    skeleton: &'static Skeleton,
    root: Vec<Node>,
    version: u64,
    rows: u64,
    work: Work,
}

/// What patches made the client do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Texts, attributes and their like that were written.
    pub texts: u64,
    /// Arms that were built.
    pub arms: u64,
    /// Rows that were built.
    pub inserted: u64,
    /// Rows that were moved.
    pub moved: u64,
    /// Rows that were removed.
    pub removed: u64,
}

/// Why a frame was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomError(String);

impl fmt::Display for DomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DomError {}

type Result<T = ()> = std::result::Result<T, DomError>;

fn error<T>(message: impl Into<String>) -> Result<T> {
    Err(DomError(message.into()))
}

/// What a slot holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    /// As Askama wrote it.
    Text(String),
    /// The same, from the page; empty in what was built later.
    Once(String),
    Branch(Option<(usize, Vec<Node>)>),
    List(Vec<Row>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Its identity: given when it is built, kept when it moves.
    id: u64,
    slots: Vec<Node>,
}

impl Dom {
    /// The page of a tape, as a client that adopted it has it.
    #[must_use]
    pub fn adopt(tape: &Tape, version: u64) -> Self {
        let mut dom = Self {
            skeleton: tape.skeleton(),
            root: Vec::new(),
            version,
            rows: 0,
            work: Work::default(),
        };
        dom.root = dom.adopt_fragment(tape, 0, 0);
        dom
    }

    /// The last version applied.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// What all patches so far made it do.
    #[must_use]
    pub fn work(&self) -> Work {
        self.work
    }

    /// Applies a frame. `p` and `f` change the page; any other kind is none of its business: then the answer is
    /// `false`.
    ///
    /// # Errors
    ///
    /// The frame is not right, or not for this page. Nothing has changed then.
    pub fn receive(&mut self, frame: &str) -> Result<bool> {
        let frame: Value =
            serde_json::from_str(frame).map_err(|e| DomError(format!("a frame is JSON: {e}")))?;
        let items = list(&frame, "a frame")?;
        let kind = items.first().and_then(Value::as_str);
        let mut after = self.clone();
        match (kind, items) {
            (Some("p"), [_, version, reference, edits]) => {
                number(reference, "a ref")?;
                let version = number(version, "a version")?;
                if version != self.version + 1 {
                    return error(format!(
                        "version {version} does not follow {}",
                        self.version
                    ));
                }
                let mut root = std::mem::take(&mut after.root);
                // A patch without edits confirms the events that were pushed before it.
                if *edits != Value::Array(Vec::new()) {
                    after.patch_fragment(0, &mut root, edits)?;
                }
                after.root = root;
                after.version = version;
            }
            (Some("f"), [_, version, reference, path, values]) => {
                number(reference, "a ref")?;
                after.version = number(version, "a version")?;
                after.fill(path, values)?;
            }
            (Some("p" | "f"), _) => return error("a frame has too few or too many items"),
            _ => return Ok(false),
        }
        *self = after;
        Ok(true)
    }

    /// The page's HTML without marks: what [`crate::html::plain`] writes of the same state.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::new();
        self.print(0, &self.root, &mut out);
        out
    }

    /// The identities of the rows of the list at a path, in order; `None` if there is no list.
    #[must_use]
    pub fn row_ids(&self, path: &[usize]) -> Option<Vec<u64>> {
        let (slot, path) = path.split_first()?;
        let mut node = self.root.get(*slot)?;
        let mut path = path.iter();
        loop {
            let slots = match node {
                Node::List(rows) => match path.next() {
                    None => return Some(rows.iter().map(|row| row.id).collect()),
                    Some(row) => &rows.get(*row)?.slots,
                },
                Node::Branch(Some((_, slots))) => slots,
                _ => return None,
            };
            node = slots.get(*path.next()?)?;
        }
    }

    fn adopt_fragment(&mut self, tape: &Tape, fragment: u16, first: usize) -> Vec<Node> {
        let walk = tape.walk(fragment, first);
        let items: Vec<_> = walk.table().slots.iter().zip(walk).collect();
        items
            .into_iter()
            .map(|(kind, item)| match item {
                Item::Text(entry) if *kind == Slot::Text(Text::Once) => {
                    Node::Once(tape.text_at(entry).to_owned())
                }
                Item::Text(entry) => Node::Text(tape.text_at(entry).to_owned()),
                Item::Branch(None) | Item::Component(_) => Node::Branch(None),
                Item::Branch(Some((arm, fragment, first))) => {
                    Node::Branch(Some((arm, self.adopt_fragment(tape, fragment, first))))
                }
                Item::List(rows) => {
                    let starts: Vec<usize> = tape.rows(rows).collect();
                    let rows = starts.into_iter().map(|row| {
                        let slots = self.adopt_fragment(tape, rows.fragment, row + 1);
                        self.row(slots)
                    });
                    Node::List(rows.collect())
                }
            })
            .collect()
    }

    fn row(&mut self, slots: Vec<Node>) -> Row {
        self.rows += 1;
        Row {
            id: self.rows,
            slots,
        }
    }

    fn table(&self, fragment: u16) -> Result<&'static Fragment> {
        self.skeleton
            .fragments
            .get(usize::from(fragment))
            .ok_or_else(|| DomError(format!("there is no fragment {fragment}")))
    }

    /// The key of a row or an arm.
    fn key<'a>(&self, fragment: u16, slots: &'a [Node]) -> Option<&'a str> {
        let table = self.table(fragment).ok()?;
        match table.key {
            Key::None => None,
            Key::Slot(slot) => match slots.get(usize::from(slot))? {
                Node::Text(text) => Some(text),
                _ => None,
            },
            Key::Branch(slot) => match (
                table.slots.get(usize::from(slot))?,
                slots.get(usize::from(slot))?,
            ) {
                (Slot::Branch(arms), Node::Branch(Some((arm, slots)))) => {
                    self.key(*arms.get(*arm)?, slots)
                }
                _ => None,
            },
        }
    }

    fn print(&self, fragment: u16, slots: &[Node], out: &mut String) {
        let Ok(table) = self.table(fragment) else {
            return;
        };
        for part in table.parts {
            match part {
                Part::Html(html) => out.push_str(html),
                Part::Anchor(_) | Part::Newline | Part::Scripts | Part::Component(_) => {}
                Part::Text(slot)
                | Part::Value(slot)
                | Part::Branch(slot)
                | Part::List(slot)
                | Part::Rows(slot) => {
                    let slot = usize::from(*slot);
                    if let (Some(kind), Some(node)) = (table.slots.get(slot), slots.get(slot)) {
                        self.print_slot(*kind, node, out);
                    }
                }
            }
        }
    }

    fn print_slot(&self, kind: Slot, node: &Node, out: &mut String) {
        match (kind, node) {
            (Slot::Text(_), Node::Text(text) | Node::Once(text)) => out.push_str(text),
            (Slot::Branch(arms), Node::Branch(Some((arm, slots)))) => {
                if let Some(fragment) = arms.get(*arm) {
                    self.print(*fragment, slots, out);
                }
            }
            (Slot::List(rows), Node::List(nodes)) => {
                for row in nodes {
                    self.print(rows.fragment, &row.slots, out);
                    if let Edge::Element { separator } = rows.edge {
                        out.push_str(separator);
                    }
                }
            }
            _ => {}
        }
    }
}

fn list<'v>(value: &'v Value, what: &str) -> Result<&'v [Value]> {
    match value.as_array() {
        Some(list) => Ok(list),
        None => error(format!("{what} is an array, not {value}")),
    }
}

fn number(value: &Value, what: &str) -> Result<u64> {
    match value.as_u64() {
        Some(number) => Ok(number),
        None => error(format!("{what} is a whole number, not {value}")),
    }
}

fn index(value: &Value, what: &str) -> Result<usize> {
    usize::try_from(number(value, what)?).map_err(|_| DomError(format!("{what} is too large")))
}
