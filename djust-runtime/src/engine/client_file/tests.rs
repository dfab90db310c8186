use super::*;
use crate::engine::skeleton::Rows;

static SKELETON: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "x.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[
        Fragment {
            fields: &[],
            slots: &[
                Slot::Text(Text::Live),
                Slot::Branch(&[1, 2]),
                Slot::List(Rows {
                    fragment: 2,
                    edge: Edge::Element { separator: "\n" },
                }),
                Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Pair,
                }),
                Slot::Text(Text::Url),
                Slot::Text(Text::Once),
            ],
            parts: &[
                Part::Html("<a"),
                Part::Anchor(&[Target::Attr(4, "href"), Target::Content(0)]),
                Part::Html(" href=\""),
                Part::Text(4),
                Part::Html("\">"),
                Part::Text(0),
                Part::Html("</a>"),
                Part::Branch(1),
                Part::Html("<ul"),
                Part::Anchor(&[Target::Rows(2)]),
                Part::Html(">"),
                Part::Rows(2),
                Part::Html("</ul>"),
                Part::List(3),
                Part::Html("<noscript>"),
                Part::Text(5),
                Part::Html("</noscript>"),
                Part::Scripts,
            ],
            key: Key::None,
            namespace: Namespace::Html,
        },
        Fragment {
            fields: &[],
            slots: &[Slot::Text(Text::Live)],
            parts: &[Part::Value(0)],
            key: Key::Slot(0),
            namespace: Namespace::Svg,
        },
        Fragment {
            fields: &[],
            slots: &[Slot::Text(Text::Live), Slot::Text(Text::Live)],
            parts: &[
                Part::Html("<textarea"),
                Part::Anchor(&[Target::Attrs(0, &["hidden", "name"]), Target::Raw(1)]),
                Part::Text(0),
                Part::Html(">"),
                Part::Newline,
                Part::Text(1),
                Part::Html("</textarea>"),
            ],
            key: Key::Branch(1),
            namespace: Namespace::MathMl,
        },
    ],
};

#[test]
fn the_file_is_as_the_contract_says() {
    let file = ClientFile::new(&SKELETON);
    assert_eq!(
        file.json,
        concat!(
            r#"{"p":2,"f":[["<a dj href=\"\"></a><!--dj--><!--/dj--><ul dj></ul>"#,
            r#"<!--dj--><!--/dj--><noscript></noscript>","#,
            r#"[[[4,1,"href"],[0,0]],1,[[2,4]],3],[0,["b",1,2],["l",2,"\n"],["l",1],1,2],null,0],"#,
            r#"["<!--dj--><!--/dj-->",[0],[0],[0,0],1],"#,
            r#"["<textarea dj></textarea>",[[[0,2,["hidden","name"]],[1,3]]],[0,0],[1,1],2]],"a":[]}"#,
        )
    );
    assert!(serde_json::from_str::<serde_json::Value>(&file.json).is_ok());
}

#[test]
fn fields_attributes_and_rates_are_in_the_file() {
    const FIELD: FieldSlot = FieldSlot {
        slot: 0,
        path: "count",
        negated: false,
        texts: None,
    };
    static LIKES: Skeleton = Skeleton {
        attributes: &["dj-click", "dj-input"],
        token: false,
        template: "likes.html",
        document: false,
        components: &[|| &BUTTONS],
        contents: &[],
        fragments: &[Fragment {
            fields: &[
                FIELD,
                FieldSlot {
                    slot: 1,
                    path: "item.liked",
                    negated: true,
                    texts: Some(("yes", "n\"o")),
                },
            ],
            ..fragment(&[Slot::Text(Text::Live), Slot::Text(Text::Live)], &[])
        }],
    };
    static BUTTONS: Skeleton = Skeleton {
        attributes: &["dj-blur", "dj-click"],
        token: true,
        ..BUTTON
    };
    let file = ClientFile::of_view(&LIKES, "Likes", |_| vec!["/djust/1.js"]);
    assert_eq!(
        file.json,
        concat!(
            r#"{"p":2,"f":[["",[],[0,0],null,0,[[0,"count"],[1,"!item.liked","yes","n\"o"]]],"#,
            r#"["<b dj></b>",[[[0,0]]],[0],null,0]],"a":["dj-blur","dj-click","dj-input"],"#,
            r#""o":["/djust/1.js"]}"#,
        )
    );
    assert!(file.token, "a component has one");
    assert!(!ClientFile::new(&SKELETON).token);
    let file = ClientFile::new(&LIKES);
    assert!(file.json.ends_with("\"]}"), "no scripts: {}", file.json);
}

#[test]
fn the_digest_names_the_content() {
    let file = ClientFile::new(&SKELETON);
    assert_eq!(file.digest.len(), 26);
    assert_eq!(file.digest, ClientFile::new(&SKELETON).digest);
    static OTHER: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        template: "x.html",
        document: false,
        fragments: &[],
        components: &[],
        contents: &[],
    };
    assert_ne!(file.digest, ClientFile::new(&OTHER).digest);
    // SHA-256 of nothing begins e3b0c442...
    assert!(digest(b"").starts_with("4oymiquy"));
}

const fn fragment(slots: &'static [Slot], parts: &'static [Part]) -> Fragment {
    Fragment {
        fields: &[],
        slots,
        parts,
        key: Key::None,
        namespace: Namespace::Html,
    }
}

/// Holds a button twice and a tree.
static PAGE: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "page.html",
    document: false,
    components: &[|| &TREE, || &BUTTON],
    contents: &[],
    fragments: &[
        fragment(
            &[Slot::Component(1), Slot::Branch(&[1]), Slot::Component(0)],
            &[
                Part::Component(0),
                Part::Html("<hr>"),
                Part::Branch(1),
                Part::Component(2),
            ],
        ),
        fragment(&[Slot::Component(1)], &[Part::Component(0)]),
    ],
};

/// Rows of its own kind, and a button.
static TREE: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "tree.html",
    document: false,
    components: &[|| &BUTTON, || &TREE],
    contents: &[],
    fragments: &[
        fragment(
            &[
                Slot::Component(0),
                Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Pair,
                }),
            ],
            &[
                Part::Html("<ul"),
                Part::Anchor(&[]),
                Part::Html(">"),
                Part::Component(0),
                Part::List(1),
                Part::Html("</ul>"),
            ],
        ),
        fragment(&[Slot::Component(1)], &[Part::Component(0)]),
    ],
};

static BUTTON: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "button.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[fragment(
        &[Slot::Text(Text::Live)],
        &[
            Part::Html("<b"),
            Part::Anchor(&[Target::Content(0)]),
            Part::Html(">"),
            Part::Text(0),
            Part::Html("</b>"),
        ],
    )],
};

/// The view's fragments are 0 and 1, the tree's 2 and 3, the button's 4.
#[test]
fn components_follow_the_view_each_once() {
    let file = ClientFile::new(&PAGE);
    assert_eq!(
        file.json,
        concat!(
            r#"{"p":2,"f":[["<template dj></template><hr><!--dj--><!--/dj--><template dj></template>","#,
            r#"[0,1,2],[["c",4],["b",1],["c",2]],null,0],"#,
            r#"["<template dj></template>",[0],[["c",4]],null,0],"#,
            r#"["<ul dj><template dj></template><!--dj--><!--/dj--></ul>",[[],0,1],[["c",4],["l",3]],null,0],"#,
            r#"["<template dj></template>",[0],[["c",2]],null,0],"#,
            r#"["<b dj></b>",[[[0,0]]],[0],null,0]],"a":[]}"#,
        )
    );
    assert!(serde_json::from_str::<serde_json::Value>(&file.json).is_ok());
}

#[test]
fn a_component_that_is_compiled_anew_makes_another_file() {
    static LINK: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        fragments: &[fragment(
            &[Slot::Text(Text::Url)],
            &[
                Part::Html("<b"),
                Part::Anchor(&[Target::Content(0)]),
                Part::Html(">"),
                Part::Text(0),
                Part::Html("</b>"),
            ],
        )],
        ..BUTTON
    };
    static WITH_BUTTON: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        components: &[|| &BUTTON],
        contents: &[],
        fragments: &[fragment(&[Slot::Component(0)], &[Part::Component(0)])],
        ..SKELETON
    };
    static WITH_LINK: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        components: &[|| &LINK],
        contents: &[],
        ..WITH_BUTTON
    };
    let (button, link) = (ClientFile::new(&WITH_BUTTON), ClientFile::new(&WITH_LINK));
    assert_ne!(button.digest, link.digest);
    assert_eq!(
        button
            .json
            .replace("[0],null,0]],\"a\":[]}", "[1],null,0]],\"a\":[]}"),
        link.json
    );
}
