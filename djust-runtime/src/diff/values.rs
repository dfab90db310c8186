//! Whole values: what a region of a tape holds, as JSON without markup of the skeleton.

use crate::escape;
use crate::skeleton::{Slot, Text};
use crate::tape::{Item, Tape};

/// Writes the values of a fragment whose first entry is given.
pub(crate) fn fragment(tape: &Tape, fragment: u16, first: usize, out: &mut String) {
    let walk = tape.walk(fragment, first);
    out.push('[');
    for (index, (kind, value)) in walk.table().slots.iter().zip(walk).enumerate() {
        if index > 0 {
            out.push(',');
        }
        if *kind == Slot::Text(Text::Once) {
            out.push('0');
        } else {
            item(tape, value, out);
        }
    }
    out.push(']');
}

/// Writes the value of a slot.
pub(super) fn item(tape: &Tape, item: Item, out: &mut String) {
    match item {
        Item::Text(entry) => escape::value(out, tape.text_at(entry)),
        Item::Branch(None) => out.push_str("null"),
        Item::Branch(Some((arm, arm_fragment, first))) => {
            out.push('[');
            escape::number(out, arm as u64);
            out.push(',');
            fragment(tape, arm_fragment, first, out);
            out.push(']');
        }
        Item::List(rows) => {
            out.push('[');
            for (index, row) in tape.rows(rows).enumerate() {
                if index > 0 {
                    out.push(',');
                }
                fragment(tape, rows.fragment, row + 1, out);
            }
            out.push(']');
        }
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
pub(crate) fn at(tape: &Tape, path: &[u32], out: &mut String) -> usize {
    let mut place = Place::Fragment(0, 0);
    let mut steps = 0;
    while let Some(next) = path
        .get(steps)
        .and_then(|step| step_into(tape, place, *step as usize))
    {
        place = next;
        steps += 1;
    }
    match place {
        Place::Fragment(index, first) => fragment(tape, index, first, out),
        Place::Slot(value) => item(tape, value, out),
    }
    steps
}

fn step_into(tape: &Tape, place: Place, step: usize) -> Option<Place> {
    let (index, first) = match place {
        Place::Fragment(index, first) => (index, first),
        Place::Slot(Item::Branch(arm)) => arm.map(|(_, index, first)| (index, first))?,
        Place::Slot(Item::List(rows)) => {
            let row = tape.rows(rows).nth(step)?;
            return Some(Place::Fragment(rows.fragment, row + 1));
        }
        Place::Slot(Item::Text(_)) => return None,
    };
    let kind = tape.walk(index, first).table().slots.get(step)?;
    if *kind == Slot::Text(Text::Once) {
        return None;
    }
    tape.walk(index, first).nth(step).map(Place::Slot)
}
