//! What the skeleton says of slots that show exactly one field, held to renders of many states.
//!
//! A field of the view is compared with the state, so flipping it is seen to change just what is recorded. Of a row's
//! field the state is not at hand: all slots of one row that show it must say the same.

use std::collections::HashMap;

use djust_runtime::engine::skeleton::{FieldSlot, Fragment, Slot};
use djust_runtime::engine::tape::Recorder;
use djust_runtime::wire;
use generated_tests::random::Random;
use generated_tests::state::State;
use generated_tests::{CASES, Case};
use serde_json::Value;

const STATES: usize = 12;

#[test]
fn a_recorded_slot_shows_its_field_and_nothing_else() {
    let mut recorder = Recorder::new();
    let mut checked = Checked::default();
    for case in CASES {
        let mut random = Random::new(case.seed ^ 0xF1E1D);
        let mut state = State::random(&mut random);
        for step in 0..STATES {
            match step % 4 {
                0 => state = State::random(&mut random),
                1 => state.a = !state.a,
                2 => state.b = !state.b,
                _ => state.c = !state.c,
            }
            let values = values(case, &state, &mut recorder);
            let root = &case.skeleton.fragments[0];
            checked.fragment(case, &state, root, &values, &mut HashMap::new());
        }
    }
    // Generated templates hold hundreds of each: none of the checks may pass for want of a case.
    assert!(checked.view > 1000, "{checked:?}");
    assert!(checked.rows > 1000, "{checked:?}");
    assert!(checked.texts > 100, "{checked:?}");
    assert!(checked.branches > 1000, "{checked:?}");
}

/// How many records of each kind were compared.
#[derive(Debug, Default)]
struct Checked {
    view: usize,
    rows: usize,
    texts: usize,
    branches: usize,
}

impl Checked {
    /// `row` holds what the fields of the innermost row were seen to be.
    fn fragment(
        &mut self,
        case: &Case,
        state: &State,
        fragment: &'static Fragment,
        values: &Value,
        row: &mut HashMap<&'static str, String>,
    ) {
        for field in fragment.fields {
            self.field(
                case,
                state,
                fragment,
                field,
                &values[usize::from(field.slot)],
                row,
            );
        }
        for (slot, value) in fragment
            .slots
            .iter()
            .zip(values.as_array().expect("values"))
        {
            match slot {
                Slot::Branch(arms) if !value.is_null() => {
                    let arm = usize::try_from(value[0].as_u64().expect("an arm")).expect("small");
                    let inner = &case.skeleton.fragments[usize::from(arms[arm])];
                    self.fragment(case, state, inner, &value[1], row);
                }
                Slot::List(rows) => {
                    let inner = &case.skeleton.fragments[usize::from(rows.fragment)];
                    for values in value.as_array().expect("rows") {
                        self.fragment(case, state, inner, values, &mut HashMap::new());
                    }
                }
                _ => {}
            }
        }
    }

    fn field(
        &mut self,
        case: &Case,
        state: &State,
        fragment: &Fragment,
        field: &FieldSlot,
        value: &Value,
        row: &mut HashMap<&'static str, String>,
    ) {
        let shown = match fragment.slots[usize::from(field.slot)] {
            Slot::Branch(_) => {
                self.branches += 1;
                let first = value[0] == 0;
                (first != field.negated).to_string()
            }
            _ => {
                let text = match value {
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                match field.texts {
                    Some((when, otherwise)) => {
                        self.texts += 1;
                        assert!(
                            text == when || text == otherwise,
                            "{field:?} {text} {}",
                            case.source
                        );
                        if when == otherwise {
                            return;
                        }
                        (text == when).to_string()
                    }
                    None if field.negated => (text == "false").to_string(),
                    None => text,
                }
            }
        };
        let seen = match of_view(state, field.path) {
            Some(wanted) => {
                self.view += 1;
                wanted
            }
            None => {
                self.rows += 1;
                row.entry(field.path)
                    .or_insert_with(|| shown.clone())
                    .clone()
            }
        };
        assert_eq!(
            shown, seen,
            "seed {} {field:?}\nsource: {}",
            case.seed, case.source
        );
    }
}

/// What a field of the view writes.
fn of_view(state: &State, path: &str) -> Option<String> {
    Some(match path {
        "a" => state.a.to_string(),
        "b" => state.b.to_string(),
        "c" => state.c.to_string(),
        "n" => state.n.to_string(),
        "word" => escaped(&state.word),
        "text" => escaped(&state.text),
        "blank" => escaped(&state.blank),
        "html" => state.html.0.clone(),
        path => {
            assert!(path.contains('.'), "`{path}` is no field of the view");
            return None;
        }
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace('\0', "")
}

/// All values of a render, as a client gets them.
fn values(case: &Case, state: &State, recorder: &mut Recorder) -> Value {
    let tape = (case.live)(state.clone(), recorder)
        .and_then(|()| recorder.finish(case.skeleton))
        .unwrap_or_else(|error| panic!("seed {}\nsource: {}\n{error}", case.seed, case.source));
    let mut frame = String::new();
    wire::full(&mut frame, 1, 0, &[], &tape);
    let mut frame: Value = serde_json::from_str(&frame).expect("a frame is JSON");
    frame[4].take()
}
