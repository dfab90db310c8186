//! Random skeletons and random states of them, from a seed: the same seed gives the same case everywhere.

use djust_runtime::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};
use djust_runtime::tape::{Recorder, Tape};

/// A small random number generator (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// A random skeleton. It lives as long as the process, like a real one.
pub(crate) fn skeleton(random: &mut Random) -> &'static Skeleton {
    let mut fragments = Vec::new();
    let root = fragment(random, &mut fragments, 3, false);
    assert_eq!(root, 0);
    let fragments: Vec<Fragment> = fragments.into_iter().flatten().collect();
    Box::leak(Box::new(Skeleton {
        template: "random.html",
        document: false,
        components: &[],
        fragments: fragments.leak(),
    }))
}

/// Appends a random fragment and those in it; returns its index.
fn fragment(random: &mut Random, all: &mut Vec<Option<Fragment>>, depth: usize, row: bool) -> u16 {
    let index = all.len();
    all.push(None);
    let count = if depth == 3 {
        1 + random.below(4)
    } else {
        random.below(4) + usize::from(row)
    };
    let mut slots = Vec::new();
    for slot in 0..count {
        let kind = if depth == 0 { 0 } else { random.below(8) };
        slots.push(match kind {
            5 | 6 => {
                let arms: Vec<u16> = (0..1 + random.below(2))
                    .map(|_| fragment(random, all, depth - 1, slot == 0))
                    .collect();
                Slot::Branch(arms.leak())
            }
            7 => Slot::List(Rows {
                fragment: fragment(random, all, depth - 1, true),
                edge: match random.below(3) {
                    0 => Edge::Pair,
                    1 => Edge::Element { separator: "" },
                    _ => Edge::Element { separator: "\n  " },
                },
            }),
            4 => Slot::Text(Text::Url),
            _ => Slot::Text(Text::Live),
        });
    }
    let key = key(random, &slots, row);
    all[index] = Some(Fragment {
        parts: parts(random, &slots).leak(),
        slots: slots.leak(),
        key,
        namespace: Namespace::Html,
    });
    u16::try_from(index).expect("few fragments")
}

fn key(random: &mut Random, slots: &[Slot], row: bool) -> Key {
    if !row || random.once_in(4) {
        return Key::None;
    }
    let slot = random.below(slots.len());
    match slots[slot] {
        Slot::Text(_) => Key::Slot(slot as u16),
        Slot::Branch(_) => Key::Branch(slot as u16),
        Slot::List(_) | Slot::Component(_) => Key::None,
    }
}

/// Each slot at least once, in an order that need not be the render's.
fn parts(random: &mut Random, slots: &[Slot]) -> Vec<Part> {
    let mut order: Vec<u16> = (0..slots.len() as u16).collect();
    for i in (1..order.len()).rev() {
        if random.once_in(3) {
            order.swap(i, random.below(i + 1));
        }
    }
    let mut parts = Vec::new();
    for slot in order {
        if random.once_in(2) {
            parts.push(Part::Html("lit "));
        }
        match slots[usize::from(slot)] {
            Slot::Text(_) if random.once_in(2) => parts.extend([
                Part::Html("<p"),
                Part::Anchor(&[Target::Attr(0, "title")]),
                Part::Html(" title=\""),
                Part::Text(slot),
                Part::Html("\">"),
                Part::Text(slot),
                Part::Html("</p>"),
            ]),
            Slot::Text(_) => parts.push(Part::Value(slot)),
            Slot::Branch(_) => parts.push(Part::Branch(slot)),
            Slot::Component(_) => parts.push(Part::Component(slot)),
            Slot::List(_) if random.once_in(2) => parts.push(Part::List(slot)),
            Slot::List(_) => parts.extend([
                Part::Html("<ul"),
                Part::Anchor(&[Target::Rows(0)]),
                Part::Html(">"),
                Part::Rows(slot),
                Part::Html("</ul>"),
            ]),
        }
    }
    parts
}

/// What a slot shows.
#[derive(Debug, Clone)]
pub(crate) enum State {
    Text(String),
    Branch(Option<(usize, Vec<State>)>),
    List(Vec<Vec<State>>),
}

/// A random state of a fragment.
pub(crate) fn state(random: &mut Random, skeleton: &Skeleton, fragment: u16) -> Vec<State> {
    let slots = skeleton.fragments[usize::from(fragment)].slots;
    slots
        .iter()
        .map(|slot| slot_state(random, skeleton, *slot))
        .collect()
}

fn slot_state(random: &mut Random, skeleton: &Skeleton, slot: Slot) -> State {
    match slot {
        Slot::Text(_) | Slot::Component(_) => State::Text(text(random)),
        Slot::Branch(arms) => {
            let arm = random.below(arms.len() + 1);
            State::Branch(
                arms.get(arm)
                    .map(|fragment| (arm, state(random, skeleton, *fragment))),
            )
        }
        Slot::List(rows) => {
            let count = [0, 1, 3, 8][random.below(4)];
            State::List(
                (0..count)
                    .map(|_| state(random, skeleton, rows.fragment))
                    .collect(),
            )
        }
    }
}

/// Texts that are likely to be equal, as duplicate keys are, and texts that are hard.
fn text(random: &mut Random) -> String {
    match random.below(16) {
        0 => String::new(),
        1 => "&#60;b&#62;&#38;&#34;&#39;".to_owned(),
        2 => "<b>bold</b> &amp; more".to_owned(),
        3 => "\u{e9}\u{1f600}\u{0301}\u{4e2d}".to_owned(),
        4 => "\"quoted\\\n\t\u{1}".replace('"', "&#34;"),
        5 => long_text(random),
        6 => "9007199254740993".to_owned(),
        7 => "-007".to_owned(),
        _ => random.below(12).to_string(),
    }
}

fn long_text(random: &mut Random) -> String {
    let pieces = [
        "lorem ",
        "&#38;",
        "\u{1f600}",
        "\u{1f601}",
        "&#39;",
        "\u{e9}",
        "x",
    ];
    let mut text = "long ".repeat(60);
    for _ in 0..random.below(6) {
        let mut at = random.below(text.len());
        while !text.is_char_boundary(at) || text[..at].rfind('&').is_some_and(|open| at - open < 5)
        {
            at -= 1;
        }
        text.insert_str(at, pieces[random.below(pieces.len())]);
    }
    text
}

/// Changes a state a little, or not at all.
pub(crate) fn change(
    random: &mut Random,
    skeleton: &Skeleton,
    fragment: u16,
    states: &mut [State],
) {
    let slots = skeleton.fragments[usize::from(fragment)].slots;
    for (slot, state) in slots.iter().zip(states) {
        if random.once_in(3) {
            continue;
        }
        match (slot, &mut *state) {
            (Slot::Branch(arms), State::Branch(Some((arm, states)))) if !random.once_in(4) => {
                change(random, skeleton, arms[*arm], states);
            }
            (Slot::List(rows), State::List(states)) if !random.once_in(8) => {
                change_rows(random, skeleton, rows.fragment, states);
            }
            (_, State::Text(text)) if text.len() > 256 && !random.once_in(4) => {
                *text = long_text(random)
            }
            _ => *state = slot_state(random, skeleton, *slot),
        }
    }
}

fn change_rows(
    random: &mut Random,
    skeleton: &Skeleton,
    fragment: u16,
    rows: &mut Vec<Vec<State>>,
) {
    for _ in 0..random.below(4) {
        let new = state(random, skeleton, fragment);
        let count = rows.len();
        match random.below(6) {
            0 => rows.insert(random.below(count + 1), new),
            1 => rows.push(new),
            _ if count == 0 => rows.push(new),
            2 => drop(rows.remove(random.below(count))),
            3 => rows.swap(random.below(count), random.below(count)),
            4 => rows.rotate_left(random.below(count)),
            _ => {
                let row = random.below(count);
                change(random, skeleton, fragment, &mut rows[row]);
            }
        }
    }
}

/// Records a state as a render does.
pub(crate) fn tape(recorder: &mut Recorder, skeleton: &'static Skeleton, states: &[State]) -> Tape {
    record(recorder, skeleton, 0, states);
    recorder
        .finish(skeleton)
        .expect("a state follows its skeleton")
}

fn record(recorder: &mut Recorder, skeleton: &Skeleton, fragment: u16, states: &[State]) {
    let slots = skeleton.fragments[usize::from(fragment)].slots;
    for ((index, slot), state) in (0_u32..).zip(slots).zip(states) {
        match (slot, state) {
            (_, State::Text(text)) => {
                recorder
                    .mark((u32::from(fragment) << 12) | index)
                    .text(text);
            }
            (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                recorder.mark((1 << 31) | u32::from(arms[*arm]));
                record(recorder, skeleton, arms[*arm], states);
            }
            (Slot::List(rows), State::List(states)) => {
                for row in states {
                    recorder.mark((1 << 31) | u32::from(rows.fragment));
                    record(recorder, skeleton, rows.fragment, row);
                }
            }
            _ => {}
        }
    }
}

/// Prints a state, with no help from the code under test.
pub(crate) fn print(skeleton: &Skeleton, fragment: u16, states: &[State], out: &mut String) {
    for part in skeleton.fragments[usize::from(fragment)].parts {
        let slot = match part {
            Part::Html(html) => {
                out.push_str(html);
                continue;
            }
            Part::Text(slot)
            | Part::Value(slot)
            | Part::Branch(slot)
            | Part::List(slot)
            | Part::Rows(slot) => usize::from(*slot),
            _ => continue,
        };
        match (
            skeleton.fragments[usize::from(fragment)].slots[slot],
            &states[slot],
        ) {
            (_, State::Text(text)) => out.push_str(text),
            (Slot::Branch(arms), State::Branch(Some((arm, states)))) => {
                print(skeleton, arms[*arm], states, out)
            }
            (Slot::List(rows), State::List(states)) => {
                for row in states {
                    print(skeleton, rows.fragment, row, out);
                    if let Edge::Element { separator } = rows.edge {
                        out.push_str(separator);
                    }
                }
            }
            _ => {}
        }
    }
}
