//! Writes branches and lists, and decides what a row is in the page.

use crate::ast::{For, Node};
use crate::expression;
use crate::fragments::rows::{RowKey, has_element};
use crate::fragments::{Frame, Place, Writer};
use crate::html::nesting;
use crate::html::tree::{Hole, Item, Items};
use crate::ir::{Edge, Key, Part, Rows, Slot, Target};

impl<'a> Writer<'_, 'a> {
    pub(super) fn branch(
        &mut self,
        frame: &mut Frame,
        node: &'a Node,
        arms: &[Items<'a>],
        place: &Place,
    ) {
        let slot = frame.slot(Slot::Branch(Vec::new()));
        if !arms.iter().flatten().any(may_leave) {
            self.note_branch(frame, slot, node);
        }
        let mut contents = arms.iter();
        let around = self.row_keys.last().cloned();
        let fragments = self.arms(node, |writer, _| {
            let items = contents.next().map_or(&[][..], Vec::as_slice);
            let fragment = writer.fragment(items, place, false);
            // Each arm has an element of its own that may give the row its key.
            if let (Some(key), Some(around)) = (writer.row_keys.last_mut(), &around) {
                key.clone_from(around);
            }
            fragment
        });
        set_branch(frame, slot, fragments);
        frame.parts.push(Part::Branch(slot));
        if place.top && frame.key.is_none() && arms.iter().any(|arm| has_element(arm)) {
            frame.key = Some(Key::Branch(slot));
            self.settle_row_key(RowKey::Unclear);
        }
    }

    pub(super) fn list(
        &mut self,
        frame: &mut Frame,
        list: &'a For,
        rows: &Items<'a>,
        otherwise: Option<&Items<'a>>,
        place: &Place,
    ) {
        let edge = edge(rows, place);
        let element = matches!(edge, Edge::Element { .. });
        let slot = frame.slot(Slot::List(Rows {
            fragment: 0,
            edge: Edge::Pair,
        }));
        let names = self.loop_start(list);
        self.rows.push((self.scopes.len(), variable(list)));
        let around = std::mem::take(&mut self.stateful);
        let fragment = self.scoped(&names, |writer| {
            writer.row_start(rows);
            writer.fragment(rows, place, element)
        });
        let stateful = std::mem::replace(&mut self.stateful, around);
        self.stateful |= stateful;
        self.rows.pop();
        self.row_keys.pop();
        if let Some(kept) = frame.slots.get_mut(usize::from(slot)) {
            *kept = Slot::List(Rows { fragment, edge });
        }
        match place.only {
            Some(anchor) => {
                frame.target(anchor, Target::Rows(slot));
                frame.parts.push(Part::Rows(slot));
            }
            None => frame.parts.push(Part::List(slot)),
        }
        if let Some(items) = otherwise {
            self.tag("else");
            let slot = frame.slot(Slot::Branch(Vec::new()));
            let arm = self.scoped(&[], |writer| writer.fragment(items, place, false));
            set_branch(frame, slot, vec![arm]);
            frame.parts.push(Part::Branch(slot));
        }
        self.tag("endfor");
        if place.top && frame.key.is_none() {
            frame.key = Some(Key::None);
        }
        if !self.has_key(fragment)
            && stateful
            && !is_constant(expression::loop_header(&list.header.text).1.0)
        {
            self.site.warn(
                "a_loop_without_a_key",
                &list.at,
                "the rows of this loop have no key: they are known by their index, and what a user typed into one may end in another; put `data-key=\"{{ … }}\"` on the row's element",
            );
        }
    }

    /// Whether a row has a key, or nothing that could need one. Of a branch one arm's key is enough.
    fn has_key(&self, fragment: u16) -> bool {
        let Some(Some(row)) = self.fragments.get(usize::from(fragment)) else {
            return true;
        };
        match row.key {
            Key::None => row.slots.is_empty(),
            Key::Slot(_) => true,
            Key::Branch(slot) => match row.slots.get(usize::from(slot)) {
                Some(Slot::Branch(arms)) => {
                    arms.is_empty() || arms.iter().any(|arm| self.has_key(*arm))
                }
                _ => false,
            },
        }
    }

    /// Writes the tags of a loop's beginning; the names that it declares.
    pub(crate) fn loop_start(&mut self, list: &'a For) -> Vec<&'a str> {
        let header = &list.header;
        let (pattern, (over, at), filter) = expression::loop_header(&header.text);
        let mut names = expression::pattern(pattern);
        names.push("loop");
        let shifted = |offset: usize| crate::ast::At {
            file: header.at.file.clone(),
            offset: header.at.offset + offset,
        };
        self.note(over, &shifted(at));
        if let Some((filter, at)) = filter {
            self.scoped(&names, |writer| writer.note(filter, &shifted(at)));
        }
        self.tag(&format!("for {}", header.text));
        names
    }

    /// Writes the tags of an `if` or a `match` and, by `write`, its arms.
    pub(crate) fn arms<R>(
        &mut self,
        node: &'a Node,
        mut write: impl FnMut(&mut Self, &'a Vec<Node>) -> R,
    ) -> Vec<R> {
        let mut written = Vec::new();
        match node {
            Node::If(branch) => {
                for (index, (condition, body)) in branch.arms.iter().enumerate() {
                    let word = if index == 0 { "if" } else { "else if" };
                    let mut names = Vec::new();
                    match condition {
                        Some(condition) => {
                            self.note(&condition.text, &condition.at);
                            names = expression::condition(&condition.text);
                            self.tag(&format!("{word} {}", condition.text));
                        }
                        None => self.tag("else"),
                    }
                    written.push(self.scoped(&names, |writer| write(writer, body)));
                }
                self.tag("endif");
            }
            Node::Match(branch) => {
                self.note(&branch.subject.text, &branch.subject.at);
                self.tag(&format!("match {}", branch.subject.text));
                for (pattern, body) in &branch.arms {
                    let mut names = Vec::new();
                    match pattern {
                        Some(pattern) => {
                            names = expression::pattern(&pattern.text);
                            self.tag(&format!("when {}", pattern.text));
                        }
                        None => self.tag("else"),
                    }
                    written.push(self.scoped(&names, |writer| write(writer, body)));
                }
                self.tag("endmatch");
            }
            _ => {}
        }
        written
    }
}

/// The loop's variable, when its pattern is nothing else.
fn variable(list: &For) -> Option<String> {
    let pattern = expression::loop_header(&list.header.text).0.trim();
    let names = expression::pattern(pattern);
    (names == [pattern]).then(|| pattern.to_owned())
}

/// Fills in the arms of a branch slot.
pub(super) fn set_branch(frame: &mut Frame, slot: u16, arms: Vec<u16>) {
    if let Some(kept) = frame.slots.get_mut(usize::from(slot)) {
        *kept = Slot::Branch(arms);
    }
}

/// What a row is in the page.
fn edge(rows: &Items<'_>, place: &Place) -> Edge {
    let mut separator: Option<&str> = None;
    let mut head = "";
    let mut elements = 0;
    for item in rows {
        match item {
            Item::Element(_) => elements += 1,
            item if may_leave(item) || !is_edge(item) => return Edge::Pair,
            Item::Text(text) if elements == 0 => head = text,
            Item::Text(text) => separator = Some(text),
            _ => {}
        }
    }
    let spaces = !head.is_empty() || separator.is_some();
    if elements != 1 || (place.pre && spaces) {
        return Edge::Pair;
    }
    let shown = if place.hides_space() {
        ""
    } else {
        separator.unwrap_or(head)
    };
    Edge::Element {
        separator: shown.to_owned(),
    }
}

/// Whether an item is white space, or writes nothing.
fn is_edge(item: &Item<'_>) -> bool {
    match item {
        Item::Text(text) => nesting::blank(text),
        item => !shows(item),
    }
}

/// Whether a render of the item can end in a `break` or `continue` of the loop around it.
pub(super) fn may_leave(item: &Item<'_>) -> bool {
    match item {
        Item::Hole(Hole::Leave(_)) => true,
        Item::Hole(Hole::Branch(_, arms)) => arms.iter().flatten().any(may_leave),
        _ => false,
    }
}

/// Whether an item puts anything into the page.
pub(super) fn shows(item: &Item<'_>) -> bool {
    !matches!(
        item,
        Item::ScopeStart | Item::ScopeEnd | Item::Hole(Hole::Statement(_) | Hole::Leave(_))
    )
}

/// Whether a loop goes over a constant, whose rows stay where they are.
fn is_constant(over: &str) -> bool {
    let over = over.trim();
    let name = over.rsplit("::").next().unwrap_or(over);
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}
