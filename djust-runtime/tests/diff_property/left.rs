//! Texts that are left to scripts: each stays as it was when it was built, and nothing else of the page tells them from
//! others.

use std::collections::{BTreeMap, BTreeSet};

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::html;
use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Text,
};
use djust_runtime::engine::tape::{Recorder, Tape};
use djust_runtime::wire;

use crate::generate::{Random, skeleton};
use crate::print::Print;
use crate::state::{Scope, State, States, tape};

const SKELETONS: u64 = 300;
const STEPS: u64 = 20;

/// A skeleton of which some texts that are no keys are left.
fn with_left(random: &mut Random) -> &'static Skeleton {
    let plain = skeleton(random);
    let fragments: Vec<Fragment> = (plain.fragments.iter())
        .map(|fragment| {
            let slots: Vec<Slot> = (fragment.slots.iter().zip(0_u16..))
                .map(|(slot, index)| match slot {
                    Slot::Text(_) if fragment.key != Key::Slot(index) && random.once_in(2) => {
                        Slot::Text(Text::Initial)
                    }
                    slot => *slot,
                })
                .collect();
            Fragment {
                slots: slots.leak(),
                ..*fragment
            }
        })
        .collect();
    Box::leak(Box::new(Skeleton {
        fragments: fragments.leak(),
        ..*plain
    }))
}

/// Gives every left text a number of its own.
fn number(skeleton: &Skeleton, fragment: u16, states: &mut [State], last: &mut u64) {
    let slots = skeleton.fragments[usize::from(fragment)].slots;
    for (slot, state) in slots.iter().zip(states) {
        match (slot, state) {
            (Slot::Text(Text::Initial), State::Text(text)) => {
                *last += 1;
                *text = format!("[{last}]");
            }
            (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                number(skeleton, arms[*arm], states, last);
            }
            (Slot::List(rows), State::List(all)) => {
                for states in all {
                    number(skeleton, rows.fragment, states, last);
                }
            }
            _ => {}
        }
    }
}

/// The numbers in a page, and the page without them.
fn apart(html: &str) -> (BTreeSet<u64>, String) {
    let (mut numbers, mut rest) = (BTreeSet::new(), String::new());
    let mut pieces = html.split('[');
    rest.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (number, after) = piece.split_once(']').expect("a number ends");
        numbers.insert(number.parse().expect("a number"));
        rest.push_str(after);
    }
    (numbers, rest)
}

/// I1, I2, UI-03: up to what is left, patched equals fresh, by patches and by all values; what is left is of the page as it was,
/// or of the state that built it.
#[test]
fn ui_03_patched_equals_fresh_up_to_what_is_left() {
    let mut recorder = Recorder::new();
    let (mut kept, mut built, mut silent, mut last) = (0, 0, 0, 0);
    for seed in 0..SKELETONS {
        let random = &mut Random(seed);
        let skeleton = with_left(random);
        let mut states = States::new(random);
        let mut now = states.state(skeleton, 0);
        number(skeleton, 0, &mut now, &mut last);
        let mut old = tape(&mut recorder, skeleton, &now);
        assert_eq!(html::plain(&old), Print::of(skeleton, &now).html);
        let mut page = Dom::adopt(&old, 0);
        for step in 0..STEPS {
            states.change(skeleton, 0, &mut now, Scope::All);
            let before = last;
            number(skeleton, 0, &mut now, &mut last);
            let new = tape(&mut recorder, skeleton, &now);
            let fresh = Print::of(skeleton, &now);
            let told = || format!("seed {seed}, step {step}\n{skeleton:#?}\n{now:?}");
            assert_eq!(html::plain(&new), fresh.html, "{}", told());
            let (_, expected) = apart(&fresh.html);
            let (had, was) = apart(&page.html());

            let mut all = page.clone();
            let mut frame = String::new();
            wire::full(&mut frame, page.version() + 1, 0, &[], &new);
            all.receive(&frame)
                .unwrap_or_else(|error| panic!("{error}\n{frame}\n{}", told()));
            frame.clear();
            if wire::patch(&mut frame, page.version() + 1, 0, &old, &new) {
                page.receive(&frame)
                    .unwrap_or_else(|error| panic!("{error}\n{frame}\n{}", told()));
            } else {
                assert_eq!(was, expected, "{}", told());
                silent += 1;
            }
            for page in [&page, &all] {
                let (has, rest) = apart(&page.html());
                assert_eq!(rest, expected, "{frame}\n{}", told());
                for number in has {
                    assert!(
                        had.contains(&number) || number > before,
                        "{number}\n{}",
                        told()
                    );
                    *(if number > before {
                        &mut built
                    } else {
                        &mut kept
                    }) += 1;
                }
            }
            old = new;
        }
    }
    assert!(
        kept > 1_000 && built > 1_000 && silent > 10,
        "{kept}, {built}, {silent}"
    );
}

/// Rows of a key and a left text.
static ROWS: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "left.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[
        Fragment {
            slots: &[
                Slot::Text(Text::Initial),
                Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Element { separator: "" },
                }),
            ],
            parts: &[Part::Text(0), Part::Html(";"), Part::List(1)],
            key: Key::None,
            namespace: Namespace::Html,
            fields: &[],
        },
        Fragment {
            slots: &[Slot::Text(Text::Live), Slot::Text(Text::Initial)],
            parts: &[
                Part::Text(0),
                Part::Html("="),
                Part::Text(1),
                Part::Html(";"),
            ],
            key: Key::Slot(0),
            namespace: Namespace::Html,
            fields: &[],
        },
    ],
};

fn rows(recorder: &mut Recorder, step: usize, keys: &[usize]) -> Tape {
    recorder.mark(0).text(&step.to_string());
    for key in keys {
        recorder
            .mark((1 << 31) | 1)
            .mark(1 << 12)
            .text(&key.to_string());
        recorder.mark((1 << 12) | 1).text(&step.to_string());
    }
    recorder.finish(&ROWS).expect("the marks fit")
}

/// UI-03: what is left goes where its row goes, through patches, all values and values of a part.
#[test]
fn ui_03_what_is_left_moves_with_its_row() {
    let recorder = &mut Recorder::new();
    let random = &mut Random(5);
    let mut keys: Vec<usize> = (0..6).collect();
    let mut old = rows(recorder, 0, &keys);
    let mut page = Dom::adopt(&old, 0);
    let mut left: BTreeMap<usize, usize> = keys.iter().map(|key| (*key, 0)).collect();
    for step in 1..600 {
        let count = keys.len();
        match random.below(5) {
            0 if count < 12 => keys.insert(random.below(count + 1), 100 + step),
            1 if count > 3 => drop(keys.remove(random.below(count))),
            2 => keys.swap(random.below(count), random.below(count)),
            3 => keys.rotate_left(1),
            _ => {}
        }
        let new = rows(recorder, step, &keys);
        let mut frame = String::new();
        match random.below(3) {
            0 => wire::full(&mut frame, page.version() + 1, 0, &[], &new),
            1 => wire::full(&mut frame, page.version() + 1, 0, &[1], &new),
            _ => _ = wire::patch(&mut frame, page.version() + 1, 0, &old, &new),
        }
        if !frame.is_empty() {
            page.receive(&frame)
                .unwrap_or_else(|error| panic!("{error}: {frame}"));
        }
        left.retain(|key, _| keys.contains(key));
        let shown = keys
            .iter()
            .map(|key| format!("{key}={};", left.entry(*key).or_insert(step)));
        assert_eq!(
            page.html(),
            format!("0;{}", shown.collect::<String>()),
            "{frame}"
        );
        old = new;
    }
}
