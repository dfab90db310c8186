//! Scripts of the page's own.

use super::attribute::{Attribute, Carries, Needs, State, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-hook",
        family: "hook",
        acts: true,
        uses: &["commands"],
        state: State::Active,
        says: "The name of a script's hook that accompanies the element.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-hook-value-",
        family: "hook",
        suffix: Suffix::Name,
        needs: Needs::Beside("dj-hook"),
        state: State::Active,
        says: "A value for the hook.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-hook-target",
        family: "hook",
        state: State::Active,
        says: "A name by which the hook around the element finds it.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-update",
        family: "hook",
        // What no slot stands in is left to scripts anyway.
        carries: Carries::Mark,
        state: State::Active,
        says: "`ignore` leaves what is in the element to scripts: no slot may stand in it.",
        ..Attribute::BASE
    },
];
