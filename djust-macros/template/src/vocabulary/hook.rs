//! Scripts of the page's own.

use super::attribute::{Attribute, Carries, Needs, State, Suffix, Value};

/// What all of them have in common.
const BASE: Attribute = Attribute {
    family: "hook",
    scripted: true,
    state: State::Active,
    ..Attribute::BASE
};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-hook",
        value: Value::Hook,
        acts: true,
        uses: &["commands"],
        says: "The name of a script's hook that accompanies the element.",
        ..BASE
    },
    Attribute {
        name: "dj-hook-value-",
        suffix: Suffix::Name,
        needs: Needs::Beside("dj-hook"),
        says: "A value for the hook.",
        ..BASE
    },
    Attribute {
        name: "dj-hook-target",
        says: "A name by which the hook around the element finds it.",
        ..BASE
    },
    Attribute {
        name: "dj-update",
        // The compiler sees to it.
        carries: Carries::Mark,
        value: Value::Ignore,
        says: "`ignore` leaves what is in the element to scripts: what the template writes there comes with the element, and no patch writes there.",
        ..BASE
    },
];
