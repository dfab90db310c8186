//! The focus of fields.

use super::attribute::{Attribute, Carries, Event, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-focus",
        family: "focus",
        carries: Carries::Event(Event {
            dom: "focusin",
            payload: Payload::Field,
        }),
        state: State::Active,
        says: "The handler is called when the element, or a field in it, gets the focus.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-blur",
        family: "focus",
        carries: Carries::Event(Event {
            dom: "focusout",
            payload: Payload::Field,
        }),
        state: State::Active,
        says: "The handler is called when the element, or a field in it, loses the focus.",
        ..Attribute::EVENT
    },
];
