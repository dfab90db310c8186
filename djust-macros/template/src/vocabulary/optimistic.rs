//! What shows ahead of the answer.

use super::attribute::{Attribute, Needs, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-optimistic",
    family: "optimistic",
    value: Value::Changes,
    needs: Needs::Acting,
    state: State::Active,
    says: "Shows what will likely come until the server answers, as in `liked:!liked`, `count:count+1`, `class:read`.",
    ..Attribute::BASE
}];
