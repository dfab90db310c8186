//! Scrolling.

use super::attribute::{Attribute, Carries, Event, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-scroll",
    family: "scroll",
    carries: Carries::Event(Event {
        dom: "scroll",
        payload: Payload::Scroll,
    }),
    state: State::Active,
    says: "The handler is called as the element itself scrolls; beside `dj-throttle` the last event of a time follows it.",
    ..Attribute::EVENT
}];
