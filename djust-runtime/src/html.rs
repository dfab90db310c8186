//! Skeleton and tape interleaved: the HTML of a page, with the client's marks or without.
//!
//! What the data block says and where the script lies is the caller's: the page only has a place for it.

use crate::skeleton::{Edge, Part, Skeleton};
use crate::tape::{ENTER, Item, Rendered, Tape};

/// A page with the client's marks.
#[derive(Debug)]
pub struct Page {
    /// The HTML, without the scripts.
    pub html: String,
    /// How many marks it has: element anchors, and pairs of comments.
    pub marks: u32,
    /// The byte offset at which the scripts belong, if the template has a place for them.
    pub scripts: Option<usize>,
}

impl Page {
    /// The HTML with the scripts in their place: where the template has one, else at the end.
    #[must_use]
    pub fn with_scripts(mut self, scripts: &str) -> String {
        match self.scripts {
            Some(at) => self.html.insert_str(at, scripts),
            None => self.html.push_str(scripts),
        }
        self.html
    }
}

/// The page with its marks. `tag` is what its comments begin with: random, so that no value can hold it.
#[must_use]
pub fn marked<'t>(page: impl Into<Rendered<'t>>, tag: &'t str) -> Page {
    let assembly = assemble(page.into(), Some(tag));
    Page {
        html: assembly.out,
        marks: assembly.marks,
        scripts: assembly.scripts,
    }
}

/// The page without marks and scripts: what the template alone would write, but for white space at the edges of rows.
#[must_use]
pub fn plain<'t>(page: impl Into<Rendered<'t>>) -> String {
    assemble(page.into(), None).out
}

fn assemble<'t>(page: Rendered<'t>, tag: Option<&'t str>) -> Assembly<'t> {
    let mut assembly = Assembly {
        page,
        tag,
        out: String::with_capacity(capacity(page, tag.map_or(0, str::len)) + SCRIPTS),
        id: None,
        marks: 0,
        scripts: None,
        items: Vec::with_capacity(32),
    };
    assembly.fragment(0, 0);
    assembly
}

/// What the root element of a component has with its id.
const ID: &str = " data-component-id=\"\"";

/// Room for what [`Page::with_scripts`] puts in: without it the whole page is copied to a larger place.
const SCRIPTS: usize = 512;

/// How long the page will be, or somewhat more.
fn capacity(page: Rendered<'_>, tag: usize) -> usize {
    let mut sizes = Sizes {
        tag,
        tables: Vec::with_capacity(1),
    };
    sizes.page(page)
}

/// How much each fragment of the page's skeletons writes, its texts apart.
struct Sizes {
    tag: usize,
    tables: Vec<(&'static Skeleton, Vec<usize>)>,
}

impl Sizes {
    fn page(&mut self, page: Rendered<'_>) -> usize {
        let tape = page.tape;
        let own = self.tape(tape);
        let mut components = 0;
        for id in tape.component_ids() {
            if let Some(component) = page.component(id) {
                components += self.page(component) + ID.len();
            }
        }
        own + components
    }

    fn tape(&mut self, tape: &Tape) -> usize {
        let sizes = self.table(tape.skeleton);
        let size = |fragment: usize| sizes.get(fragment).copied().unwrap_or(0);
        let entered = tape.entries.iter().filter(|e| e.code & ENTER != 0);
        let literals: usize = entered.map(|e| size((e.code & !ENTER) as usize)).sum();
        // The digits of ids are among the texts.
        size(0) + literals + tape.text.len()
    }

    fn table(&mut self, skeleton: &'static Skeleton) -> &[usize] {
        let known = self
            .tables
            .iter()
            .position(|(known, _)| std::ptr::eq(*known, skeleton));
        let index = known.unwrap_or_else(|| {
            let sizes = skeleton
                .fragments
                .iter()
                .map(|f| fragment_size(skeleton, f.parts, self.tag))
                .collect();
            self.tables.push((skeleton, sizes));
            self.tables.len() - 1
        });
        &self.tables[index].1
    }
}

fn fragment_size(skeleton: &Skeleton, parts: &[Part], tag: usize) -> usize {
    let pair = if tag == 0 {
        0
    } else {
        2 * tag + "<!--00--><!--/-->".len()
    };
    let separator = skeleton
        .fragments
        .iter()
        .flat_map(|f| f.slots)
        .filter_map(|slot| match slot {
            crate::skeleton::Slot::List(rows) => match rows.edge {
                Edge::Element { separator } => Some(separator.len()),
                Edge::Pair => Some(pair),
            },
            _ => None,
        })
        .max();
    let parts: usize = parts
        .iter()
        .map(|part| match part {
            Part::Html(html) => html.len(),
            Part::Anchor(_) => " dj".len(),
            Part::Newline => 1,
            Part::Value(_) | Part::Branch(_) | Part::List(_) => pair,
            Part::Text(_) | Part::Rows(_) | Part::Component(_) | Part::Scripts => 0,
        })
        .sum();
    parts + separator.unwrap_or(0)
}

struct Assembly<'t> {
    /// What is being written: the view, or one of its components.
    page: Rendered<'t>,
    /// The id that the next anchor says: that of a component's root element.
    id: Option<u32>,
    tag: Option<&'t str>,
    out: String,
    marks: u32,
    scripts: Option<usize>,
    /// The slots of the fragments that are being written, outermost first.
    items: Vec<Item>,
}

impl Assembly<'_> {
    fn fragment(&mut self, fragment: u16, first: usize) {
        let walk = self.page.tape.walk(fragment, first);
        let base = self.items.len();
        self.items.extend(walk);
        for part in walk.table().parts {
            self.part(part, base);
        }
        self.items.truncate(base);
    }

    fn part(&mut self, part: &Part, base: usize) {
        let item = |slot: u16| self.items.get(base + usize::from(slot)).copied();
        match *part {
            Part::Html(html) => self.out.push_str(html),
            Part::Anchor(_) => {
                if self.tag.is_some() {
                    self.out.push_str(" dj");
                    self.marks += 1;
                    if let Some(id) = self.id.take() {
                        self.out.push_str(" data-component-id=\"");
                        crate::escape::number(&mut self.out, id);
                        self.out.push('"');
                    }
                }
            }
            Part::Newline => {
                if self.tag.is_some() {
                    self.out.push('\n');
                }
            }
            Part::Scripts => self.scripts = Some(self.out.len()),
            Part::Text(slot) => self.text(item(slot)),
            Part::Value(slot) => {
                let item = item(slot);
                self.open();
                self.text(item);
                self.close();
            }
            Part::Branch(slot) => self.branch(item(slot)),
            Part::List(slot) => {
                let item = item(slot);
                self.open();
                self.rows(item);
                self.close();
            }
            Part::Rows(slot) => self.rows(item(slot)),
            Part::Component(slot) => self.component(item(slot)),
        }
    }

    fn text(&mut self, item: Option<Item>) {
        if let Some(Item::Text(entry)) = item {
            self.out.push_str(self.page.tape.text_at(entry));
        }
    }

    fn branch(&mut self, item: Option<Item>) {
        let Some(Item::Branch(Some((arm, fragment, first)))) = item else {
            self.open();
            self.close();
            return;
        };
        if let Some(tag) = self.tag {
            self.out.push_str("<!--");
            self.out.push_str(tag);
            crate::escape::number(&mut self.out, arm as u64);
            self.out.push_str("-->");
            self.marks += 1;
        }
        self.fragment(fragment, first);
        self.close();
    }

    fn component(&mut self, item: Option<Item>) {
        let Some(Item::Component(entry)) = item else {
            return;
        };
        let id = self.page.tape.component_at(entry);
        let Some(component) = self.page.component(id) else {
            return;
        };
        let outer = std::mem::replace(&mut self.page, component);
        self.id = Some(id);
        self.fragment(0, 0);
        self.id = None;
        self.page = outer;
    }

    fn rows(&mut self, item: Option<Item>) {
        let Some(Item::List(rows)) = item else { return };
        match rows.edge {
            Edge::Element { separator } => {
                for row in self.page.tape.rows(rows) {
                    self.fragment(rows.fragment, row + 1);
                    self.out.push_str(separator);
                }
            }
            Edge::Pair => {
                for row in self.page.tape.rows(rows) {
                    self.open();
                    self.fragment(rows.fragment, row + 1);
                    self.close();
                }
            }
        }
    }

    fn open(&mut self) {
        if let Some(tag) = self.tag {
            self.out.push_str("<!--");
            self.out.push_str(tag);
            self.out.push_str("-->");
            self.marks += 1;
        }
    }

    fn close(&mut self) {
        if let Some(tag) = self.tag {
            self.out.push_str("<!--/");
            self.out.push_str(tag);
            self.out.push_str("-->");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::skeleton::{Fragment, Key, Namespace, Rows, Slot, Target, Text};
    use crate::tape::Recorder;

    static SKELETON: Skeleton = Skeleton {
        template: "x.html",
        document: true,
        components: &[],
        fragments: &[
            Fragment {
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
                slots: &[Slot::Text(Text::Live)],
                parts: &[Part::Html("one "), Part::Value(0)],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
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
        assert!(
            page.with_scripts("<script>")
                .starts_with("<head><script></head>")
        );
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
    fn the_page_fits_what_was_reserved() {
        let tape = tape(Some(1), &["a", "b", "c"]);
        assert!(marked(&tape, "x7q").html.len() <= capacity((&tape).into(), 3));
        assert!(plain(&tape).len() <= capacity((&tape).into(), 0));
    }

    /// A card with an optional card in it; the view holds rows of them.
    static CARD: Skeleton = Skeleton {
        template: "card.html",
        document: false,
        components: &[|| &CARD],
        fragments: &[
            Fragment {
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
                slots: &[Slot::Component(0)],
                parts: &[Part::Component(0)],
                key: Key::None,
                namespace: Namespace::Html,
            },
        ],
    };

    static CARDS: Skeleton = Skeleton {
        template: "cards.html",
        document: false,
        components: &[|| &CARD],
        fragments: &[
            Fragment {
                slots: &[Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Pair,
                })],
                parts: &[Part::List(0)],
                key: Key::None,
                namespace: Namespace::Html,
            },
            Fragment {
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
        for (html, reserved) in [
            (marked(page, "x7q").html, capacity(page, 3)),
            (plain(page), capacity(page, 0)),
        ] {
            assert!(html.len() <= reserved, "{} {reserved}", html.len());
            assert!(reserved < 2 * html.len(), "{} {reserved}", html.len());
        }
    }
}
