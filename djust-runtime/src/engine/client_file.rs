//! The skeleton file: a view's tables as the browser's client reads them, named by their digest.

use sha2::{Digest, Sha256};

use crate::engine::escape;
use crate::engine::skeleton::{Edge, Fragment, Key, Namespace, Part, Skeleton, Slot, Target, Text};

/// The protocol's number.
pub const PROTOCOL: u32 = 1;

/// A skeleton file. It never changes while the program runs: make it once a view.
#[derive(Debug, Clone)]
pub struct ClientFile {
    /// The file's content, JSON.
    pub json: String,
    /// What it is named by: 26 letters and digits (130 bits) of its content's hash.
    pub digest: String,
}

impl ClientFile {
    /// The file of a view's skeleton and those of its components.
    #[must_use]
    pub fn new(skeleton: &'static Skeleton) -> Self {
        let mut json = String::with_capacity(4096);
        json.push_str("{\"p\":");
        escape::number(&mut json, PROTOCOL);
        json.push_str(",\"f\":[");
        let tables = tables(skeleton);
        for (index, table) in tables.iter().enumerate() {
            for (row, fragment) in table.skeleton.fragments.iter().enumerate() {
                comma(&mut json, index + row);
                table.write_fragment(&mut json, fragment, &tables);
            }
        }
        json.push_str("]}");
        let digest = digest(json.as_bytes());
        Self { json, digest }
    }
}

/// 130 bits of SHA-256 in 26 characters that any path, file system and header takes.
fn digest(content: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = Sha256::digest(content);
    (0..26)
        .map(|letter| {
            let bits = (0..5).fold(0_usize, |bits, bit| {
                let at = letter * 5 + bit;
                bits << 1 | usize::from(hash[at / 8] >> (7 - at % 8) & 1)
            });
            char::from(LETTERS[bits])
        })
        .collect()
}

/// The tables of one skeleton, and where its fragments begin among those of the file.
struct Table {
    skeleton: &'static Skeleton,
    first: usize,
}

/// The view's tables, then those of its components, each once.
fn tables(skeleton: &'static Skeleton) -> Vec<Table> {
    let mut tables = vec![Table { skeleton, first: 0 }];
    let mut next = 0;
    while let Some(Table { skeleton, .. }) = tables.get(next) {
        next += 1;
        for component in skeleton.components {
            let component = component();
            if place(&tables, component).is_none() {
                let first = tables.iter().map(|it| it.skeleton.fragments.len()).sum();
                let skeleton = component;
                tables.push(Table { skeleton, first });
            }
        }
    }
    tables
}

/// Where the fragments of a skeleton begin.
fn place(tables: &[Table], skeleton: &Skeleton) -> Option<usize> {
    let table = tables
        .iter()
        .find(|table| std::ptr::eq(table.skeleton, skeleton))?;
    Some(table.first)
}

impl Table {
    fn write_fragment(&self, json: &mut String, fragment: &Fragment, tables: &[Table]) {
        json.push('[');
        escape::string(json, &markup(fragment));
        json.push_str(",[");
        write_anchors(json, fragment);
        json.push_str("],[");
        for (index, slot) in fragment.slots.iter().enumerate() {
            comma(json, index);
            self.write_slot(json, *slot, tables);
        }
        json.push_str("],");
        match fragment.key {
            Key::None => json.push_str("null"),
            Key::Slot(slot) => write_pair(json, 0, slot),
            Key::Branch(slot) => write_pair(json, 1, slot),
        }
        json.push_str(match fragment.namespace {
            Namespace::Html => ",0]",
            Namespace::Svg => ",1]",
            Namespace::MathMl => ",2]",
        });
    }

    fn write_slot(&self, json: &mut String, slot: Slot, tables: &[Table]) {
        match slot {
            Slot::Text(Text::Live) => json.push('0'),
            Slot::Text(Text::Url) => json.push('1'),
            Slot::Text(Text::Once) => json.push('2'),
            Slot::Branch(arms) => {
                json.push_str("[\"b\"");
                for arm in arms {
                    json.push(',');
                    self.write_index(json, *arm);
                }
                json.push(']');
            }
            Slot::List(rows) => {
                json.push_str("[\"l\",");
                self.write_index(json, rows.fragment);
                if let Edge::Element { separator } = rows.edge {
                    json.push(',');
                    escape::string(json, separator);
                }
                json.push(']');
            }
            Slot::Component(kind) => {
                let component = self.skeleton.components.get(usize::from(kind));
                let first = component.and_then(|component| place(tables, component()));
                json.push_str("[\"c\",");
                escape::number(json, first.unwrap_or(0) as u64);
                json.push(']');
            }
        }
    }

    /// A fragment's index among those of the file.
    fn write_index(&self, json: &mut String, fragment: u16) {
        escape::number(json, (self.first + usize::from(fragment)) as u64);
    }
}

/// The fragment's HTML with its slots empty.
fn markup(fragment: &Fragment) -> String {
    let mut html = String::new();
    for part in fragment.parts {
        match part {
            Part::Html(text) => html.push_str(text),
            Part::Anchor(_) => html.push_str(" dj"),
            Part::Value(_) | Part::Branch(_) | Part::List(_) => {
                html.push_str("<!--dj--><!--/dj-->");
            }
            Part::Component(_) => html.push_str("<template dj></template>"),
            Part::Text(_) | Part::Rows(_) | Part::Newline | Part::Scripts => {}
        }
    }
    html
}

/// Elements and regions in document order.
fn write_anchors(json: &mut String, fragment: &Fragment) {
    let mut index = 0;
    for part in fragment.parts {
        match part {
            Part::Anchor(targets) => {
                comma(json, index);
                json.push('[');
                for (index, target) in targets.iter().enumerate() {
                    comma(json, index);
                    write_target(json, target);
                }
                json.push(']');
            }
            Part::Value(slot) | Part::Branch(slot) | Part::List(slot) | Part::Component(slot) => {
                comma(json, index);
                escape::number(json, *slot);
            }
            Part::Html(_) | Part::Text(_) | Part::Rows(_) | Part::Newline | Part::Scripts => {
                continue;
            }
        }
        index += 1;
    }
}

fn write_target(json: &mut String, target: &Target) {
    match *target {
        Target::Content(slot) => write_pair(json, slot, 0),
        Target::Attr(slot, name) => {
            json.push('[');
            escape::number(json, slot);
            json.push_str(",1,");
            escape::string(json, name);
            json.push(']');
        }
        Target::Attrs(slot) => write_pair(json, slot, 2),
        Target::Raw(slot) => write_pair(json, slot, 3),
        Target::Rows(slot) => write_pair(json, slot, 4),
    }
}

fn write_pair(json: &mut String, first: u16, second: u16) {
    json.push('[');
    escape::number(json, first);
    json.push(',');
    escape::number(json, second);
    json.push(']');
}

fn comma(json: &mut String, index: usize) {
    if index > 0 {
        json.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::skeleton::Rows;

    static SKELETON: Skeleton = Skeleton {
        attributes: &[],
        template: "x.html",
        document: false,
        components: &[],
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
                    Part::Anchor(&[Target::Attrs(0), Target::Raw(1)]),
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
                r#"{"p":1,"f":[["<a dj href=\"\"></a><!--dj--><!--/dj--><ul dj></ul>"#,
                r#"<!--dj--><!--/dj--><noscript></noscript>","#,
                r#"[[[4,1,"href"],[0,0]],1,[[2,4]],3],[0,["b",1,2],["l",2,"\n"],["l",1],1,2],null,0],"#,
                r#"["<!--dj--><!--/dj-->",[0],[0],[0,0],1],"#,
                r#"["<textarea dj></textarea>",[[[0,2],[1,3]]],[0,0],[1,1],2]]}"#,
            )
        );
        assert!(serde_json::from_str::<serde_json::Value>(&file.json).is_ok());
    }

    #[test]
    fn the_digest_names_the_content() {
        let file = ClientFile::new(&SKELETON);
        assert_eq!(file.digest.len(), 26);
        assert_eq!(file.digest, ClientFile::new(&SKELETON).digest);
        static OTHER: Skeleton = Skeleton {
            attributes: &[],
            template: "x.html",
            document: false,
            fragments: &[],
            components: &[],
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
        template: "page.html",
        document: false,
        components: &[|| &TREE, || &BUTTON],
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
        template: "tree.html",
        document: false,
        components: &[|| &BUTTON, || &TREE],
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
        template: "button.html",
        document: false,
        components: &[],
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
                r#"{"p":1,"f":[["<template dj></template><hr><!--dj--><!--/dj--><template dj></template>","#,
                r#"[0,1,2],[["c",4],["b",1],["c",2]],null,0],"#,
                r#"["<template dj></template>",[0],[["c",4]],null,0],"#,
                r#"["<ul dj><template dj></template><!--dj--><!--/dj--></ul>",[[],0,1],[["c",4],["l",3]],null,0],"#,
                r#"["<template dj></template>",[0],[["c",2]],null,0],"#,
                r#"["<b dj></b>",[[[0,0]]],[0],null,0]]}"#,
            )
        );
        assert!(serde_json::from_str::<serde_json::Value>(&file.json).is_ok());
    }

    #[test]
    fn a_component_that_is_compiled_anew_makes_another_file() {
        static LINK: Skeleton = Skeleton {
            attributes: &[],
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
            components: &[|| &BUTTON],
            fragments: &[fragment(&[Slot::Component(0)], &[Part::Component(0)])],
            ..SKELETON
        };
        static WITH_LINK: Skeleton = Skeleton {
            attributes: &[],
            components: &[|| &LINK],
            ..WITH_BUTTON
        };
        let (button, link) = (ClientFile::new(&WITH_BUTTON), ClientFile::new(&WITH_LINK));
        assert_ne!(button.digest, link.digest);
        assert_eq!(
            button.json.replace("[0],null,0]]}", "[1],null,0]]}"),
            link.json
        );
    }
}
