//! Keys pressed in an element.

use super::attribute::{Attribute, Carries, Event, Payload, State, Suffix};

/// The names of keys that write no character, those of one key together.
pub const KEYS: &[&[&str]] = &[
    &["enter"],
    &["escape", "esc"],
    &["tab"],
    &["space"],
    &["backspace"],
    &["delete"],
    &["insert"],
    &["arrowup", "up"],
    &["arrowdown", "down"],
    &["arrowleft", "left"],
    &["arrowright", "right"],
    &["home"],
    &["end"],
    &["pageup"],
    &["pagedown"],
];

/// What may be held while a shortcut's key is pressed, those of one key together.
pub const MODIFIERS: &[&[&str]] = &[&["ctrl"], &["alt"], &["shift"], &["meta", "cmd"]];

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-keydown",
        family: "keys",
        carries: Carries::Event(Event {
            dom: "keydown",
            payload: Payload::Key,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key pressed in the element calls the handler; `dj-keydown.enter` hears that key alone.",
        ..Attribute::EVENT
    },
    Attribute {
        name: "dj-keyup",
        family: "keys",
        carries: Carries::Event(Event {
            dom: "keyup",
            payload: Payload::Key,
        }),
        suffix: Suffix::Keys,
        state: State::Active,
        says: "A key let go in the element calls the handler; `dj-keyup.enter` hears that key alone.",
        ..Attribute::EVENT
    },
];
