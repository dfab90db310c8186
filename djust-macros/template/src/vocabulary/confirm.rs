//! Asking before an event is sent.

use super::attribute::{Attribute, Needs, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-confirm",
    family: "confirm",
    needs: Needs::Acting,
    state: State::Active,
    says: "A question that the user has to agree to before the event is sent.",
    ..Attribute::BASE
}];
