//! Files.

use super::attribute::{Attribute, On};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-upload",
        family: "upload",
        on: On::Field,
        acts: true,
        says: "The name of the upload that the field is for.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-upload-drop",
        family: "upload",
        acts: true,
        says: "Files dropped here go to the upload of this name.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-upload-preview",
        family: "upload",
        says: "Shows the files that were chosen for the upload of this name.",
        ..Attribute::BASE
    },
];
