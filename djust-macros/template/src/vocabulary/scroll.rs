//! Scrolling.

use super::attribute::{Attribute, Carries, Event, Payload};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-scroll",
        family: "scroll",
        carries: Carries::Event(Event {
            dom: "scroll",
            payload: Payload::Scroll,
        }),
        says: "The handler is called as the element scrolls.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-scroll-into-view",
        family: "scroll",
        says: "The element is scrolled into view when it comes.",
        ..Attribute::BASE
    },
];
