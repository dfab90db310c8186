//! Clicks elsewhere.

use super::attribute::{Attribute, Carries, Event, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-click-away",
    family: "away",
    carries: Carries::Event(Event {
        dom: "click",
        payload: Payload::None,
    }),
    state: State::Active,
    says: "A click outside of the element calls the handler, whatever else becomes of the click.",
    ..Attribute::EVENT
}];
