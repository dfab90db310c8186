//! The components of a session: which there are, what they are known by, and what a round of renders makes of them.
//!
//! A *round* is all renders for one patch: the view's or none, then those of the components that are due, by rising id,
//! which is parents first. It is taken over as a whole by [`Components::commit`] when its patch was written, or undone
//! by [`Components::rollback`]. A session without components holds one empty pointer.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;

use self::content::{Handed, Handle};
use self::reach::Alike;
use self::round::Round;
use super::part::Part;
use super::{LiveComponent, Props};
use crate::engine::skeleton::Content;
use crate::engine::tape::{Loan, Tape, Tapes};
use crate::view::Live;

mod content;
mod reach;
mod round;

/// The id of the view, which no component has.
pub(crate) const VIEW: u32 = 0;

/// How deep components may stand in one another. Whoever writes or binds a page goes down as deep as they do, and one
/// that holds its own kind without end has to end somewhere.
pub(crate) const DEEPEST: u16 = 64;

/// The components of a session.
#[derive(Default)]
pub(crate) struct Components(Option<Box<Store>>);

#[derive(Default)]
struct Store {
    /// The last id given: none is given twice in a session.
    last: u32,
    all: BTreeMap<u32, Component>,
    /// Who is known by which identity.
    known: HashMap<Box<str>, Alike>,
    /// Those that stand straight in the view.
    in_view: Vec<u32>,
    /// Those to be rendered.
    due: BTreeSet<u32>,
    /// A render of those that are due failed, and would fail again.
    failed: bool,
    round: Round,
    /// Whether anything was handed to a component.
    has_contents: bool,
    /// Scratch for an identity.
    identity: String,
}

/// A place in a template where a component stands.
pub(crate) struct Tag<'a> {
    /// The number of its slot's mark.
    pub(crate) slot: u32,
    /// The keys of the rows around it.
    pub(crate) keys: &'a [&'a dyn Display],
    /// What is handed to it.
    pub(crate) contents: &'static [Content],
}

/// A component.
pub(crate) struct Component {
    /// Its number in the session.
    pub(crate) id: u32,
    identity: Box<str>,
    /// Whose template it stands in: another component's, or the view's.
    parent: u32,
    /// How many components it stands in, itself included.
    depth: u16,
    /// `None` while it is being rendered.
    live: Option<Box<dyn Part>>,
    /// What it is told before its next render.
    hook: Hook,
    /// The last render that reached it.
    pass: u64,
    /// Those that stand straight in it.
    within: Vec<u32>,
    /// What was handed over of it.
    tape: Option<Tape>,
    /// What this round made of it.
    next: Option<Tape>,
    /// What its parent hands to it.
    contents: Vec<Handed>,
    /// What it is: a component of its own, or a place where another one shows what was handed to that.
    shows: Option<Handle>,
    /// The content of its parent's that its tag stands in.
    stands_in: Option<Handle>,
}

/// What a component is told before it is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hook {
    Nothing,
    Mount,
    Update,
}

impl Components {
    /// None yet, in a session that has given ids up to this one.
    pub(crate) fn after(last: u32) -> Self {
        let store = || {
            Box::new(Store {
                last,
                ..Store::default()
            })
        };
        Self((last > 0).then(store))
    }

    /// The last id that was given.
    pub(crate) fn last(&self) -> u32 {
        self.0.as_ref().map_or(0, |store| store.last)
    }

    /// The component of this id, to be called.
    pub(crate) fn get(&mut self, id: u32) -> Option<&mut dyn Live> {
        let live = self.0.as_mut()?.all.get_mut(&id)?.live.as_deref_mut()?;
        Some(live)
    }

    /// Takes a component out, to run one of its handlers while the others stay at hand.
    pub(crate) fn take(&mut self, id: u32) -> Option<Box<dyn Part>> {
        self.0.as_mut()?.all.get_mut(&id)?.live.take()
    }

    /// Brings it back, unless it has left the page meanwhile.
    pub(crate) fn restore(&mut self, id: u32, live: Box<dyn Part>) -> Option<Box<dyn Part>> {
        match self.0.as_mut().and_then(|store| store.all.get_mut(&id)) {
            Some(component) => {
                component.live = Some(live);
                None
            }
            None => Some(live),
        }
    }

    /// The tape of a component that was rendered while it was taken out.
    pub(crate) fn put_tape(&mut self, id: u32, tape: Option<Tape>) {
        let store = self.0.as_mut();
        if let Some(component) = store.and_then(|store| store.all.get_mut(&id)) {
            component.next = tape;
        }
    }

    /// Puts off who is due, for a round of one component and what stands in it.
    pub(crate) fn put_off_due(&mut self) -> BTreeSet<u32> {
        let store = self.0.as_mut();
        store.map_or_else(BTreeSet::new, |store| std::mem::take(&mut store.due))
    }

    /// Ends that.
    pub(crate) fn extend_due(&mut self, due: BTreeSet<u32>) {
        if let Some(store) = &mut self.0 {
            store
                .due
                .extend(due.into_iter().filter(|id| store.all.contains_key(id)));
        }
    }

    /// Who renders a component: another one, or the view.
    pub(crate) fn parent(&self, id: u32) -> Option<u32> {
        Some(self.0.as_ref()?.all.get(&id)?.parent)
    }

    /// A component may have changed: it is due.
    pub(crate) fn touch(&mut self, id: u32) {
        if let Some(store) = &mut self.0 {
            store.due.insert(id);
            store.failed = false;
        }
    }

    /// Whether there is one to be rendered.
    pub(crate) fn are_due(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|store| !store.due.is_empty() && !store.failed)
    }

    /// Lends them to a render, whose calls [reach](Components::reach) them. Only their ids are known meanwhile.
    pub(crate) fn lend(&mut self) -> Loan {
        let fresh = Self::after(self.last());
        let store = std::mem::replace(self, fresh).0;
        store.map(|store| store as Box<dyn Any + Send>)
    }

    /// Ends [`Components::lend`].
    pub(crate) fn take_back(&mut self, loan: Loan) {
        self.0 = loan.and_then(|store| store.downcast().ok());
    }

    /// The component that a place of the template means: the one that it meant before, or a new one. It gets its props.
    /// `None` if a new one would stand too deep.
    pub(crate) fn reach<C: LiveComponent>(
        loan: &mut Loan,
        tag: &Tag<'_>,
        props: &impl Props<C>,
    ) -> Option<u32> {
        let store = loan.get_or_insert_with(|| Box::<Store>::default());
        store.downcast_mut::<Store>()?.reach::<C>(tag, props)
    }

    /// The first component behind `id` that is due, taken out, and what to tell it.
    pub(crate) fn take_due(&mut self, id: u32) -> Option<(u32, Box<dyn Part>, Hook)> {
        let store = self.0.as_mut()?;
        let behind = store.due.range(id.checked_add(1)?..);
        for id in behind {
            if store.round.leaving.contains(id) {
                continue;
            }
            let component = store.all.get_mut(id);
            if let Some((live, component)) = component.and_then(|it| Some((it.live.take()?, it))) {
                let hook = std::mem::replace(&mut component.hook, Hook::Nothing);
                return Some((*id, live, hook));
            }
        }
        None
    }

    /// Puts a component back, with its tape if it changed.
    pub(crate) fn put(&mut self, id: u32, live: Box<dyn Part>, tape: Option<Tape>) {
        let store = self.0.as_mut();
        if let Some(component) = store.and_then(|store| store.all.get_mut(&id)) {
            component.live = Some(live);
            component.next = tape;
        }
    }

    /// Forgets all components, and no id. They are the caller's to drop.
    pub(crate) fn clear(&mut self) -> Self {
        let empty = Self::after(self.last());
        std::mem::replace(self, empty)
    }

    /// How many bytes they hold, what is on their own heaps apart.
    pub(crate) fn bytes(&self) -> usize {
        let store = self.0.as_ref().map_or(0, |_| size_of::<Store>());
        let all = self.0.iter().flat_map(|store| store.all.values());
        store + all.map(Component::bytes).sum::<usize>()
    }
}

/// What the page shows, or will show when the round is taken over.
impl Tapes for Components {
    fn tape(&self, id: u32) -> Option<&Tape> {
        let component = self.0.as_ref()?.all.get(&id)?;
        component.next.as_ref().or(component.tape.as_ref())
    }
}

impl Store {
    fn remove(&mut self, ids: impl IntoIterator<Item = u32>) -> Vec<Component> {
        let removed = ids.into_iter().filter_map(|id| {
            self.due.remove(&id);
            let component = self.all.remove(&id)?;
            if let Some(alike) = self.known.get_mut(&component.identity) {
                alike.ids.retain(|known| *known != id);
                if alike.ids.is_empty() {
                    self.known.remove(&component.identity);
                }
            }
            Some(component)
        });
        removed.collect()
    }
}

impl Component {
    fn bytes(&self) -> usize {
        let handed = self.contents.iter().map(Handed::bytes).sum::<usize>();
        let tape = handed + self.tape.as_ref().map_or(0, Tape::heap_bytes);
        let live = self.live.as_ref().map_or(0, |live| live.size());
        size_of::<Self>() + tape + live + 2 * self.identity.len() + 4 * self.within.capacity()
    }
}

#[cfg(test)]
mod tests;
