//! What is pasted.

use super::attribute::{Attribute, Carries, Event, Needs, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-paste",
        family: "paste",
        carries: Carries::Event(Event {
            dom: "paste",
            payload: Payload::Paste,
        }),
        state: State::Active,
        says: "Pasting into the element calls the handler; `files` says the name, type and size of each file.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-paste-suppress",
        family: "paste",
        carries: Carries::Flag,
        needs: Needs::Beside("dj-paste"),
        state: State::Active,
        says: "What is pasted goes to the handler alone.",
        ..Attribute::BASE
    },
];
