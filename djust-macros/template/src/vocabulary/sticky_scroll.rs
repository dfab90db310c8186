//! Logs and chats that show what came last.

use super::attribute::{Attribute, Carries, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-sticky-scroll",
    family: "sticky_scroll",
    carries: Carries::Flag,
    state: State::Active,
    says: "The element stays scrolled to its end as it grows, unless the user has scrolled up.",
    ..Attribute::BASE
}];
