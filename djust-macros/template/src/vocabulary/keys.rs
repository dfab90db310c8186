//! Keys pressed in an element.

use super::attribute::{Attribute, Carries, Event, Payload, State, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-keydown",
        family: "keys",
        carries: Carries::Event(Event {
            dom: "keydown",
            payload: Payload::Key,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key pressed in the element calls the handler; `dj-keydown.enter` hears that key alone.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-keyup",
        family: "keys",
        carries: Carries::Event(Event {
            dom: "keyup",
            payload: Payload::Key,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key let go in the element calls the handler; `dj-keyup.enter` hears that key alone.",
        ..Attribute::EVENT
    },
];
