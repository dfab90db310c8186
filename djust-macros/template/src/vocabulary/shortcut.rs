//! Keyboard shortcuts.

use super::attribute::{Attribute, Carries, Event, Needs, Payload, State, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-shortcut",
        family: "shortcut",
        carries: Carries::Event(Event {
            dom: "keydown",
            payload: Payload::Shortcut,
        }),
        value: Value::Shortcuts,
        state: State::Active,
        says: "Key combinations that call handlers wherever they are pressed, as in `ctrl+k:open_search:prevent, escape:close`.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-shortcut-in-input",
        family: "shortcut",
        carries: Carries::Flag,
        needs: Needs::Beside("dj-shortcut"),
        state: State::Active,
        says: "The shortcuts also work while a field has the focus.",
        ..Attribute::BASE
    },
];
