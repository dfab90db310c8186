//! A fragment being written, and where in the page its items stand.

use std::collections::HashMap;

use crate::html::nesting;
use crate::ir::{FieldSlot, Fragment, Key, Namespace, Part, Slot, Target};

/// A fragment being written.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) id: u16,
    pub(super) slots: Vec<Slot>,
    pub(super) parts: Vec<Part>,
    /// Anchors that stay even when they own nothing.
    pub(super) kept: Vec<usize>,
    /// The slots of pure paths seen so far; the number is of the statements before, which may assign.
    pub(super) shared: HashMap<(String, bool, usize), u16>,
    /// The key, once the first element or branch was met.
    pub(super) key: Option<Key>,
    /// The slots that show exactly one field.
    pub(super) fields: Vec<FieldSlot>,
}

/// What the items being written stand in.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) parent: Option<String>,
    pub(super) namespace: Namespace,
    /// Inside `pre`, where all white space is shown.
    pub(super) pre: bool,
    /// Straight in the fragment, not in an element of it.
    pub(super) top: bool,
    /// The element whose only content comes next: its anchor.
    pub(super) only: Option<usize>,
    /// The fragment is a row that is one element.
    pub(super) row: bool,
}

impl Place {
    /// The same place, seen from a fragment that begins here.
    pub(super) fn fragment(&self) -> Place {
        Place {
            top: true,
            only: None,
            row: false,
            ..self.clone()
        }
    }

    /// Whether white space here is never shown.
    pub(super) fn hides_space(&self) -> bool {
        let Some(parent) = &self.parent else {
            return false;
        };
        match self.namespace {
            Namespace::Html => !self.pre && nesting::hides_space(parent),
            Namespace::Svg => nesting::hides_space_svg(parent),
            Namespace::MathMl => false,
        }
    }
}

impl Frame {
    /// One with nothing written.
    pub(super) fn new(id: u16) -> Self {
        Self {
            id,
            slots: Vec::new(),
            parts: Vec::new(),
            kept: Vec::new(),
            shared: HashMap::new(),
            key: None,
            fields: Vec::new(),
        }
    }

    pub(super) fn html(&mut self, html: &str) {
        if html.is_empty() {
            return;
        }
        match self.parts.last_mut() {
            Some(Part::Html(last)) => last.push_str(html),
            _ => self.parts.push(Part::Html(html.to_owned())),
        }
    }

    pub(super) fn target(&mut self, anchor: usize, target: Target) {
        if let Some(Part::Anchor(targets)) = self.parts.get_mut(anchor) {
            targets.push(target);
        }
    }

    pub(super) fn slot(&mut self, slot: Slot) -> u16 {
        self.slots.push(slot);
        u16::try_from(self.slots.len() - 1).unwrap_or(u16::MAX)
    }

    /// Ends the fragment: anchors that own nothing go.
    pub(super) fn finish(mut self, namespace: Namespace) -> Fragment {
        self.fields.sort_by_key(|field| field.slot);
        let mut parts: Vec<Part> = Vec::with_capacity(self.parts.len());
        for (index, part) in self.parts.into_iter().enumerate() {
            match (part, parts.last_mut()) {
                (Part::Anchor(targets), _) if targets.is_empty() && !self.kept.contains(&index) => {
                }
                (Part::Html(html), Some(Part::Html(last))) => last.push_str(&html),
                (part, _) => parts.push(part),
            }
        }
        Fragment {
            slots: self.slots,
            parts,
            key: self.key.unwrap_or(Key::None),
            namespace,
            fields: self.fields,
        }
    }
}
