//! Hiding what does not work until the page is joined.

use super::attribute::{Attribute, Carries, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-cloak",
    family: "cloak",
    carries: Carries::Flag,
    sheet: "@media (scripting: enabled){[dj-cloak]{display:none!important}}",
    state: State::Active,
    says: "The element is hidden until the page is joined.",
    ..Attribute::BASE
}];
