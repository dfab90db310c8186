//! The browser's own dialogs.

use super::attribute::{Attribute, Carries, Event, Needs, On, Payload, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-dialog",
        family: "dialog",
        value: Value::Words(&["open", "close"]),
        on: On::Dialog,
        state: State::Active,
        says: "`open` shows the dialog over the page, with the focus in it; `close` closes it and gives the focus back.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-dialog-close-event",
        family: "dialog",
        carries: Carries::Event(Event {
            dom: "",
            payload: Payload::None,
        }),
        on: On::Dialog,
        needs: Needs::Beside("dj-dialog"),
        state: State::Active,
        says: "The handler is called when the user closes the dialog.",
        ..Attribute::EVENT
    },
];
