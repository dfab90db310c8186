//! How elements come and go.

use super::attribute::Attribute;

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-transition",
        family: "transition",
        says: "Classes for as long as the element comes or goes.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-transition-enter",
        family: "transition",
        says: "Classes as the element begins to come.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-transition-enter-to",
        family: "transition",
        says: "Classes towards which the element comes.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-transition-leave",
        family: "transition",
        says: "Classes as the element begins to go.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-transition-leave-to",
        family: "transition",
        says: "Classes towards which the element goes.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-remove",
        family: "transition",
        says: "Classes for as long as the element goes.",
        ..Attribute::BASE
    },
];
