//! What a form shows while its submit is under way.

use super::attribute::{Attribute, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-form-pending",
    family: "form_pending",
    value: Value::Known(&["hide", "show", "disabled"]),
    // Without a script it never is under way.
    sheet: "[dj-form-pending=show]:not([data-djust-form-pending] *){display:none!important}",
    state: State::Active,
    says: "What becomes of the element while the form around it is under way.",
    ..Attribute::BASE
}];
