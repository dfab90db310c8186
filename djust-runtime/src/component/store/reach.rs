//! Which component a place of the template means: the one that it meant in the render before, or a new one.

use std::fmt::{Display, Write as _};

use super::super::part::{Of, Part};
use super::super::{LiveComponent, Props};
use super::{Component, DEEPEST, Hook, Store, Tag};

impl Store {
    pub(super) fn reach<C: LiveComponent>(
        &mut self,
        tag: &Tag<'_>,
        props: &impl Props<C>,
    ) -> Option<u32> {
        self.identify(tag.slot, tag.keys);
        let id = match self.known_here() {
            Some(id) if self.meet(id, props) => id,
            _ => {
                let depth = self.depth()?;
                let component = Of(props.create()?);
                self.create(Some(Box::new(component)), depth)
            }
        };
        self.round.reached.push(id);
        self.receive(id, tag.contents);
        Some(id)
    }

    /// Who is known by the identity and was not reached in this render.
    pub(super) fn known_here(&mut self) -> Option<u32> {
        let alike = self.known.get_mut(&*self.identity)?;
        if alike.pass != self.round.pass {
            alike.pass = self.round.pass;
            alike.reached = 0;
        }
        alike.reached += 1;
        alike.ids.get(alike.reached - 1).copied()
    }

    /// Writes what a place is known by.
    pub(super) fn identify(&mut self, slot: u32, keys: &[&dyn Display]) {
        let text = &mut self.identity;
        text.clear();
        // A String takes whatever is written; a `Display` that fails leaves its key cut short.
        let _ = write!(text, "{}.{slot}.", self.round.parent);
        if let Some(content) = self.round.handing.around() {
            let _ = write!(text, "{}.{}.", content.component, content.number);
        }
        for key in keys {
            let start = text.len();
            let _ = write!(text, "{key}");
            // With its length behind it, no key runs into what follows.
            let length = text.len() - start;
            let _ = write!(text, ".{length}.");
        }
    }

    /// Gives a component its props.
    fn meet<C: LiveComponent>(&mut self, id: u32, props: &impl Props<C>) -> bool {
        let Some(component) = self.all.get_mut(&id) else {
            return false;
        };
        let live = component.live.as_mut().map(|live| live.any());
        let Some(known) = live.and_then(|any| any.downcast_mut::<C>()) else {
            return false;
        };
        component.pass = self.round.pass;
        if props.set(known) {
            if component.hook == Hook::Nothing {
                component.hook = Hook::Update;
            }
            self.due.insert(id);
        }
        true
    }

    /// How deep a component of the one that is rendered stands; `None` if that is too deep.
    pub(super) fn depth(&self) -> Option<u16> {
        let parent = self.all.get(&self.round.parent);
        let depth = parent.map_or(1, |parent| parent.depth + 1);
        (depth <= DEEPEST).then_some(depth)
    }

    /// Adds one under the identity that was written last.
    pub(super) fn create(&mut self, live: Option<Box<dyn Part>>, depth: u16) -> u32 {
        self.last += 1;
        let id = self.last;
        let identity: Box<str> = (&*self.identity).into();
        let alike = self.known.entry(identity.clone()).or_default();
        alike.ids.push(id);
        alike.pass = self.round.pass;
        alike.reached = alike.ids.len();
        if live.is_some() {
            self.due.insert(id);
        }
        let component = Component {
            id,
            identity,
            parent: self.round.parent,
            depth,
            live,
            hook: Hook::Mount,
            pass: self.round.pass,
            within: Vec::new(),
            tape: None,
            next: None,
            contents: Vec::new(),
            shows: None,
            stands_in: None,
        };
        self.all.insert(id, component);
        self.round.fresh.push(id);
        id
    }
}

/// Components of one identity: the first in a render is the first.
#[derive(Default)]
pub(super) struct Alike {
    pub(super) ids: Vec<u32>,
    /// The last render that reached one of them, and how many it has reached.
    pass: u64,
    reached: usize,
}
