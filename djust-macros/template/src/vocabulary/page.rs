//! What a view asks of its page beside its content. Its client also acts on what handlers ask for by `cx.page_title` and others.

use super::attribute::{Attribute, Carries, On, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-trigger-action",
    family: "page",
    carries: Carries::Flag,
    on: On::Form,
    pushed: "djust:page",
    state: State::Active,
    says: "The form is sent over HTTP, to its `action`, once the attribute is there.",
    ..Attribute::BASE
}];
