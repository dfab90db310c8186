//! Elements that a patch brings.

use super::attribute::{Attribute, Carries, Event, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-mounted",
    family: "mounted",
    carries: Carries::Event(Event {
        dom: "",
        payload: Payload::None,
    }),
    state: State::Active,
    says: "The handler is called when a patch brings the element.",
    ..Attribute::EVENT
}];
