//! Which elements of a value are open, as a browser's parser counts them.

use std::borrow::Cow;

use super::tags::{self, Tag};
use super::written::Written;
use crate::engine::elements;

/// The elements that are open, from the outside in.
#[derive(Debug, Default)]
pub(super) struct Open<'t> {
    names: Vec<Cow<'t, str>>,
    /// Whether the value stands in a drawing or a formula.
    foreign: bool,
}

impl<'t> Open<'t> {
    /// Another value begins, in which nothing is open yet.
    pub(super) fn begin(&mut self, foreign: bool) {
        self.names.clear();
        self.foreign = foreign;
    }

    /// Whether what comes next stands in a drawing or a formula itself.
    pub(super) fn is_foreign(&self) -> bool {
        let border = |name: &&Cow<'_, str>| matches!(&***name, "svg" | "math") || holds_html(name);
        let innermost = self.names.iter().rev().find(border);
        innermost.map_or(self.foreign, |name| !holds_html(name))
    }

    /// A start tag.
    pub(super) fn start(&mut self, tag: Tag<'t>) {
        let foreign = self.is_foreign() || matches!(&*tag.name, "svg" | "math");
        if foreign && tag.self_closing {
            return;
        }
        if !foreign {
            self.close_implied(&tag.name);
            if elements::is_void(&tag.name) || elements::is_raw(&tag.name) {
                return;
            }
        }
        self.names.push(tag.name);
    }

    /// An end tag: whether it ends something.
    pub(super) fn end(&mut self, name: &str) -> bool {
        // A browser makes a line of it.
        if name == "br" {
            return true;
        }
        let Some(at) = self.names.iter().rposition(|open| open == name) else {
            return false;
        };
        if is_formatting(name) {
            // What stands in it goes on.
            self.names.remove(at);
        } else {
            self.truncate(at);
        }
        true
    }

    /// Ends what is open.
    pub(super) fn close(&mut self, out: &mut Written<'_>) {
        for name in self.names.drain(..).rev() {
            tags::end(out.other(), &name);
        }
    }

    /// Ends the elements whose end tag the start tag implies.
    fn close_implied(&mut self, opening: &str) {
        while let Some(at) = self.closed_by(opening) {
            self.truncate(at);
        }
    }

    /// The innermost open element that the start tag ends.
    fn closed_by(&self, opening: &str) -> Option<usize> {
        let inner = self.names.iter().enumerate().rev();
        let mut inner = inner.take_while(|(_, open)| !is_border(open, opening));
        inner
            .find(|(_, open)| closes(open, opening))
            .map(|(at, _)| at)
    }

    /// Ends an element and what stands in it. Formatting goes on behind it.
    fn truncate(&mut self, at: usize) {
        let cell = matches!(&*self.names[at], "td" | "th" | "tr" | "table" | "caption");
        let mut index = 0;
        self.names.retain(|name| {
            let stays = index < at || (index > at && !cell && is_formatting(name));
            index += 1;
            stays
        });
    }
}

/// Elements of drawings and formulas whose content is HTML.
fn holds_html(name: &str) -> bool {
    matches!(
        name,
        "foreignobject" | "desc" | "mi" | "mo" | "mn" | "ms" | "mtext" | "annotation-xml"
    )
}

/// Elements that go on behind the end of what they began in.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// Whether the search for an element that a start tag ends stops at an open one.
fn is_border(open: &str, opening: &str) -> bool {
    match open {
        "table" | "template" | "object" | "marquee" | "applet" | "select" => true,
        "td" | "th" | "caption" | "button" => !is_table_part(opening),
        "ul" | "ol" | "menu" => opening == "li",
        "dl" => matches!(opening, "dt" | "dd"),
        _ => false,
    }
}

fn is_table_part(name: &str) -> bool {
    matches!(
        name,
        "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th"
    )
}

/// Whether a start tag ends an open element.
fn closes(open: &str, opening: &str) -> bool {
    let section = matches!(
        opening,
        "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col"
    );
    match open {
        "p" => is_block(opening),
        "li" => opening == "li",
        "dt" | "dd" => matches!(opening, "dt" | "dd"),
        "option" => matches!(opening, "option" | "optgroup" | "hr"),
        "optgroup" => matches!(opening, "optgroup" | "hr"),
        "rb" | "rt" | "rp" | "rtc" => matches!(opening, "rb" | "rt" | "rp" | "rtc"),
        "td" | "th" => section || matches!(opening, "td" | "th" | "tr"),
        "tr" => section || opening == "tr",
        "thead" | "tbody" | "tfoot" => section,
        "caption" => is_table_part(opening),
        "colgroup" => is_table_part(opening) && opening != "col",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            matches!(opening, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        }
        "a" | "nobr" | "button" => open == opening,
        _ => false,
    }
}

/// Start tags that end an open `p`.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "xmp"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_as_the_contract_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../contract/elements.json");
        let text = std::fs::read_to_string(path).expect("the contract's file");
        let contract: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let is_in = |list: &serde_json::Value, name: &str| {
            let mut names = list.as_array().into_iter().flatten();
            names.any(|one| one == name)
        };
        let names: std::collections::BTreeSet<&str> = text
            .split('"')
            .skip(1)
            .step_by(2)
            .chain(["div", "span", "body"])
            .collect();
        for &open in &names {
            assert_eq!(
                elements::is_void(open),
                is_in(&contract["void"], open),
                "{open}"
            );
            assert_eq!(
                elements::is_raw(open),
                is_in(&contract["text"], open),
                "{open}"
            );
            for &opening in &names {
                let ends = is_in(&contract["ends"][open], opening);
                let apart = is_in(&contract["apart"][open], opening);
                assert_eq!(closes(open, opening), ends || apart, "{opening} in {open}");
            }
        }
    }
}
