//! Fields bound to fields of the view.

use super::attribute::{Attribute, On, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-model",
    family: "model",
    suffix: Suffix::Words(&["lazy", "trim", "debounce", "debounce-"]),
    on: On::Field,
    acts: true,
    says: "Edits of the field go to this field of the view.",
    ..Attribute::BASE
}];
