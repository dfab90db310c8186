//! Scrolling to elements.

use super::attribute::{Attribute, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-scroll-into-view",
    family: "into_view",
    state: State::Active,
    says: "The element is scrolled to when the page begins with it or a patch brings it, smoothly and no further than needed. \
           `instant`, `start`, `center` and `end` say otherwise.",
    ..Attribute::BASE
}];
