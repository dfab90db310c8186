//! What is fetched before it is asked for.

use super::attribute::{Attribute, Carries, Needs, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-prefetch",
    family: "prefetch",
    carries: Carries::Flag,
    needs: Needs::Beside("dj-navigate"),
    state: State::Active,
    says: "What the view of the link needs is fetched once the pointer rests on it, or it has the focus.",
    ..Attribute::BASE
}];
