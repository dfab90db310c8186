//! Gives components their ids as the rule says: of the same place and the same keys, the first in the render is the
//! one that was first.

use std::collections::{HashMap, VecDeque};

use djust_runtime::engine::skeleton::{Skeleton, Slot};

use crate::state::{State, States, key};

/// The component around it, its place in the template, and the keys or indices of the rows around it.
type Identity = (u32, u16, usize, Vec<Result<String, usize>>);

/// Gives the components of a new state the ids of those that they were in the old one, and others new ones.
pub(crate) fn assign(
    makes: &mut States<'_>,
    skeleton: &'static Skeleton,
    old: &mut [State],
    new: &mut [State],
) {
    let mut known: HashMap<Identity, VecDeque<u32>> = HashMap::new();
    each_in(0, skeleton, old, &mut |identity, id| {
        known.entry(identity).or_default().push_back(*id);
    });
    each_in(0, skeleton, new, &mut |identity, id| {
        let was = known.get_mut(&identity).and_then(VecDeque::pop_front);
        *id = was.unwrap_or_else(|| makes.next_id());
    });
}

/// Visits all components in a view or a component in the order of the renders, each with its identity. Its first part is
/// the id that the component around it has by then.
fn each_in(
    parent: u32,
    skeleton: &'static Skeleton,
    states: &mut [State],
    visit: &mut dyn FnMut(Identity, &mut u32),
) {
    let mut walk = Walk {
        skeleton,
        parent,
        rows: Vec::new(),
        visit,
    };
    walk.fragment(0, states);
}

struct Walk<'v> {
    skeleton: &'static Skeleton,
    parent: u32,
    rows: Vec<Result<String, usize>>,
    visit: &'v mut dyn FnMut(Identity, &mut u32),
}

impl Walk<'_> {
    fn fragment(&mut self, fragment: u16, states: &mut [State]) {
        let slots = self.skeleton.fragments[usize::from(fragment)].slots;
        for (slot, (kind, state)) in slots.iter().zip(states).enumerate() {
            match (kind, state) {
                (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                    self.fragment(arms[*arm], states);
                }
                (Slot::List(rows), State::List(states)) => {
                    for (index, row) in states.iter_mut().enumerate() {
                        let key = key(self.skeleton, rows.fragment, row);
                        self.rows.push(key.map(str::to_owned).ok_or(index));
                        self.fragment(rows.fragment, row);
                        self.rows.pop();
                    }
                }
                (_, State::Component(component)) => {
                    let identity = (self.parent, fragment, slot, self.rows.clone());
                    (self.visit)(identity, &mut component.id);
                    let states = &mut component.states;
                    each_in(component.id, component.skeleton, states, self.visit);
                }
                _ => {}
            }
        }
    }
}
