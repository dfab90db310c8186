//! An attribute of HTML that a browser honours while a page loads: the client does for elements that come later.

use super::attribute::{Attribute, Carries, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "autofocus",
    family: "autofocus",
    carries: Carries::Flag,
    state: State::Active,
    says: "HTML's own. An element that a patch brings gets the focus, too, unless it is in a field.",
    ..Attribute::BASE
}];
