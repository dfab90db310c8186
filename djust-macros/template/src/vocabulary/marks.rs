//! Names that are ours and never parameters.

use super::attribute::{Attribute, Carries, State, Suffix, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "data-key",
        family: "marks",
        carries: Carries::Mark,
        value: Value::Key,
        state: State::Active,
        says: "What a row of a loop is known by, so that it keeps its state as rows move.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-key",
        family: "marks",
        carries: Carries::Mark,
        value: Value::Key,
        state: State::Active,
        says: "The same as `data-key`.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-component-id",
        family: "marks",
        carries: Carries::Mark,
        state: State::Active,
        says: "The id of a component; written by the server.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-loading",
        family: "marks",
        carries: Carries::Mark,
        state: State::Active,
        says: "Left to style sheets.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-dj-id",
        family: "marks",
        carries: Carries::Mark,
        state: State::Active,
        says: "Kept for the library.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-live-",
        family: "marks",
        carries: Carries::Mark,
        suffix: Suffix::Any,
        state: State::Active,
        says: "Kept for the library.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-liveview-",
        family: "marks",
        carries: Carries::Mark,
        suffix: Suffix::Any,
        state: State::Active,
        says: "Kept for the library.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-djust-",
        family: "marks",
        carries: Carries::Mark,
        suffix: Suffix::Any,
        state: State::Active,
        says: "Kept for the library.",
        ..Attribute::BASE
    },
    Attribute {
        name: "data-djust-route-map",
        family: "marks",
        carries: Carries::Mark,
        value: Value::Filled,
        state: State::Active,
        says: "Where the server writes which view is at which path; written by `{% djust_route_map %}`.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-id",
        family: "marks",
        carries: Carries::Mark,
        says: "Without effect here: elements need no numbers.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-root",
        family: "marks",
        carries: Carries::Mark,
        state: State::Active,
        says: "Has the class `djust-navigating` while another page is on its way. The view is the whole page.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-view",
        family: "marks",
        carries: Carries::Mark,
        says: "Without effect here: the route says which view a page is.",
        ..Attribute::BASE
    },
];
