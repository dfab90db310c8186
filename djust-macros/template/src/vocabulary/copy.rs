//! The clipboard.

use super::attribute::{Attribute, Carries, Event, Needs, Payload, State};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-copy",
        family: "copy",
        state: State::Active,
        says: "A click copies this text, or that of the element that a selector names.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-copy-class",
        family: "copy",
        needs: Needs::Beside("dj-copy"),
        state: State::Active,
        says: "A class on the element for as long as it says that it copied.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-copy-event",
        family: "copy",
        carries: Carries::Event(Event {
            dom: "",
            payload: Payload::Copied,
        }),
        needs: Needs::Beside("dj-copy"),
        state: State::Active,
        says: "The handler is called once the text is copied.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-copy-feedback",
        family: "copy",
        needs: Needs::Beside("dj-copy"),
        state: State::Active,
        says: "What the element says once it copied.",
        ..Attribute::BASE
    },
];
