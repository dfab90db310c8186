//! What a fragment looks like: its table, and the skeleton whose fragments and components its slots name.

use serde_json::Value;

use super::{DomError, Node, Result, index, text};
use crate::engine::skeleton::{Fragment, Key, Skeleton, Slot, Text};

/// A fragment of one skeleton.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    skeleton: &'static Skeleton,
    /// Its index among those of its own skeleton.
    pub(super) fragment: u16,
    pub(super) table: &'static Fragment,
}

impl Shape {
    /// The root of a view or a component.
    pub(super) fn root(skeleton: &'static Skeleton) -> Result<Self> {
        Self::new(skeleton, 0)
    }

    fn new(skeleton: &'static Skeleton, fragment: u16) -> Result<Self> {
        let table = skeleton.fragments.get(usize::from(fragment));
        let missing = || DomError(format!("{} has no fragment {fragment}", skeleton.template));
        Ok(Self {
            skeleton,
            fragment,
            table: table.ok_or_else(missing)?,
        })
    }

    /// Another fragment of the same skeleton.
    pub(super) fn of(self, fragment: u16) -> Result<Self> {
        Self::new(self.skeleton, fragment)
    }

    /// The skeleton of what stands in a component's slot or an outlet of this one.
    pub(super) fn component(self, slot: Slot) -> Result<&'static Skeleton> {
        self.skeleton.within(slot).ok_or_else(|| {
            DomError(format!(
                "{} has no component for {slot:?}",
                self.skeleton.template
            ))
        })
    }

    /// The key of a row or an arm.
    pub(super) fn key(self, slots: &[Node]) -> Option<&str> {
        match self.table.key {
            Key::None => None,
            Key::Slot(slot) => match slots.get(usize::from(slot))? {
                Node::Text(text) => Some(text),
                _ => None,
            },
            Key::Branch(slot) => match slots.get(usize::from(slot))? {
                Node::Branch(Some((arm, slots))) => self.arm(slot, *arm)?.key(slots),
                _ => None,
            },
        }
    }

    /// The key that a row or an arm of these values will have.
    pub(super) fn key_of(self, values: &Value) -> Option<String> {
        match self.table.key {
            Key::None => None,
            Key::Slot(slot) => match self.table.slots.get(usize::from(slot))? {
                // What is written once is sent to nobody.
                Slot::Text(Text::Once) => None,
                Slot::Text(_) => text(values.get(usize::from(slot))?).ok(),
                _ => None,
            },
            Key::Branch(slot) => {
                let [arm, values] = values.get(usize::from(slot))?.as_array()?.as_slice() else {
                    return None;
                };
                self.arm(slot, index(arm, "an arm").ok()?)?.key_of(values)
            }
        }
    }

    /// An arm of a branch slot.
    fn arm(self, slot: u16, arm: usize) -> Option<Self> {
        match self.table.slots.get(usize::from(slot))? {
            Slot::Branch(arms) => self.of(*arms.get(arm)?).ok(),
            _ => None,
        }
    }
}
