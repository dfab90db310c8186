//! What shows while an event is under way.

use super::attribute::{Attribute, State, Suffix, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-loading",
    family: "loading",
    suffix: Suffix::Words(&["disable", "class", "show", "hide", "remove", "for"]),
    value: Value::Handlers,
    state: State::Active,
    says: "Shows, hides, disables or gives a class while an event is under way; alone or with `.for`, while one of these handlers' is.",
    ..Attribute::BASE
}];
