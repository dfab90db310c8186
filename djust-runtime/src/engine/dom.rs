//! The reference client: a page as trees of values, patched by the same frames that a browser gets.
//!
//! It serves the test kit and the property tests. It is strict where a browser's client would repair: whatever is
//! not exactly as ARCHITECTURE.md says is an error, and a frame is applied whole or not at all. It knows no
//! elements, only slots; what a row *is* in the page shows in its identity, which moves with it. A component has a
//! tree of its own, which its parent's names by its id.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::engine::skeleton::{Skeleton, Slot};
use crate::engine::tape::{Entry, Item, Rendered, Tape};

mod fill;
mod patch;
mod print;
mod shape;

/// A page in a client.
#[derive(Debug, Clone)]
pub struct Dom {
    root: Tree,
    components: BTreeMap<u32, Tree>,
    version: u64,
    rows: u64,
    work: Work,
    /// The components whose values stood in the frame that is being applied.
    written: BTreeSet<u32>,
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
    /// Components that were built.
    pub components: u64,
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

/// The view, or a component.
#[derive(Debug, Clone)]
struct Tree {
    skeleton: &'static Skeleton,
    slots: Vec<Node>,
}

/// What a slot holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    /// As Askama wrote it.
    Text(String),
    /// The same, as it was when it was built: no patch writes to it.
    Once(String),
    Branch(Option<(usize, Vec<Node>)>),
    List(Vec<Row>),
    /// The component of this id.
    Component(u32),
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Its identity: given when it is built, kept when it moves.
    id: u64,
    slots: Vec<Node>,
}

impl Dom {
    /// The page of a render, as a client that adopted it has it.
    #[must_use]
    pub fn adopt<'t>(page: impl Into<Rendered<'t>>, version: u64) -> Self {
        let page = page.into();
        let mut dom = Self {
            root: Tree {
                skeleton: page.tape.skeleton(),
                slots: Vec::new(),
            },
            components: BTreeMap::new(),
            version,
            rows: 0,
            work: Work::default(),
            written: BTreeSet::new(),
        };
        dom.root = dom.adopt_tree(page, page.tape.skeleton());
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

    /// The ids of the components on the page, rising.
    #[must_use]
    pub fn component_ids(&self) -> Vec<u32> {
        self.components.keys().copied().collect()
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
        let mut after = self.clone();
        match (items.first().and_then(Value::as_str), items) {
            (Some("p"), [_, version, reference, edits, components @ ..]) => {
                number(reference, "a ref")?;
                let version = number(version, "a version")?;
                if version != self.version + 1 {
                    return error(format!(
                        "version {version} does not follow {}",
                        self.version
                    ));
                }
                after.version = version;
                after.patch(edits, components)?;
            }
            (Some("f"), [_, version, reference, path, values, component @ ..])
                if component.len() <= 1 =>
            {
                number(reference, "a ref")?;
                after.version = number(version, "a version")?;
                after.fill(path, values, component.first())?;
            }
            (Some("p" | "f"), _) => return error("a frame has too few or too many items"),
            _ => return Ok(false),
        }
        *self = after;
        Ok(true)
    }

    /// The identities of the rows of the list at a path, in order; `None` if there is no list.
    #[must_use]
    pub fn row_ids(&self, path: &[usize]) -> Option<Vec<u64>> {
        row_ids(&self.root, path)
    }

    /// The same of a list in a component; its path begins at the component's root.
    #[must_use]
    pub fn component_row_ids(&self, component: u32, path: &[usize]) -> Option<Vec<u64>> {
        row_ids(self.components.get(&component)?, path)
    }

    /// The skeleton is the one that the page around names: it says what a component is handed.
    fn adopt_tree(&mut self, page: Rendered<'_>, skeleton: &'static Skeleton) -> Tree {
        Tree {
            skeleton,
            slots: self.adopt_fragment(page, skeleton, 0, 0),
        }
    }

    fn adopt_fragment(
        &mut self,
        page: Rendered<'_>,
        skeleton: &'static Skeleton,
        fragment: u16,
        first: usize,
    ) -> Vec<Node> {
        let walk = page.tape.walk(fragment, first);
        let items: Vec<_> = walk.table().slots.iter().zip(walk).collect();
        items
            .into_iter()
            .map(|(kind, item)| self.adopt_slot(page, skeleton, *kind, item))
            .collect()
    }

    fn adopt_slot(
        &mut self,
        page: Rendered<'_>,
        skeleton: &'static Skeleton,
        kind: Slot,
        item: Item,
    ) -> Node {
        let tape: &Tape = page.tape;
        match item {
            Item::Text(entry) if matches!(kind, Slot::Text(text) if text.is_left()) => {
                Node::Once(tape.text_at(entry).to_owned())
            }
            Item::Text(entry) => Node::Text(tape.text_at(entry).to_owned()),
            Item::Branch(None) => Node::Branch(None),
            Item::Branch(Some((arm, fragment, first))) => {
                let slots = self.adopt_fragment(page, skeleton, fragment, first);
                Node::Branch(Some((arm, slots)))
            }
            Item::List(rows) => {
                let rows = tape.rows(rows).map(|row| {
                    let first = row + Entry::HEAD;
                    let slots = self.adopt_fragment(page, skeleton, rows.fragment, first);
                    self.row(slots)
                });
                Node::List(rows.collect())
            }
            Item::Component(entry) => {
                let id = tape.component_at(entry);
                if let (Some(component), Some(within)) = (page.component(id), skeleton.within(kind))
                {
                    let tree = self.adopt_tree(component, within);
                    self.components.insert(id, tree);
                }
                Node::Component(id)
            }
        }
    }

    fn row(&mut self, slots: Vec<Node>) -> Row {
        self.rows += 1;
        Row {
            id: self.rows,
            slots,
        }
    }

    /// Ends a frame: forgets the components that stand nowhere any more.
    fn keep_standing(&mut self) -> Result {
        let mut standing = BTreeSet::new();
        self.note_standing(&self.root.slots, &mut standing)?;
        self.components.retain(|id, _| standing.contains(id));
        self.written.clear();
        Ok(())
    }

    fn note_standing(&self, slots: &[Node], standing: &mut BTreeSet<u32>) -> Result {
        for node in slots {
            match node {
                Node::Text(_) | Node::Once(_) | Node::Branch(None) => {}
                Node::Branch(Some((_, slots))) => self.note_standing(slots, standing)?,
                Node::List(rows) => {
                    for row in rows {
                        self.note_standing(&row.slots, standing)?;
                    }
                }
                Node::Component(id) => {
                    if !standing.insert(*id) {
                        return error(format!("component {id} stands twice on the page"));
                    }
                    match self.components.get(id) {
                        Some(component) => self.note_standing(&component.slots, standing)?,
                        None => return error(format!("component {id} has no values")),
                    }
                }
            }
        }
        Ok(())
    }
}

fn row_ids(tree: &Tree, path: &[usize]) -> Option<Vec<u64>> {
    let (slot, path) = path.split_first()?;
    let mut node = tree.slots.get(*slot)?;
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

/// The id of a component: no component has 0, which is the view.
fn component_id(value: &Value) -> Result<u32> {
    match u32::try_from(number(value, "a component's id")?) {
        Ok(id) if id > 0 => Ok(id),
        _ => error(format!("no component has the id {value}")),
    }
}

/// A text value.
fn text(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) if number.is_i64() => Ok(number.to_string()),
        _ => Err(DomError(format!(
            "a text is a string or a whole number, not {value}"
        ))),
    }
}
