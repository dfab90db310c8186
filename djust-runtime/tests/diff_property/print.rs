//! The oracle: prints a state with no help from the code under test.

use djust_runtime::engine::skeleton::{Edge, Part, Skeleton, Slot};

use crate::state::State;

/// A printed state: its HTML without marks, and its components in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Print {
    pub(crate) html: String,
    pub(crate) ids: Vec<u32>,
    /// How many of them stand in others.
    pub(crate) nested: usize,
    depth: usize,
}

impl Print {
    /// Prints a state of a view.
    pub(crate) fn of(skeleton: &Skeleton, states: &[State]) -> Self {
        let mut print = Self::default();
        print.fragment(skeleton, 0, states);
        print
    }

    fn fragment(&mut self, skeleton: &Skeleton, fragment: u16, states: &[State]) {
        for part in skeleton.fragments[usize::from(fragment)].parts {
            let slot = match part {
                Part::Html(html) => {
                    self.html.push_str(html);
                    continue;
                }
                Part::Text(slot)
                | Part::Value(slot)
                | Part::Branch(slot)
                | Part::List(slot)
                | Part::Rows(slot)
                | Part::Component(slot) => usize::from(*slot),
                _ => continue,
            };
            let kind = skeleton.fragments[usize::from(fragment)].slots[slot];
            match (kind, &states[slot]) {
                (_, State::Text(text)) => self.html.push_str(text),
                (_, State::Component(component)) => {
                    self.ids.push(component.id);
                    self.nested += usize::from(self.depth > 0);
                    self.depth += 1;
                    self.fragment(component.skeleton, 0, &component.states);
                    self.depth -= 1;
                }
                (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                    self.fragment(skeleton, arms[*arm], states);
                }
                (Slot::List(rows), State::List(states)) => {
                    for row in states {
                        self.fragment(skeleton, rows.fragment, row);
                        if let Edge::Element { separator } = rows.edge {
                            self.html.push_str(separator);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
