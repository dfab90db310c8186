//! Content that the server streams.

use super::attribute::{Attribute, Needs};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-stream",
        family: "stream",
        says: "The name of the stream that writes here.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-stream-mode",
        family: "stream",
        needs: Needs::Beside("dj-stream"),
        says: "Where what a stream brings goes.",
        ..Attribute::BASE
    },
];
