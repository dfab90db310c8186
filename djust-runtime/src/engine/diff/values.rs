//! Whole values: what a region of a tape holds, as JSON without markup of the skeleton.

use std::collections::HashSet;

use crate::engine::escape;
use crate::engine::skeleton::{Slot, Text};
use crate::engine::tape::{Entry, Item, Rendered, Tape};

/// Writes values, and notes whose they are.
pub(crate) struct Values<'a> {
    /// What the values are of.
    pub(crate) page: Rendered<'a>,
    /// The components whose values were written.
    pub(crate) components: HashSet<u32>,
}

impl<'a> Values<'a> {
    pub(crate) fn of(page: Rendered<'a>) -> Self {
        Self {
            page,
            components: HashSet::new(),
        }
    }

    /// Writes the values of a fragment whose first entry is given.
    pub(crate) fn fragment(&mut self, fragment: u16, first: usize, out: &mut String) {
        let walk = self.page.tape.walk(fragment, first);
        out.push('[');
        for (index, (kind, value)) in walk.table().slots.iter().zip(walk).enumerate() {
            if index > 0 {
                out.push(',');
            }
            if *kind == Slot::Text(Text::Once) {
                out.push('0');
            } else {
                self.item(value, out);
            }
        }
        out.push(']');
    }

    /// Writes the value of a slot.
    pub(crate) fn item(&mut self, item: Item, out: &mut String) {
        match item {
            Item::Text(entry) => escape::value(out, self.page.tape.text_at(entry)),
            Item::Branch(None) => out.push_str("null"),
            Item::Branch(Some((arm, fragment, first))) => {
                out.push('[');
                escape::number(out, arm as u64);
                out.push(',');
                self.fragment(fragment, first, out);
                out.push(']');
            }
            Item::List(rows) => {
                out.push('[');
                let tape = self.page.tape;
                for (index, row) in tape.rows(rows).enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    self.fragment(rows.fragment, row + Entry::HEAD, out);
                }
                out.push(']');
            }
            Item::Component(entry) => self.component(self.page.tape.component_at(entry), out),
        }
    }

    fn component(&mut self, id: u32, out: &mut String) {
        out.push('[');
        escape::number(out, id);
        out.push(',');
        match self.page.component(id) {
            Some(component) => {
                self.components.insert(id);
                let outer = std::mem::replace(&mut self.page, component);
                self.fragment(0, 0, out);
                self.page = outer;
            }
            // Not reached: whoever renders a tape has those of its components.
            None => out.push_str("[]"),
        }
        out.push(']');
    }
}

/// A place in a tape that a path leads to.
#[derive(Debug, Clone, Copy)]
enum Place {
    Fragment(u16, usize),
    Slot(Item),
}

/// Writes what stands at the end of the path, and says how many steps of the path it could go: a row or an arm that a
/// path names may be gone, then the values are those of the region around it.
pub(crate) fn at(page: Rendered<'_>, path: &[u32], out: &mut String) -> usize {
    let tape = page.tape;
    let mut place = Place::Fragment(0, 0);
    let mut steps = 0;
    while let Some(next) = path
        .get(steps)
        .and_then(|step| step_into(tape, place, *step as usize))
    {
        place = next;
        steps += 1;
    }
    let mut values = Values::of(page);
    match place {
        Place::Fragment(index, first) => values.fragment(index, first, out),
        Place::Slot(value) => values.item(value, out),
    }
    steps
}

fn step_into(tape: &Tape, place: Place, step: usize) -> Option<Place> {
    let (index, first) = match place {
        Place::Fragment(index, first) => (index, first),
        Place::Slot(Item::Branch(arm)) => arm.map(|(_, index, first)| (index, first))?,
        Place::Slot(Item::List(rows)) => {
            let row = tape.rows(rows).nth(step)?;
            return Some(Place::Fragment(rows.fragment, row + Entry::HEAD));
        }
        // A component's paths are its own.
        Place::Slot(Item::Text(_) | Item::Component(_)) => return None,
    };
    let kind = tape.walk(index, first).table().slots.get(step)?;
    if matches!(kind, Slot::Text(text) if text.is_left()) {
        return None;
    }
    tape.walk(index, first).nth(step).map(Place::Slot)
}
