//! What shows while an event is under way.

use super::attribute::{Attribute, Carries, Needs, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-loading",
        family: "loading",
        suffix: Suffix::Words(&["disable", "class", "show", "hide", "remove", "for"]),
        says: "Shows, hides, disables or gives a class while an event is under way.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-disable-with",
        family: "loading",
        needs: Needs::Acting,
        says: "The button is disabled and shows this text while its event is under way.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-lock",
        family: "loading",
        carries: Carries::Flag,
        needs: Needs::Acting,
        says: "A second event of the element is dropped while the first is under way.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-form-pending",
        family: "loading",
        says: "Hides or disables the element while its form is under way.",
        ..Attribute::BASE
    },
];
