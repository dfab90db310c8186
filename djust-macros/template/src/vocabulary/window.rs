//! What happens in the window, wherever it is.

use super::attribute::{Attribute, Carries, Event, Payload, State, Suffix};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-window-keydown",
        family: "window",
        carries: Carries::Event(Event {
            dom: "keydown",
            payload: Payload::Press,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key pressed anywhere calls the handler; `.escape` hears that key alone.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-window-keyup",
        family: "window",
        carries: Carries::Event(Event {
            dom: "keyup",
            payload: Payload::Press,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key let go anywhere calls the handler.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-window-click",
        family: "window",
        carries: Carries::Event(Event {
            dom: "click",
            payload: Payload::Pointer,
        }),
        state: State::Active,
        says: "A click anywhere calls the handler.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-window-scroll",
        family: "window",
        carries: Carries::Event(Event {
            dom: "scroll",
            payload: Payload::Scroll,
        }),
        uses: &["rates"],
        state: State::Active,
        says: "The handler is called as the window scrolls, at most every 150 ms unless a rate says otherwise.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-window-resize",
        family: "window",
        carries: Carries::Event(Event {
            dom: "resize",
            payload: Payload::Size,
        }),
        uses: &["rates"],
        state: State::Active,
        says: "The handler is called as the window changes its size, at most every 150 ms unless a rate says otherwise.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-document-keydown",
        family: "window",
        carries: Carries::Event(Event {
            dom: "keydown",
            payload: Payload::Press,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key pressed in the document calls the handler.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-document-keyup",
        family: "window",
        carries: Carries::Event(Event {
            dom: "keyup",
            payload: Payload::Press,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key let go in the document calls the handler.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-document-click",
        family: "window",
        carries: Carries::Event(Event {
            dom: "click",
            payload: Payload::Pointer,
        }),
        state: State::Active,
        says: "A click in the document calls the handler.",
        ..Attribute::EVENT
    },
];
