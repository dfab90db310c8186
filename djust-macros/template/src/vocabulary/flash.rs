//! Messages to the user.

use super::attribute::{Attribute, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "data-dj-auto-dismiss",
    family: "flash",
    state: State::Active,
    says: "How long a message stays, in milliseconds; written by `{% dj_flash %}`.",
    ..Attribute::BASE
}];
