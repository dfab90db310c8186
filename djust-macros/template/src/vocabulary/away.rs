//! Clicks elsewhere.

use super::attribute::{Attribute, Carries, Event, Payload};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-click-away",
    family: "away",
    carries: Carries::Event(Event {
        dom: "click",
        payload: Payload::None,
    }),
    says: "A click outside of the element calls the handler.",
    ..Attribute::EVENT
}];
