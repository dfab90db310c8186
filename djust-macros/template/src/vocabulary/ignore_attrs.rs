//! Attributes that the page's own scripts, or the user, decide about.

use super::attribute::{Attribute, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-ignore-attrs",
    family: "ignore_attrs",
    value: Value::Names,
    state: State::Active,
    says: "Patches leave these attributes of the element as they are, as in `open data-chart-*`.",
    ..Attribute::BASE
}];
