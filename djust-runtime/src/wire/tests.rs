use std::collections::BTreeMap;

use super::*;
use crate::engine::skeleton::{Fragment, Key, Namespace, Skeleton, Slot, Text};
use crate::engine::tape::Recorder;

fn written(write: impl FnOnce(&mut String)) -> String {
    let mut out = String::new();
    write(&mut out);
    assert!(
        serde_json::from_str::<serde_json::Value>(&out).is_ok(),
        "{out}"
    );
    out
}

const fn element(slots: &'static [Slot]) -> [Fragment; 1] {
    [Fragment {
        fields: &[],
        slots,
        parts: &[],
        key: Key::None,
        namespace: Namespace::Html,
    }]
}

/// A text, and two components with a text and one of their own kind.
static PAIR: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "pair.html",
    document: false,
    components: &[|| &ITEM],
    contents: &[],
    fragments: &element(&[
        Slot::Text(Text::Live),
        Slot::Component(0),
        Slot::Component(0),
    ]),
};
static ITEM: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "item.html",
    document: false,
    components: &[|| &LEAF],
    contents: &[],
    fragments: &element(&[Slot::Text(Text::Live), Slot::Component(0)]),
};
static LEAF: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "leaf.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &element(&[Slot::Text(Text::Live)]),
};

fn tape(skeleton: &'static Skeleton, texts: &[&str]) -> Tape {
    let mut recorder = Recorder::new();
    for (slot, text) in (0..).zip(texts) {
        recorder.mark(slot).text(text);
    }
    recorder.finish(skeleton).unwrap()
}

/// What changed between two pages of tapes.
fn patched(old: (&Tape, &BTreeMap<u32, Tape>), new: (&Tape, &BTreeMap<u32, Tape>)) -> String {
    let kept = |(id, new): (&u32, _)| Some((*id, old.1.get(id)?, new));
    let rendered = Rendered {
        tape: new.0,
        components: new.1,
    };
    let mut out = String::new();
    let components = new.1.iter().filter_map(kept);
    let changed = patch_all(&mut out, 1, 2, old.0, rendered, components);
    assert_eq!(changed, !out.is_empty());
    out
}

fn components(of: &[(u32, &'static Skeleton, &[&str])]) -> BTreeMap<u32, Tape> {
    of.iter()
        .map(|(id, skeleton, texts)| (*id, tape(skeleton, texts)))
        .collect()
}

#[test]
fn edits_of_components_follow_the_views() {
    let view = tape(&PAIR, &["a", "1", "2"]);
    let old = components(&[
        (1, &ITEM, &["x", "3"]),
        (2, &ITEM, &["y", "4"]),
        (3, &LEAF, &["p"]),
        (4, &LEAF, &["q"]),
    ]);
    assert_eq!(patched((&view, &old), (&view.clone(), &old)), "");

    let mut new = old.clone();
    new.insert(4, tape(&LEAF, &["7"]));
    assert_eq!(
        patched((&view, &old), (&view, &new)),
        r#"["p",1,2,[],4,[0,7]]"#
    );
    new.insert(1, tape(&ITEM, &["z", "3"]));
    let later = tape(&PAIR, &["b", "1", "2"]);
    assert_eq!(
        patched((&view, &old), (&later, &new)),
        r#"["p",1,2,[0,"b"],1,[0,"z"],4,[0,7]]"#
    );

    // Another one in the place of 2. Its values hold those of 4, which is not edited then.
    new.remove(&2);
    new.insert(5, tape(&ITEM, &["n", "4"]));
    let later = tape(&PAIR, &["a", "1", "5"]);
    assert_eq!(
        patched((&view, &old), (&later, &new)),
        r#"["p",1,2,[2,[5,["n",[4,[7]]]]],1,[0,"z"]]"#
    );

    // Another one within 1.
    let mut new = old.clone();
    new.remove(&3);
    new.insert(1, tape(&ITEM, &["x", "6"]));
    new.insert(6, tape(&LEAF, &["r"]));
    assert_eq!(
        patched((&view, &old), (&view, &new)),
        r#"["p",1,2,[],1,[1,[6,["r"]]]]"#
    );
}

#[test]
fn regions_hold_components_and_are_held_by_them() {
    let view = tape(&PAIR, &["a", "1", "2"]);
    let components = components(&[
        (1, &ITEM, &["x", "3"]),
        (2, &ITEM, &["y", "4"]),
        (3, &LEAF, &["p"]),
        (4, &LEAF, &["q"]),
    ]);
    let page = Rendered {
        tape: &view,
        components: &components,
    };
    let view = |path: &[u32]| written(|out| full(out, 1, 2, path, page));
    assert_eq!(
        view(&[]),
        r#"["f",1,2,[],["a",[1,["x",[3,["p"]]]],[2,["y",[4,["q"]]]]]]"#
    );
    assert_eq!(view(&[2]), r#"["f",1,2,[2],[2,["y",[4,["q"]]]]]"#);
    assert_eq!(view(&[2, 0]), view(&[2]), "no path leads into a component");
    let component = page.component(2).unwrap();
    let component = |path: &[u32]| written(|out| full_component(out, 1, 2, path, (2, component)));
    assert_eq!(component(&[]), r#"["f",1,2,[],["y",[4,["q"]]],2]"#);
    assert_eq!(component(&[0]), r#"["f",1,2,[0],"y",2]"#);
    assert_eq!(component(&[1, 0]), r#"["f",1,2,[1],[4,["q"]],2]"#);
    assert_eq!(component(&[9]), component(&[]));
}
