//! Going from page to page.

use super::attribute::{Attribute, Carries, On, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-navigate",
        family: "navigate",
        carries: Carries::Url,
        value: Value::Url,
        acts: true,
        state: State::Active,
        says: "A click, or a form that is sent, goes to the view of this URL over the same socket.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-patch",
        family: "navigate",
        carries: Carries::Url,
        value: Value::Url,
        acts: true,
        state: State::Active,
        says: "A click, a form that is sent or a field that changes goes to this URL of the same view, which stays.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-view-transitions",
        family: "navigate",
        carries: Carries::Flag,
        on: On::Body,
        state: State::Active,
        says: "The browser's own transition shows as another view takes the place of this one.",
        ..Attribute::BASE
    },
];
