//! What a handler is given by few pages: parameters of one event, and which element its answer may write to.

use super::attribute::{Attribute, Carries, Needs, State, Suffix, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-payload-",
        family: "payload",
        carries: Carries::Parameter,
        suffix: Suffix::NameAndEvent,
        needs: Needs::Acting,
        state: State::Active,
        says: "A parameter of this name; `dj-payload-n-click` is for the click alone.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-target",
        family: "payload",
        carries: Carries::Selector,
        value: Value::Target,
        state: State::Active,
        says: "`#results` lets the answer write to the element of this id alone, which has a `dj-target` without a value; what else changed waits for the next one.",
        ..Attribute::BASE
    },
];
