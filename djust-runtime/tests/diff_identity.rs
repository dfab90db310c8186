//! Which row is which: keys behind branches, equal keys, rows without a key, arms that look alike.

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::html;
use djust_runtime::engine::skeleton::{
    Edge, Fragment, Key, Namespace, Part, Rows, Skeleton, Slot, Text,
};
use djust_runtime::engine::tape::{Recorder, Tape};
use djust_runtime::wire;

const fn fragment(slots: &'static [Slot], parts: &'static [Part], key: Key) -> Fragment {
    Fragment {
        fields: &[],
        slots,
        parts,
        key,
        namespace: Namespace::Html,
    }
}

const fn rows(fragment: u16) -> Slot {
    Slot::List(Rows {
        fragment,
        edge: Edge::Pair,
    })
}

const TEXT: Slot = Slot::Text(Text::Live);

/// Slot 0: rows whose key comes behind two branches. Slot 1: rows whose key is their arm's.
static SKELETON: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "identity.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[
        fragment(
            &[rows(1), rows(5)],
            &[Part::List(0), Part::List(1)],
            Key::None,
        ),
        fragment(
            &[Slot::Branch(&[2, 3]), Slot::Branch(&[4]), TEXT],
            &[Part::Branch(0), Part::Branch(1), Part::Value(2)],
            Key::Slot(2),
        ),
        fragment(&[TEXT], &[Part::Html("bold "), Part::Value(0)], Key::None),
        fragment(&[TEXT], &[Part::Html("thin "), Part::Value(0)], Key::None),
        fragment(&[], &[Part::Html("new ")], Key::None),
        fragment(&[Slot::Branch(&[6])], &[Part::Branch(0)], Key::Branch(0)),
        fragment(&[TEXT], &[Part::Value(0)], Key::Slot(0)),
    ],
};

const fn enter(fragment: u32) -> u32 {
    (1 << 31) | fragment
}

/// Rows of slot 0 as (arm and its text, key), and of slot 1 as keys.
fn tape(first: &[(Option<(u32, &str)>, &str)], second: &[Option<&str>]) -> Tape {
    let mut recorder = Recorder::new();
    for (arm, key) in first {
        recorder.mark(enter(1));
        if let Some((arm, text)) = arm {
            recorder
                .mark(enter(2 + arm))
                .mark((2 + arm) << 12)
                .text(text);
        }
        recorder.mark((1 << 12) | 2).text(key);
    }
    for key in second {
        recorder.mark(enter(5));
        if let Some(key) = key {
            recorder.mark(enter(6)).mark(6 << 12).text(key);
        }
    }
    recorder
        .finish(&SKELETON)
        .expect("rows follow their skeleton")
}

/// Patches one tape's page to the other's and gives the rows' identities before and after, and the frame.
fn patched(old: &Tape, new: &Tape, list: usize) -> (Vec<u64>, Vec<u64>, String) {
    let mut page = Dom::adopt(old, 0);
    let before = page.row_ids(&[list]).expect("a list");
    let mut frame = String::new();
    assert!(wire::patch(&mut frame, 1, 0, old, new));
    page.receive(&frame)
        .expect("a patch of the server's applies");
    assert_eq!(page.html(), html::plain(new), "{frame}");
    (before, page.row_ids(&[list]).expect("a list"), frame)
}

#[test]
fn of_equal_keys_the_first_is_the_first() {
    let (before, after, frame) = patched(
        &tape(
            &[
                (None, "a"),
                (None, "b"),
                (None, "a"),
                (None, "c"),
                (None, "d"),
            ],
            &[],
        ),
        &tape(
            &[
                (None, "d"),
                (None, "a"),
                (None, "c"),
                (None, "a"),
                (None, "b"),
            ],
            &[],
        ),
        0,
    );
    let expected = [before[4], before[0], before[3], before[2], before[1]];
    assert_eq!(after, expected, "{frame}");
}

#[test]
fn a_key_behind_branches_that_took_no_arm_is_its_own_rows() {
    let (before, after, frame) = patched(
        &tape(&[(None, "a"), (None, "b"), (None, "c")], &[]),
        &tape(&[(None, "b"), (None, "c")], &[]),
        0,
    );
    assert_eq!(after, before[1..], "{frame}");
    assert_eq!(frame, r#"["p",1,0,[0,[[],[0,1]]]]"#);
}

#[test]
fn another_arm_with_the_same_text_is_a_change() {
    let row = |arm| (Some((arm, "same")), "key");
    let (before, after, frame) = patched(
        &tape(&[(None, "x"), row(0), (None, "y")], &[None]),
        &tape(&[(None, "w"), row(1), (None, "z")], &[None]),
        0,
    );
    assert_eq!(after[1], before[1]);
    assert!(frame.contains(r#"[0,[1,["same"]]]"#), "{frame}");
}

/// The same where neither end of the tapes is alike, so that the rows are compared one by one.
#[test]
fn rows_are_compared_by_their_arms_too() {
    let row = |arm| (Some((arm, "same")), "key");
    let old = tape(&[(None, "a"), row(0), (None, "b")], &[Some("p")]);
    let new = tape(&[(None, "b"), row(1), (None, "a")], &[Some("q"), None]);
    let (_, _, frame) = patched(&old, &new, 0);
    assert!(frame.contains(r#"[0,[1,["same"]]]"#), "{frame}");
}

#[test]
fn a_row_without_a_key_is_known_by_its_index() {
    let (before, after, frame) = patched(
        &tape(&[], &[Some("a"), None, Some("c"), None]),
        &tape(&[], &[Some("c"), None, Some("a")]),
        1,
    );
    assert_eq!(after, [before[2], before[1], before[0]], "{frame}");
    let (before, after, frame) = patched(
        &tape(&[], &[Some("a"), Some("b"), None]),
        &tape(&[], &[Some("b"), None]),
        1,
    );
    assert_eq!(after[0], before[1], "{frame}");
    assert_ne!(after[1], before[2], "it stood at another index: {frame}");
}
