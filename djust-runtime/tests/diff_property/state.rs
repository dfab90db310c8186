//! Random states of a skeleton, and what renders record of them.

use std::collections::BTreeMap;

use djust_runtime::engine::skeleton::{Key, Skeleton, Slot};
use djust_runtime::engine::tape::{Recorder, Rendered, Tape};

use crate::generate::{Random, is_call};

/// What a slot shows.
#[derive(Debug, Clone)]
pub(crate) enum State {
    Text(String),
    Branch(Option<(usize, Vec<State>)>),
    List(Vec<Vec<State>>),
    Component(Component),
}

/// A component, with what it shows.
#[derive(Clone)]
pub(crate) struct Component {
    pub(crate) id: u32,
    pub(crate) skeleton: &'static Skeleton,
    pub(crate) states: Vec<State>,
}

impl std::fmt::Debug for Component {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Component({}, {:?})", self.id, self.states)
    }
}

/// What a step may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Slots of the view itself.
    View,
    /// What is in components.
    Components,
    All,
}

/// Makes states, and gives their components ids: parents before what is in them.
pub(crate) struct States<'r> {
    pub(crate) random: &'r mut Random,
    /// The last id given.
    pub(crate) id: u32,
    /// How many components are around what is being made.
    depth: usize,
    /// How many more components a step makes, about.
    left: usize,
}

/// Past so many components within each other, branches and lists stay empty.
const DEPTH: usize = 3;
/// Past so many components of one step, too.
const COMPONENTS: usize = 24;

impl<'r> States<'r> {
    pub(crate) fn new(random: &'r mut Random) -> Self {
        Self {
            random,
            id: 0,
            depth: 0,
            left: COMPONENTS,
        }
    }

    /// Begins a step: it may make as many components as any other.
    pub(crate) fn step(&mut self) {
        self.left = COMPONENTS;
    }

    fn is_full(&self) -> bool {
        self.depth > DEPTH || self.left == 0
    }

    /// A random state of a fragment.
    pub(crate) fn state(&mut self, skeleton: &'static Skeleton, fragment: u16) -> Vec<State> {
        let slots = skeleton.fragments[usize::from(fragment)].slots;
        slots
            .iter()
            .map(|slot| self.slot(skeleton, fragment, *slot))
            .collect()
    }

    fn slot(&mut self, skeleton: &'static Skeleton, fragment: u16, slot: Slot) -> State {
        match slot {
            Slot::Text(_) => State::Text(text(self.random)),
            Slot::Branch(arms) if is_call(fragment, arms) => {
                State::Branch(Some((0, self.state(skeleton, arms[0]))))
            }
            Slot::Branch(_) if self.is_full() => State::Branch(None),
            Slot::List(_) if self.is_full() => State::List(Vec::new()),
            Slot::Branch(arms) => {
                let arm = self.random.below(arms.len() + 1);
                State::Branch(
                    arms.get(arm)
                        .map(|fragment| (arm, self.state(skeleton, *fragment))),
                )
            }
            Slot::List(rows) => {
                let counts = [0, 1, 3, if self.depth > 0 { 2 } else { 8 }];
                State::List(
                    (0..counts[self.random.below(4)])
                        .map(|_| self.state(skeleton, rows.fragment))
                        .collect(),
                )
            }
            Slot::Outlet(_) => unreachable!("no outlet is generated"),
            Slot::Component(kind) => {
                let skeleton = skeleton.components[usize::from(kind)]();
                let id = self.next_id();
                self.left = self.left.saturating_sub(1);
                self.depth += 1;
                let states = self.state(skeleton, 0);
                self.depth -= 1;
                State::Component(Component {
                    id,
                    skeleton,
                    states,
                })
            }
        }
    }

    pub(crate) fn next_id(&mut self) -> u32 {
        self.id += 1;
        self.id
    }

    /// Changes a state a little, or not at all. Rows move with all that is in them.
    pub(crate) fn change(
        &mut self,
        skeleton: &'static Skeleton,
        fragment: u16,
        states: &mut [State],
        scope: Scope,
    ) {
        let slots = skeleton.fragments[usize::from(fragment)].slots;
        for (slot, state) in slots.iter().zip(states) {
            if self.random.once_in(3) {
                continue;
            }
            match (slot, &mut *state) {
                (Slot::Component(_), State::Component(component)) if scope != Scope::View => {
                    if scope == Scope::All && self.random.once_in(6) {
                        self.replace(skeleton, fragment, *slot, state);
                    } else {
                        self.change_component(component);
                    }
                }
                (Slot::Branch(arms), State::Branch(Some((arm, states))))
                    if scope == Scope::Components || !self.random.once_in(4) =>
                {
                    self.change(skeleton, arms[*arm], states, scope);
                }
                (Slot::List(rows), State::List(states))
                    if scope == Scope::Components || !self.random.once_in(8) =>
                {
                    self.change_rows(skeleton, rows.fragment, states, scope);
                }
                _ if scope == Scope::Components => {}
                (_, State::Text(text)) if text.len() > 256 && !self.random.once_in(4) => {
                    *text = long_text(self.random);
                }
                _ => *state = self.slot(skeleton, fragment, *slot),
            }
        }
    }

    fn change_component(&mut self, component: &mut Component) {
        self.depth += 1;
        self.change(component.skeleton, 0, &mut component.states, Scope::All);
        self.depth -= 1;
    }

    /// Puts another component in a component's place, which may show the same.
    fn replace(
        &mut self,
        skeleton: &'static Skeleton,
        fragment: u16,
        slot: Slot,
        state: &mut State,
    ) {
        if self.random.once_in(2) {
            *state = self.slot(skeleton, fragment, slot);
        } else {
            each_component(std::slice::from_mut(state), &mut |component| {
                component.id = self.next_id();
            });
        }
    }

    fn change_rows(
        &mut self,
        skeleton: &'static Skeleton,
        fragment: u16,
        rows: &mut Vec<Vec<State>>,
        scope: Scope,
    ) {
        if scope == Scope::Components {
            for row in rows {
                self.change(skeleton, fragment, row, scope);
            }
            return;
        }
        for _ in 0..self.random.below(4) {
            let new = self.state(skeleton, fragment);
            let count = rows.len();
            match self.random.below(6) {
                0 => rows.insert(self.random.below(count + 1), new),
                1 => rows.push(new),
                _ if count == 0 => rows.push(new),
                2 => drop(rows.remove(self.random.below(count))),
                3 => rows.swap(self.random.below(count), self.random.below(count)),
                4 => rows.rotate_left(self.random.below(count)),
                _ => {
                    let row = self.random.below(count);
                    self.change(skeleton, fragment, &mut rows[row], scope);
                }
            }
        }
    }
}

/// Visits all components, parents before what is in them.
pub(crate) fn each_component(states: &mut [State], visit: &mut dyn FnMut(&mut Component)) {
    for state in states {
        match state {
            State::Text(_) | State::Branch(None) => {}
            State::Branch(Some((_, states))) => each_component(states, visit),
            State::List(rows) => {
                for row in rows {
                    each_component(row, visit);
                }
            }
            State::Component(component) => {
                visit(component);
                each_component(&mut component.states, visit);
            }
        }
    }
}

/// Texts that are likely to be equal, as duplicate keys are, and texts that are hard.
fn text(random: &mut Random) -> String {
    match random.below(16) {
        0 => String::new(),
        1 => "&#60;b&#62;&#38;&#34;&#39;".to_owned(),
        2 => "<b>bold</b> &amp; more".to_owned(),
        3 => "\u{e9}\u{1f600}\u{0301}\u{4e2d}".to_owned(),
        4 => "\"quoted\\\n\t\u{1}".replace('"', "&#34;"),
        5 => long_text(random),
        6 => "9007199254740993".to_owned(),
        7 => "-007".to_owned(),
        _ => random.below(12).to_string(),
    }
}

fn long_text(random: &mut Random) -> String {
    let pieces = [
        "lorem ",
        "&#38;",
        "\u{1f600}",
        "\u{1f601}",
        "&#39;",
        "\u{e9}",
        "x",
    ];
    let mut text = "long ".repeat(60);
    for _ in 0..random.below(6) {
        let mut at = random.below(text.len());
        while !text.is_char_boundary(at) || text[..at].rfind('&').is_some_and(|open| at - open < 5)
        {
            at -= 1;
        }
        text.insert_str(at, pieces[random.below(pieces.len())]);
    }
    text
}

/// The key of a row or an arm, read from its state.
pub(crate) fn key<'s>(skeleton: &Skeleton, fragment: u16, states: &'s [State]) -> Option<&'s str> {
    let table = &skeleton.fragments[usize::from(fragment)];
    match table.key {
        Key::None => None,
        Key::Slot(slot) => match &states[usize::from(slot)] {
            State::Text(text) => Some(text),
            _ => None,
        },
        Key::Branch(slot) => match (table.slots[usize::from(slot)], &states[usize::from(slot)]) {
            (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                key(skeleton, arms[*arm], states)
            }
            _ => None,
        },
    }
}

/// What a session keeps of a state.
#[derive(Debug)]
pub(crate) struct Tapes {
    pub(crate) view: Tape,
    pub(crate) components: BTreeMap<u32, Tape>,
}

impl Tapes {
    /// Records a state as renders do: the view, and each component by itself.
    pub(crate) fn of(
        recorder: &mut Recorder,
        skeleton: &'static Skeleton,
        states: &[State],
    ) -> Self {
        let mut tapes = Self {
            view: tape(recorder, skeleton, states),
            components: BTreeMap::new(),
        };
        each_component(&mut states.to_vec(), &mut |component| {
            let tape = tape(recorder, component.skeleton, &component.states);
            let twice = tapes.components.insert(component.id, tape);
            assert!(twice.is_none(), "component {} stands twice", component.id);
        });
        tapes
    }

    pub(crate) fn rendered(&self) -> Rendered<'_> {
        Rendered {
            tape: &self.view,
            components: &self.components,
        }
    }
}

/// Records a state of a view or a component as its render does.
pub(crate) fn tape(recorder: &mut Recorder, skeleton: &'static Skeleton, states: &[State]) -> Tape {
    record(recorder, skeleton, 0, states);
    recorder
        .finish(skeleton)
        .expect("a state follows its skeleton")
}

fn record(recorder: &mut Recorder, skeleton: &Skeleton, fragment: u16, states: &[State]) {
    let slots = skeleton.fragments[usize::from(fragment)].slots;
    for ((index, slot), state) in (0_u32..).zip(slots).zip(states) {
        let mark = (u32::from(fragment) << 12) | index;
        match (slot, state) {
            (_, State::Text(text)) => {
                recorder.mark(mark).text(text);
            }
            (_, State::Component(component)) => {
                recorder.mark(mark).text(&component.id.to_string());
            }
            (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                recorder.mark((1 << 31) | u32::from(arms[*arm]));
                record(recorder, skeleton, arms[*arm], states);
            }
            (Slot::List(rows), State::List(states)) => {
                for row in states {
                    recorder.mark((1 << 31) | u32::from(rows.fragment));
                    record(recorder, skeleton, rows.fragment, row);
                }
            }
            _ => {}
        }
    }
}
