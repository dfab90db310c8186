//! Handlers called again and again.

use super::attribute::{Attribute, Carries, Event, Needs, Payload, State, Value, Waits};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-poll",
        waits: Waits::Nobody,
        family: "poll",
        carries: Carries::Event(Event {
            dom: "",
            payload: Payload::None,
        }),
        state: State::Active,
        says: "The handler is called again and again while the page is seen.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-poll-interval",
        family: "poll",
        carries: Carries::Rate,
        value: Value::Time,
        needs: Needs::Beside("dj-poll"),
        state: State::Active,
        says: "How long to wait after a call was answered, such as `500ms` or `10s`; `5s` if it is left out.",
        ..Attribute::BASE
    },
];
