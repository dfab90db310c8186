//! What a browser would repair: elements and slots in places that it does not accept.

use crate::ast::At;
use crate::html::calls::Called;
use crate::html::content::{Reading, is_document};
use crate::html::nesting;
use crate::html::tree::Tag;
use crate::ir::Namespace;

impl<'a> Reading<'_, 'a> {
    pub(super) fn check_place(&self, tag: &Tag<'a>) {
        let name = tag.name.as_str();
        if nesting::block(name) && nesting::paragraph_open(self.open_names()) {
            self.misfit(
                &tag.at,
                format!(
                    "`<{name}>` in a `<p>`: a browser ends the `<p>` before it; write `</p>` before it, or a `<div>` instead of the `<p>`"
                ),
                self.nearest("p"),
            );
        }
        if nesting::nested_in_itself(name, self.open_names()) {
            self.misfit(
                &tag.at,
                format!("`<{name}>` in another `<{name}>`: a browser takes them apart; end the first one before it"),
                self.nearest(name).or_else(|| self.innermost()),
            );
        }
        let parent = self.parent();
        let is_known = parent.is_some() || !self.around.component;
        if let Some(repair) = nesting::misplaced(parent, name).filter(|_| is_known) {
            let place = parent.map_or_else(
                || "here".to_owned(),
                |parent| format!("straight in `<{parent}>`"),
            );
            self.misfit(
                &tag.at,
                format!("`<{name}>` {place}: {repair}"),
                self.innermost(),
            );
        }
        let script = matches!(name, "script" | "style" | "template");
        if parent == Some("html") && !script && !matches!(name, "head" | "body" | "frameset") {
            self.misfit(
                &tag.at,
                format!("`<{name}>` straight in `<html>`: a browser puts it in a `<head>` or `<body>`; write that out"),
                self.innermost(),
            );
        }
        if parent.is_none() && matches!(name, "head" | "body") {
            self.misfit(
                &tag.at,
                format!("`<{name}>` without `<html>`: write `<html>` around it"),
                None,
            );
        }
    }

    /// Notes what the root of a component can't be that stands here: only its own template says what it is.
    pub(super) fn note_roots(&self, at: &At) {
        if self.namespace() != Namespace::Html {
            return;
        }
        let parent = self.parent();
        let is_refused = |name: &&&str| {
            (nesting::block(name) && nesting::paragraph_open(self.open_names()))
                || nesting::nested_in_itself(name, self.open_names())
                || nesting::misplaced(parent, name).is_some()
        };
        let refused = nesting::ROOTS.iter().filter(is_refused);
        self.site.refuse_roots(at, refused.copied().collect());
    }

    pub(super) fn stray_end(&self, at: &At, name: &str) {
        if self
            .around
            .open
            .iter()
            .any(|(open, _)| open.eq_ignore_ascii_case(name))
        {
            self.misfit(
                at,
                format!(
                    "`</{name}>` ends an element that was opened outside: every arm, loop body and macro must close exactly what it opens; put the whole `<{name}>` inside, or the tag around whole elements"
                ),
                self.nearest(name),
            );
        } else if name == "p" {
            self.site.error(
                at,
                "`</p>` without an open `<p>`: a block such as `<div>` or `<ul>` in a `<p>` ends it; write a `<div>` instead of the `<p>`",
            );
        } else {
            self.site.error(
                at,
                format!("`</{name}>` without `<{name}>`: take it away, or write the start tag"),
            );
        }
    }

    pub(super) fn check_value(&self, at: &At, markup: bool) {
        let Some(parent) = self.parent() else { return };
        if self.namespace() == Namespace::Html && nesting::table_part(parent) {
            self.misfit(
                at,
                format!("a slot straight in `<{parent}>`: a browser moves its text out, before the table; put it in a cell"),
                self.innermost(),
            );
        }
        if markup && parent == "p" {
            self.misfit(
                at,
                "markup straight in a `<p>`: a block element in it would end the `<p>`; use a `<div>`".to_owned(),
                self.innermost(),
            );
        }
    }

    /// What is handed to a component is no row and no cell: it is read where nobody knows of a table.
    pub(super) fn check_outlet(&self, at: &At) {
        let parent = self
            .parent()
            .filter(|_| self.namespace() == Namespace::Html);
        if let Some(parent) = parent.filter(|it| nesting::table_part(it) || *it == "select") {
            self.misfit(
                at,
                format!("`{{% slot %}}` straight in `<{parent}>`, where nothing that is handed over can stand: put it in a cell, or around the `<table>` or `<select>`"),
                self.innermost(),
            );
        }
    }

    /// Slots of a whole document stand in its head or body.
    pub(super) fn check_document(&self, at: &At) {
        let parent = self.parent();
        let nowhere = parent.is_none() && self.around.root && self.in_document();
        if parent == Some("html") || nowhere {
            self.misfit(
                at,
                "a tag of the template straight in the document: a browser moves what it writes into `<head>` or `<body>`; write it inside one of them".to_owned(),
                self.innermost(),
            );
        }
    }

    fn in_document(&self) -> bool {
        self.doctype.is_some() || self.items.iter().any(is_document)
    }

    /// The innermost open element, counted from the outside.
    pub(super) fn innermost(&self) -> Option<usize> {
        (self.around.open.len() + self.stack.len()).checked_sub(1)
    }

    /// The innermost open element of this name.
    fn nearest(&self, name: &str) -> Option<usize> {
        let from_inside = self.open_names().rev();
        let found = from_inside
            .enumerate()
            .find(|(_, open)| open.eq_ignore_ascii_case(name))?;
        self.innermost()?.checked_sub(found.0)
    }

    /// An error about what stands in what. `culprit` is the open element that does not go with it: if a macro or a
    /// call's body is read inside of that, the error says where that is written.
    pub(super) fn misfit(&self, at: &At, message: String, culprit: Option<usize>) {
        let inside = |call: &&Called<'a>| culprit.is_none_or(|culprit| culprit < call.base);
        let first = self.around.calls.partition_point(|call| !inside(&call));
        self.site
            .error_because(at, message, &self.around.calls[first..]);
    }
}

/// Whether an expression's last filter is known to write markup.
pub(super) fn writes_markup(text: &str) -> bool {
    let last = text.rsplit('|').next().unwrap_or_default().trim();
    let name = last.split(['(', ' ']).next().unwrap_or_default();
    text.contains('|') && matches!(name, "safe" | "linebreaks" | "paragraphbreaks")
}

/// HTML elements that end an `svg` or `math` they stand in.
pub(super) fn breaks_out(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "blockquote"
            | "body"
            | "br"
            | "center"
            | "code"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "embed"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "hr"
            | "i"
            | "img"
            | "li"
            | "listing"
            | "menu"
            | "meta"
            | "nobr"
            | "ol"
            | "p"
            | "pre"
            | "ruby"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "strike"
            | "sub"
            | "sup"
            | "table"
            | "tt"
            | "u"
            | "ul"
            | "var"
    )
}
