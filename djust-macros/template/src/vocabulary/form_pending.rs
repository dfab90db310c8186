//! What a form shows while its submit is under way.

use super::attribute::{Attribute, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-form-pending",
    family: "form_pending",
    state: State::Active,
    says: "`hide`, `show` or `disabled`: what becomes of the element while the form around it is under way.",
    ..Attribute::BASE
}];
