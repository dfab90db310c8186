//! Elements that are locked while their event is under way.

use super::attribute::{Attribute, Carries, Needs, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-disable-with",
        family: "lock",
        needs: Needs::Sending,
        state: State::Active,
        says: "The button is disabled and shows this text while its event is under way.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-lock",
        family: "lock",
        carries: Carries::Flag,
        needs: Needs::Sending,
        state: State::Active,
        says: "A second event of the element is dropped while the first is under way.",
        ..Attribute::BASE
    },
];
