//! How often an element sends.

use super::attribute::{Attribute, Carries, Needs, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-debounce",
        family: "rates",
        carries: Carries::Rate,
        value: Value::TimeOrBlur,
        needs: Needs::Acting,
        state: State::Active,
        says: "How long the event waits for a newer one; `blur` waits until the field is left.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-throttle",
        family: "rates",
        carries: Carries::Rate,
        value: Value::Time,
        needs: Needs::Acting,
        state: State::Active,
        says: "How long after an event further ones are dropped.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-debounce",
        family: "rates",
        carries: Carries::Rate,
        value: Value::TimeOrBlur,
        state: State::Active,
        says: "The same as `dj-debounce`, which wins over it.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-throttle",
        family: "rates",
        carries: Carries::Rate,
        value: Value::Time,
        state: State::Active,
        says: "The same as `dj-throttle`, which wins over it.",
        ..Attribute::BASE
    },
];
