//! How elements come and go.

use super::attribute::{Attribute, Needs, State, Value};

/// A class pair: each is of use with the other.
const CLASSES: Attribute = Attribute {
    family: "transition",
    value: Value::Classes,
    state: State::Active,
    ..Attribute::BASE
};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[
    Attribute {
        name: "dj-transition",
        family: "transition",
        value: Value::Transition,
        state: State::Active,
        says: "How the element comes by a patch and goes by one: `fade`, `slide-up`, `slide-down`, `scale` or a name of yours; \
               or three classes, for coming alone.",
        ..Attribute::BASE
    },
    Attribute {
        name: "dj-transition-enter",
        needs: Needs::Beside("dj-transition-enter-to"),
        says: "Classes as the element begins to come.",
        ..CLASSES
    },
    Attribute {
        name: "dj-transition-enter-to",
        needs: Needs::Beside("dj-transition-enter"),
        says: "Classes towards which the element comes.",
        ..CLASSES
    },
    Attribute {
        name: "dj-transition-leave",
        needs: Needs::Beside("dj-transition-leave-to"),
        says: "Classes as the element begins to go.",
        ..CLASSES
    },
    Attribute {
        name: "dj-transition-leave-to",
        needs: Needs::Beside("dj-transition-leave"),
        says: "Classes towards which the element goes.",
        ..CLASSES
    },
    Attribute {
        name: "dj-remove",
        family: "transition",
        value: Value::Transition,
        state: State::Active,
        says: "How the element goes: it stays until that ends. A name, or three classes.",
        ..Attribute::BASE
    },
];
