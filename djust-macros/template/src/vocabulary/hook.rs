//! Scripts of the page's own.

use super::attribute::{Attribute, Carries, Needs, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-hook",
        family: "hook",
        acts: true,
        says: "The name of a script's hook that accompanies the element.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-hook-value-",
        family: "hook",
        suffix: Suffix::Any,
        needs: Needs::Beside("dj-hook"),
        says: "A value for the hook.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-update",
        family: "hook",
        // What no slot stands in is left to scripts anyway.
        carries: Carries::Mark,
        says: "`ignore` leaves what is in the element to scripts.",
        ..Attribute::BASE
    },
];
