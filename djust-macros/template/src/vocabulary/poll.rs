//! Handlers called again and again.

use super::attribute::{Attribute, Carries, Event, Needs, Payload, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-poll",
        family: "poll",
        carries: Carries::Event(Event {
            dom: "",
            payload: Payload::None,
        }),
        value: Value::OptionalCall,
        says: "The handler is called again and again.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-poll-interval",
        family: "poll",
        carries: Carries::Rate,
        value: Value::Time,
        needs: Needs::Beside("dj-poll"),
        says: "How long to wait between two calls.",
        ..Attribute::BASE
    },
];
