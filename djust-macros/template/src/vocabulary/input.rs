//! What is entered into fields.

use super::attribute::{Attribute, Carries, Event, On, Payload, State, Waits};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-input",
        early: true,
        waits: Waits::There,
        family: "input",
        carries: Carries::Event(Event {
            dom: "input",
            payload: Payload::Field,
        }),
        on: On::Field,
        uses: &["rates", "recover"],
        state: State::Active,
        says: "Each edit of the field calls the handler.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-change",
        early: true,
        waits: Waits::There,
        family: "input",
        carries: Carries::Event(Event {
            dom: "change",
            payload: Payload::Field,
        }),
        on: On::Field,
        uses: &["recover"],
        state: State::Active,
        says: "A finished edit of the field, or a choice, calls the handler.",
        ..Attribute::EVENT
    },
];
