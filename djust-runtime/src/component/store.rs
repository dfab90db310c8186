//! The components of a session: which there are, what they are known by, and what a round of renders makes of them.
//!
//! A *round* is all renders for one patch: the view's or none, then those of the components that are due, by rising id,
//! which is parents first. It is taken over as a whole by [`Components::commit`] when its patch was written, or undone
//! by [`Components::rollback`]. A session without components holds one empty pointer.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::{Display, Write as _};

use self::content::{Handed, Handing, Handle};
use super::part::{Of, Part};
use super::{LiveComponent, Props};
use crate::engine::skeleton::Content;
use crate::engine::tape::{Loan, Tape, Tapes};
use crate::view::Live;

mod content;

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

/// What the renders of a round made of the components.
#[derive(Default)]
struct Round {
    /// Whose render runs.
    parent: u32,
    /// The number of that render.
    pass: u64,
    /// What that render has reached.
    reached: Vec<u32>,
    /// Whose renders were made, and what each reached.
    rendered: Vec<(u32, Vec<u32>)>,
    /// Those that were made in this round.
    fresh: Vec<u32>,
    /// Those that no render reached any more, and those in them.
    leaving: BTreeSet<u32>,
    handing: Handing,
}

/// Components of one identity: the first in a render is the first.
#[derive(Default)]
struct Alike {
    ids: Vec<u32>,
    /// The last render that reached one of them, and how many it has reached.
    pass: u64,
    reached: usize,
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
    fn reach<C: LiveComponent>(&mut self, tag: &Tag<'_>, props: &impl Props<C>) -> Option<u32> {
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
    fn known_here(&mut self) -> Option<u32> {
        let alike = self.known.get_mut(&*self.identity)?;
        if alike.pass != self.round.pass {
            alike.pass = self.round.pass;
            alike.reached = 0;
        }
        alike.reached += 1;
        alike.ids.get(alike.reached - 1).copied()
    }

    /// Writes what a place is known by.
    fn identify(&mut self, slot: u32, keys: &[&dyn Display]) {
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
    fn depth(&self) -> Option<u16> {
        let parent = self.all.get(&self.round.parent);
        let depth = parent.map_or(1, |parent| parent.depth + 1);
        (depth <= DEEPEST).then_some(depth)
    }

    /// Adds one under the identity that was written last.
    fn create(&mut self, live: Option<Box<dyn Part>>, depth: u16) -> u32 {
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

impl Round {
    /// A render was made. Those of a round are noted by rising ids.
    fn note(&mut self, id: u32, reached: Vec<u32>) {
        let at = self.rendered.partition_point(|(other, _)| *other < id);
        self.rendered.insert(at, (id, reached));
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
