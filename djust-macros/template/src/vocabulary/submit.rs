//! Forms that are sent.

use super::attribute::{Attribute, Carries, Event, On, Payload, State, Waits};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-submit",
    early: true,
    waits: Waits::There,
    family: "submit",
    carries: Carries::Event(Event {
        dom: "submit",
        payload: Payload::Form,
    }),
    on: On::Form,
    state: State::Active,
    says: "Sending the form calls the handler with its fields, in place of a load.",
    ..Attribute::EVENT
}];
