//! The page as a whole.

use super::attribute::{Attribute, Carries};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-flash",
    family: "page",
    carries: Carries::Flag,
    says: "Messages to the user stand here.",
    ..Attribute::BASE
}];
