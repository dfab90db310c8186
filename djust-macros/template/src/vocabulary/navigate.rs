//! Going from page to page.

use super::attribute::{Attribute, Carries, On};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-navigate",
        family: "navigate",
        carries: Carries::Url,
        acts: true,
        says: "A click goes to this page over the same socket.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-patch",
        family: "navigate",
        carries: Carries::Url,
        acts: true,
        says: "A click changes the address and its parameters, and keeps the view.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-trigger-action",
        family: "navigate",
        carries: Carries::Flag,
        on: On::Form,
        says: "The form is sent the plain way once the server says so.",
        ..Attribute::BASE
    },
];
