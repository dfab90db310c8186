//! A round: what its renders made of the components, until it is taken over or undone.

use std::collections::BTreeSet;

use super::content::Handing;
use super::{Component, Components, VIEW};
use crate::engine::tape::Tape;

/// What the renders of a round made of the components.
#[derive(Default)]
pub(super) struct Round {
    /// Whose render runs.
    pub(super) parent: u32,
    /// The number of that render.
    pub(super) pass: u64,
    /// What that render has reached.
    pub(super) reached: Vec<u32>,
    /// Whose renders were made, and what each reached.
    pub(super) rendered: Vec<(u32, Vec<u32>)>,
    /// Those that were made in this round.
    pub(super) fresh: Vec<u32>,
    /// Those that no render reached any more, and those in them.
    pub(super) leaving: BTreeSet<u32>,
    pub(super) handing: Handing,
}

impl Components {
    /// A render of the view or of a component begins.
    pub(crate) fn begin(&mut self, parent: u32) {
        if let Some(store) = &mut self.0 {
            store.failed = false;
            store.round.parent = parent;
            store.round.pass = store.round.pass.wrapping_add(1);
            store.round.reached.clear();
            store.round.handing.begin();
        }
    }

    /// The render that began has come to its end.
    pub(crate) fn end(&mut self) {
        let Some(store) = &mut self.0 else { return };
        let (parent, pass) = (store.round.parent, store.round.pass);
        let before = match parent {
            VIEW => &*store.in_view,
            id => store.all.get(&id).map_or(&[][..], |it| &it.within),
        };
        let left = |id: &u32| store.all.get(id).is_some_and(|it| it.pass != pass);
        let mut leaving: Vec<u32> = before.iter().copied().filter(left).collect();
        while let Some(id) = leaving.pop() {
            if let Some(component) = store.all.get(&id) {
                leaving.extend(&component.within);
            }
            store.round.leaving.insert(id);
        }
        let reached = std::mem::take(&mut store.round.reached);
        store.round.note(parent, reached);
    }

    /// The components that were rendered and stay: ids, and tapes before and after. Each comes before those that stand in
    /// it on the page.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (u32, &Tape, &Tape)> {
        self.0.iter().flat_map(|store| {
            let tapes = move |id: u32| {
                let component = store.all.get(&id)?;
                Some((id, component.tape.as_ref()?, component.next.as_ref()?))
            };
            // Without content, ids rise inwards.
            let rendered = &store.round.rendered;
            let sorted = store.has_contents.then(|| store.rendered_ids());
            let count = sorted.as_ref().map_or(rendered.len(), Vec::len);
            (0..count).filter_map(move |at| match &sorted {
                Some(ids) => tapes(*ids.get(at)?),
                None => tapes(rendered.get(at)?.0),
            })
        })
    }

    /// Takes the round over. What is gone is the caller's to drop.
    pub(crate) fn commit(&mut self) -> Vec<Component> {
        let Some(store) = &mut self.0 else {
            return Vec::new();
        };
        for (id, reached) in store.round.rendered.drain(..) {
            if let Some(component) = store.all.get_mut(&id) {
                component.within = reached;
                if let Some(tape) = component.next.take() {
                    component.tape = Some(tape);
                }
                store.due.remove(&id);
            } else if id == VIEW {
                store.in_view = reached;
            }
        }
        store.commit_contents();
        store.round.fresh.clear();
        let leaving = std::mem::take(&mut store.round.leaving);
        store.remove(leaving)
    }

    /// Undoes the round. Who was to be rendered still is, once something happens. What is gone is the caller's to drop.
    pub(crate) fn rollback(&mut self) -> Vec<Component> {
        let Some(store) = &mut self.0 else {
            return Vec::new();
        };
        for (id, _) in store.round.rendered.drain(..) {
            if let Some(component) = store.all.get_mut(&id) {
                component.next = None;
            }
        }
        store.rollback_contents();
        store.round.reached.clear();
        store.round.leaving.clear();
        store.failed = true;
        let fresh = std::mem::take(&mut store.round.fresh);
        store.remove(fresh)
    }
}

impl Round {
    /// A render was made. Those of a round are noted by rising ids.
    pub(super) fn note(&mut self, id: u32, reached: Vec<u32>) {
        let at = self.rendered.partition_point(|(other, _)| *other < id);
        self.rendered.insert(at, (id, reached));
    }
}
