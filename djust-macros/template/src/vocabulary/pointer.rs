//! The pointer over elements.

use super::attribute::{Attribute, Carries, Event, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-mouseenter",
        family: "pointer",
        carries: Carries::Event(Event {
            dom: "pointerover",
            payload: Payload::None,
        }),
        state: State::Active,
        says: "The handler is called when the pointer enters the element.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-mouseleave",
        family: "pointer",
        carries: Carries::Event(Event {
            dom: "pointerout",
            payload: Payload::None,
        }),
        state: State::Active,
        says: "The handler is called when the pointer leaves the element.",
        ..Attribute::EVENT
    },
];
