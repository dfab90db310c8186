//! What comes back after a lost connection.

use super::attribute::{Attribute, Carries, Event, Payload, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-auto-recover",
        family: "recover",
        carries: Carries::Event(Event {
            dom: "",
            payload: Payload::Form,
        }),
        value: Value::OptionalCall,
        says: "The handler is called with the fields in the element after a reconnect.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-no-recover",
        family: "recover",
        carries: Carries::Flag,
        says: "The field is not sent after a reconnect.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-reconnecting-banner",
        family: "recover",
        carries: Carries::Flag,
        says: "Shown while the connection is lost.",
        ..Attribute::BASE
    },
];
