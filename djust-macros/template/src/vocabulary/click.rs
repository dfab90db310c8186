//! Clicks.

use super::attribute::{Attribute, Carries, Event, Payload, State, Waits};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-click",
    early: true,
    waits: Waits::There,
    family: "click",
    carries: Carries::Event(Event {
        dom: "click",
        payload: Payload::None,
    }),
    state: State::Active,
    says: "A click on the element, or on anything in it, calls the handler.",
    ..Attribute::EVENT
}];
