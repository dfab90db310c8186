//! Commands that the browser carries out by itself. Any event's attribute can have some; this one keeps them.

use super::attribute::{Attribute, Carries, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-commands",
    family: "commands",
    carries: Carries::Text,
    value: Value::Commands,
    pushed: "djust:js",
    state: State::Active,
    says: "Commands that `Js::exec` carries out.",
    ..Attribute::BASE
}];
