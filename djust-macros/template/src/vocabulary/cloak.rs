//! Hiding what does not work until the page is joined.

use super::attribute::{Attribute, Carries, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-cloak",
    family: "cloak",
    carries: Carries::Flag,
    state: State::Active,
    says: "The element is hidden until the page is joined.",
    ..Attribute::BASE
}];
