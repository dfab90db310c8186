//! What comes back after a lost connection.

use super::attribute::{Attribute, Carries, Event, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-auto-recover",
        family: "recover",
        carries: Carries::Event(Event {
            dom: "",
            payload: Payload::Form,
        }),
        state: State::Active,
        says: "The handler is called with the fields in the element when the view had to be mounted anew after a reconnect.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-no-recover",
        family: "recover",
        carries: Carries::Flag,
        state: State::Active,
        says: "What is entered in the element is not sent again when the view had to be mounted anew.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-reconnecting-banner",
        family: "recover",
        carries: Carries::Flag,
        state: State::Active,
        says: "Shown while the connection is lost, instead of a banner by the client.",
        ..Attribute::BASE
    },
];
