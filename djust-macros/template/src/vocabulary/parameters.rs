//! What a handler is given. A later row wins over an earlier one.

use super::attribute::{Attribute, Carries, Needs, State, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "data-",
        family: "parameters",
        carries: Carries::Parameter,
        suffix: Suffix::Name,
        state: State::Active,
        says: "A parameter of this name: `data-item-id` is `item_id`. One that no handler knows is left alone.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-value-",
        family: "parameters",
        carries: Carries::Parameter,
        suffix: Suffix::Name,
        needs: Needs::Acting,
        state: State::Active,
        says: "A parameter of this name, for events alone.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-params",
        family: "parameters",
        carries: Carries::Parameter,
        says: "Parameters as a JSON object.",
        ..Attribute::BASE
    },
];
