//! What shows while an event is under way.

use super::attribute::{Attribute, State, Suffix, Value};

/// How an element can be displayed that shows while an event is under way.
pub const DISPLAYS: &[&str] = &[
    "block",
    "inline",
    "inline-block",
    "flex",
    "inline-flex",
    "grid",
    "inline-grid",
    "contents",
];

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-loading",
    family: "loading",
    suffix: Suffix::Words(&["disable", "class", "show", "hide", "remove", "for"]),
    value: Value::BySuffix(&[
        ("", Value::Handlers),
        (".for", Value::Handlers),
        (".show", Value::KnownOrNothing(DISPLAYS)),
    ]),
    state: State::Active,
    says: "Shows, hides, disables or gives a class while an event is under way; alone or with `.for`, while one of these handlers' is.",
    ..Attribute::BASE
}];
