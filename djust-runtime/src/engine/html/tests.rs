use std::collections::BTreeMap;

use super::*;
use crate::engine::skeleton::{Fragment, Key, Namespace, Part, Rows, Slot, Target, Text};
use crate::engine::tape::{ENTER, Recorder};

static SKELETON: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "x.html",
    document: true,
    components: &[],
    contents: &[],
    fragments: &[
        Fragment {
            fields: &[],
            slots: &[
                Slot::Text(Text::Live),
                Slot::Branch(&[1, 2]),
                Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Pair,
                }),
            ],
            parts: &[
                Part::Html("<head>"),
                Part::Scripts,
                Part::Html("</head><textarea"),
                Part::Anchor(&[Target::Raw(0)]),
                Part::Html(">"),
                Part::Newline,
                Part::Text(0),
                Part::Html("</textarea>"),
                Part::Branch(1),
                Part::List(2),
            ],
            key: Key::None,
            namespace: Namespace::Html,
        },
        Fragment {
            fields: &[],
            slots: &[Slot::Text(Text::Live)],
            parts: &[Part::Html("one "), Part::Value(0)],
            key: Key::None,
            namespace: Namespace::Html,
        },
        Fragment {
            fields: &[],
            slots: &[],
            parts: &[Part::Html("two")],
            key: Key::None,
            namespace: Namespace::Html,
        },
    ],
};

fn tape(arm: Option<u32>, rows: &[&str]) -> Tape {
    let mut recorder = Recorder::new();
    recorder.mark(0).text("\ntext");
    if let Some(arm) = arm {
        recorder.mark(ENTER | (1 + arm));
        if arm == 0 {
            recorder.mark(1 << 12).text("");
        }
    }
    for row in rows {
        recorder.mark(ENTER | 1).mark(1 << 12).text(row);
    }
    recorder.finish(&SKELETON).unwrap()
}

#[test]
fn marks_are_as_the_contract_says() {
    let page = marked(&tape(Some(1), &["a", ""]), "x7q");
    assert_eq!(
        page.html,
        "<head></head><textarea dj>\n\ntext</textarea><!--x7q1-->two<!--/x7q--><!--x7q-->\
         <!--x7q-->one <!--x7q-->a<!--/x7q--><!--/x7q-->\
         <!--x7q-->one <!--x7q--><!--/x7q--><!--/x7q--><!--/x7q-->"
    );
    assert_eq!(page.marks, 7);
    assert_eq!(page.scripts, Some("<head>".len()));
}

#[test]
fn a_branch_that_took_no_arm_has_no_number() {
    let page = marked(&tape(None, &[]), "x7q").html;
    assert!(page.ends_with("</textarea><!--x7q--><!--/x7q--><!--x7q--><!--/x7q-->"));
    assert!(
        marked(&tape(Some(0), &[]), "x7q")
            .html
            .contains("<!--x7q0-->one <!--x7q-->")
    );
}

#[test]
fn the_plain_page_has_no_marks() {
    assert_eq!(
        plain(&tape(Some(0), &["a", "b"])),
        "<head></head><textarea>\ntext</textarea>one one aone b"
    );
}

#[test]
fn a_buffer_that_was_used_before_holds_the_page_alone() {
    let tape = tape(Some(1), &["a"]);
    let mut out = vec![b'x'; 9];
    let marks = write(&tape, "x7q", &mut out);
    let page = marked(&tape, "x7q");
    assert_eq!(out, page.html.as_bytes());
    assert_eq!((marks.count, marks.scripts), (page.marks, page.scripts));
}

/// How long a page is, and how long it was thought to be.
fn sizes(page: Rendered<'_>, tag: Option<&str>) -> (usize, usize) {
    let mut out = Vec::new();
    let pair = Pair::new(tag);
    let plan = Plan::new(page.tape.skeleton, &pair, false);
    let thought = Assembly::new(page, &pair, &mut out).size(page, &plan);
    assemble(page, tag, &mut out);
    (out.len(), thought)
}

#[test]
fn the_page_fits_what_was_reserved() {
    let tape = tape(Some(1), &["a", "b", "c"]);
    for tag in [Some("x7q"), None] {
        let (written, reserved) = sizes((&tape).into(), tag);
        assert!(written <= reserved, "{written} {reserved}");
    }
}

/// A card with an optional card in it; the view holds rows of them.
static CARD: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "card.html",
    document: false,
    components: &[|| &CARD],
    contents: &[],
    fragments: &[
        Fragment {
            fields: &[],
            slots: &[Slot::Text(Text::Live), Slot::Branch(&[1])],
            parts: &[
                Part::Html("<p"),
                Part::Anchor(&[Target::Attr(0, "title")]),
                Part::Html(" title=\""),
                Part::Text(0),
                Part::Html("\">"),
                Part::Branch(1),
                Part::Html("</p>"),
            ],
            key: Key::None,
            namespace: Namespace::Html,
        },
        Fragment {
            fields: &[],
            slots: &[Slot::Component(0)],
            parts: &[Part::Component(0)],
            key: Key::None,
            namespace: Namespace::Html,
        },
    ],
};

static CARDS: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "cards.html",
    document: false,
    components: &[|| &CARD],
    contents: &[],
    fragments: &[
        Fragment {
            fields: &[],
            slots: &[Slot::List(Rows {
                fragment: 1,
                edge: Edge::Pair,
            })],
            parts: &[Part::List(0)],
            key: Key::None,
            namespace: Namespace::Html,
        },
        Fragment {
            fields: &[],
            slots: &[Slot::Component(0)],
            parts: &[Part::Component(0)],
            key: Key::None,
            namespace: Namespace::Html,
        },
    ],
};

fn card(title: &str, inner: Option<u32>) -> Tape {
    let mut recorder = Recorder::new();
    recorder.mark(0).text(title);
    if let Some(id) = inner {
        recorder.mark(ENTER | 1).mark(1 << 12).text(&id.to_string());
    }
    recorder.finish(&CARD).unwrap()
}

fn cards(ids: &[u32]) -> Tape {
    let mut recorder = Recorder::new();
    for id in ids {
        recorder.mark(ENTER | 1).mark(1 << 12).text(&id.to_string());
    }
    recorder.finish(&CARDS).unwrap()
}

#[test]
fn a_component_is_marked_by_its_root_element() {
    let components = BTreeMap::from([
        (7, card("a", Some(4_294_967_295))),
        (9, card("b", None)),
        (4_294_967_295, card("c", None)),
    ]);
    let view = cards(&[7, 9]);
    let page = Rendered {
        tape: &view,
        components: &components,
    };
    let marked = marked(page, "x7q");
    assert_eq!(
        marked.html,
        "<!--x7q--><!--x7q--><p dj data-component-id=\"7\" title=\"a\"><!--x7q0-->\
         <p dj data-component-id=\"4294967295\" title=\"c\"><!--x7q--><!--/x7q--></p><!--/x7q--></p><!--/x7q-->\
         <!--x7q--><p dj data-component-id=\"9\" title=\"b\"><!--x7q--><!--/x7q--></p><!--/x7q--><!--/x7q-->"
    );
    assert_eq!(marked.marks, 9);
    assert_eq!(
        plain(page),
        "<p title=\"a\"><p title=\"c\"></p></p><p title=\"b\"></p>"
    );
}

#[test]
fn a_page_with_components_fits_what_was_reserved() {
    let ids: Vec<u32> = (1..=500).collect();
    let inner = |id: u32| (id % 2 == 1).then_some(1000 + id);
    let mut components: BTreeMap<u32, Tape> = ids
        .iter()
        .map(|id| (*id, card("a card with a title", inner(*id))))
        .collect();
    components.extend(
        ids.iter()
            .filter_map(|id| Some((inner(*id)?, card("", None)))),
    );
    let view = cards(&ids);
    let page = Rendered {
        tape: &view,
        components: &components,
    };
    for tag in [Some("x7q"), None] {
        let (written, reserved) = sizes(page, tag);
        assert!(written <= reserved, "{written} {reserved}");
        assert!(reserved < 2 * written, "{written} {reserved}");
    }
}
