//! What shows ahead of the answer.

use super::attribute::{Attribute, Carries, Needs};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-optimistic",
        family: "optimistic",
        needs: Needs::Acting,
        says: "Shows what will likely come before the server answers, as in `count:count+1`.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-target",
        family: "optimistic",
        carries: Carries::Selector,
        says: "Which element the event changes.",
        ..Attribute::BASE
    },
];
