//! What changed between two tapes of one view, as the `edits` of a patch.
//!
//! The edits are written straight into the frame; the tapes are only compared. Long texts go as splices
//! (`splice`), lists by key with the fewest moves (`list`). Whole values are written by `values`.

mod list;
mod moves;
mod shared;
mod sources;
mod spare;
pub(crate) mod splice;
pub(crate) mod values;

use std::collections::HashSet;

use crate::engine::escape;
use crate::engine::skeleton::{Part, Slot, Target};
use crate::engine::tape::{Item, Rendered, Tape};

use shared::Shared;
use spare::Spare;
use values::Values;

/// Appends the edits that make the old tape's page the new one's, and says whether there are any. Without any it
/// writes nothing.
///
/// Both tapes must be of one skeleton; the edits of others mean nothing. What changed within components is not of these
/// edits.
pub fn diff<'t>(old: &Tape, new: impl Into<Rendered<'t>>, out: &mut String) -> bool {
    edits(old, new.into(), out, &mut HashSet::new())
}

/// The same, and adds the components whose values were written.
pub(crate) fn edits(
    old: &Tape,
    new: Rendered<'_>,
    out: &mut String,
    components: &mut HashSet<u32>,
) -> bool {
    debug_assert!(std::ptr::eq(old.skeleton, new.tape.skeleton));
    // One that was not rendered again is not read either.
    if std::ptr::eq(old, new.tape) || old == new.tape {
        return false;
    }
    let mut diff = Diff {
        old,
        new: new.tape,
        values: Values::of(new),
        shared: Shared::of(old, new.tape),
        clock: splice::Clock::default(),
        spare: Spare::take(),
        out,
    };
    let changed = diff.fragment(0, 0, 0);
    components.extend(diff.values.components);
    changed
}

/// A comparison that writes as it goes.
struct Diff<'a> {
    old: &'a Tape,
    new: &'a Tape,
    values: Values<'a>,
    shared: Shared,
    clock: splice::Clock,
    spare: Spare,
    out: &'a mut String,
}

impl Diff<'_> {
    /// Writes the edits of a fragment whose first entries are given, or nothing.
    fn fragment(&mut self, fragment: u16, old: usize, new: usize) -> bool {
        let (old, new) = (self.old.walk(fragment, old), self.new.walk(fragment, new));
        let start = self.out.len();
        let mut separator = '[';
        for ((slot, kind), (old, new)) in new.table().slots.iter().enumerate().zip(old.zip(new)) {
            let before = self.out.len();
            self.out.push(separator);
            escape::number(self.out, slot as u64);
            self.out.push(',');
            if self.slot(fragment, slot, *kind, old, new) {
                separator = ',';
            } else {
                self.out.truncate(before);
            }
        }
        if self.out.len() == start {
            return false;
        }
        self.out.push(']');
        true
    }

    fn slot(&mut self, fragment: u16, slot: usize, kind: Slot, old: Item, new: Item) -> bool {
        match (kind, old, new) {
            (Slot::Text(text), ..) if text.is_left() => false,
            (Slot::Text(_), Item::Text(old), Item::Text(new)) => {
                self.text(fragment, slot, old, new)
            }
            (Slot::Branch(_), Item::Branch(old), Item::Branch(new)) => self.branch(old, new),
            (Slot::List(_), Item::List(old), Item::List(new)) => self.list(old, new),
            (Slot::Component(_) | Slot::Outlet(_), Item::Component(old), Item::Component(id)) => {
                let changed = self.old.text_at(old) != self.new.text_at(id);
                if changed {
                    self.values.item(new, self.out);
                }
                changed
            }
            _ => false,
        }
    }

    fn text(&mut self, fragment: u16, slot: usize, old: usize, new: usize) -> bool {
        let (old, new) = (self.old.text_at(old), self.new.text_at(new));
        if old == new {
            return false;
        }
        if new.len() <= splice::LONG
            || self.is_attributes(fragment, slot)
            || !splice::write(old, new, &mut self.clock, self.out)
        {
            escape::value(self.out, new);
        }
        true
    }

    /// Whether a slot holds an element's conditional attributes: source, not text.
    fn is_attributes(&self, fragment: u16, slot: usize) -> bool {
        let parts = self.new.walk(fragment, 0).table().parts;
        parts.iter().any(|part| match part {
            Part::Anchor(targets) => targets
                .iter()
                .any(|target| matches!(target, Target::Attrs(s, _) if usize::from(*s) == slot)),
            _ => false,
        })
    }

    fn branch(
        &mut self,
        old: Option<(usize, u16, usize)>,
        new: Option<(usize, u16, usize)>,
    ) -> bool {
        match (old, new) {
            (None, None) => false,
            (Some((was, _, old)), Some((arm, fragment, new))) if was == arm => {
                let before = self.out.len();
                self.out.push('[');
                if !self.fragment(fragment, old, new) {
                    self.out.truncate(before);
                    return false;
                }
                self.out.push(']');
                true
            }
            (_, new) => {
                self.values.item(Item::Branch(new), self.out);
                true
            }
        }
    }
}
