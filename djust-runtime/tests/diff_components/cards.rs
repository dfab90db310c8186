//! A board of cards, written by hand: keyed rows with a component each, whose lines are keyed rows, and which may hold
//! a card.
//!
//! The macros write such tables for views that are compiled, by a crate above this one; here the diff is held to a shape of the
//! test's own choice, cards within cards, and to steps that no template takes.

use std::collections::BTreeMap;

use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Target, Text,
};
use djust_runtime::engine::tape::{Recorder, Tape};

const ROWS: Slot = Slot::List(Rows {
    fragment: 1,
    edge: Edge::Element { separator: "" },
});

const fn fragment(slots: &'static [Slot], parts: &'static [Part], key: Key) -> Fragment {
    Fragment {
        fields: &[],
        slots,
        parts,
        key,
        namespace: Namespace::Html,
    }
}

pub(crate) static BOARD: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "board.html",
    document: false,
    components: &[|| &CARD],
    contents: &[],
    fragments: &[
        fragment(
            &[Slot::Text(Text::Live), ROWS],
            &[
                Part::Html("<h1"),
                Part::Anchor(&[Target::Content(0)]),
                Part::Html(">"),
                Part::Text(0),
                Part::Html("</h1><ul"),
                Part::Anchor(&[Target::Rows(1)]),
                Part::Html(">"),
                Part::Rows(1),
                Part::Html("</ul>"),
            ],
            Key::None,
        ),
        fragment(
            &[Slot::Text(Text::Live), Slot::Component(0)],
            &[
                Part::Html("<li"),
                Part::Anchor(&[Target::Attr(0, "id")]),
                Part::Html(" id=\""),
                Part::Text(0),
                Part::Html("\">"),
                Part::Component(1),
                Part::Html("</li>"),
            ],
            Key::Slot(0),
        ),
    ],
};

pub(crate) static CARD: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "card.html",
    document: false,
    components: &[|| &CARD],
    contents: &[],
    fragments: &[
        fragment(
            &[Slot::Text(Text::Live), ROWS, Slot::Branch(&[2])],
            &[
                Part::Html("<article"),
                Part::Anchor(&[]),
                Part::Html(">"),
                Part::Value(0),
                Part::Html("<ol"),
                Part::Anchor(&[Target::Rows(1)]),
                Part::Html(">"),
                Part::Rows(1),
                Part::Html("</ol>"),
                Part::Branch(2),
                Part::Html("</article>"),
            ],
            Key::None,
        ),
        fragment(
            &[Slot::Text(Text::Live)],
            &[
                Part::Html("<li"),
                Part::Anchor(&[Target::Content(0)]),
                Part::Html(">"),
                Part::Text(0),
                Part::Html("</li>"),
            ],
            Key::Slot(0),
        ),
        fragment(&[Slot::Component(0)], &[Part::Component(0)], Key::None),
    ],
};

/// A card: its component's id, and what it shows.
#[derive(Debug, Clone)]
pub(crate) struct Card {
    pub(crate) id: u32,
    pub(crate) title: String,
    pub(crate) lines: Vec<u32>,
    pub(crate) inner: Option<Box<Card>>,
}

impl Card {
    pub(crate) fn new(id: u32) -> Self {
        Self {
            id,
            title: format!("card {id}"),
            lines: vec![1, 2, 3],
            inner: None,
        }
    }
}

/// The tapes of a board: its own, and those of its cards.
pub(crate) type Tapes = (Tape, BTreeMap<u32, Tape>);

/// Records a board of cards, each with the key of its row.
pub(crate) fn tapes(recorder: &mut Recorder, cards: &[(u32, Card)]) -> Tapes {
    let mut components = BTreeMap::new();
    for (_, card) in cards {
        record(recorder, card, &mut components);
    }
    recorder.mark(0).text("Board");
    for (key, card) in cards {
        recorder
            .mark(ENTER | 1)
            .mark(1 << 12)
            .text(&key.to_string());
        recorder.mark((1 << 12) | 1).text(&card.id.to_string());
    }
    let view = recorder.finish(&BOARD).expect("rows of a key and an id");
    (view, components)
}

const ENTER: u32 = 1 << 31;

fn record(recorder: &mut Recorder, card: &Card, components: &mut BTreeMap<u32, Tape>) {
    components.insert(card.id, tape(recorder, card));
    if let Some(inner) = &card.inner {
        record(recorder, inner, components);
    }
}

/// Records a card alone.
pub(crate) fn tape(recorder: &mut Recorder, card: &Card) -> Tape {
    recorder.mark(0).text(&card.title);
    for line in &card.lines {
        recorder
            .mark(ENTER | 1)
            .mark(1 << 12)
            .text(&line.to_string());
    }
    if let Some(inner) = &card.inner {
        let id = inner.id.to_string();
        recorder.mark(ENTER | 2).mark(2 << 12).text(&id);
    }
    recorder.finish(&CARD).expect("a title, lines and an id")
}

/// Cards 1 to `count`, with the same numbers as their keys.
pub(crate) fn cards(count: u32) -> Vec<(u32, Card)> {
    (1..=count).map(|id| (id, Card::new(id))).collect()
}
