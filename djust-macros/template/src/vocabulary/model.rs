//! Fields bound to fields of the view.

use super::attribute::{Attribute, Carries, Event, On, Payload, State, Suffix, Value};

/// The rows.
pub(super) const ROWS: &[Attribute] = &[Attribute {
    name: "dj-model",
    early: true,
    family: "model",
    carries: Carries::Event(Event {
        dom: "input",
        payload: Payload::Model,
    }),
    suffix: Suffix::Words(&["lazy", "trim", "debounce", "debounce-"]),
    value: Value::Model,
    on: On::Field,
    uses: &["rates"],
    state: State::Active,
    says: "Edits of the field go to this field of the view or component, which is marked `#[model]`.",
    ..Attribute::BASE
}];
