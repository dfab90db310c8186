//! Where elements end: by their end tags, by those that imply one, or not at all.

use super::Reading;
use crate::html::nesting;
use crate::html::tree::{Content, Element, Tag};

impl<'a> Reading<'_, 'a> {
    /// Closes the elements whose end the start tag implies.
    pub(super) fn close_implied(&mut self, tag: &Tag<'a>) {
        while let Some(open) = self.stack.last()
            && nesting::closes(&open.tag.name, &tag.name)
        {
            if open.dynamic {
                let repair = if open.tag.name == "p" && tag.name != "p" {
                    format!(
                        "`<{}>` in a `<p>`: a browser ends the `<p>` before it; write `</p>` before it, or a `<div>` instead of the `<p>`",
                        tag.name
                    )
                } else {
                    omitted(&open.tag)
                };
                self.site.error(&tag.at, repair);
            }
            self.close_top(String::new());
        }
    }

    pub(super) fn close_top(&mut self, end: String) {
        if let Some(open) = self.stack.pop() {
            self.push_element(Element {
                tag: open.tag,
                namespace: open.namespace,
                children: Content::Items(open.children),
                end,
            });
        }
    }

    pub(super) fn end_tag(&mut self) {
        let at = self.reader.at();
        let mut end = self.reader.take(2);
        let written = self
            .reader
            .take_while(|c| !c.is_ascii_whitespace() && c != '/' && c != '>');
        end += &written;
        end += &self.reader.take_while(|c| c != '>');
        if self.reader.text().starts_with('>') {
            end += &self.reader.take(1);
        } else {
            self.site.error(
                &at,
                format!("the end tag `</{written}` does not end: a `>` is expected"),
            );
        }
        let name = written.to_ascii_lowercase();
        let found = self
            .stack
            .iter()
            .rposition(|open| open.tag.name.eq_ignore_ascii_case(&name));
        let Some(found) = found else {
            return self.stray_end(&at, &name);
        };
        let between = &self.stack[found + 1..];
        if let Some(open) = between
            .iter()
            .find(|open| !nesting::omittable(&open.tag.name))
        {
            self.site.error(
                &at,
                format!(
                    "`</{name}>` where `</{}>` is expected: `<{}>` in line {} is open still",
                    open.tag.written,
                    open.tag.written,
                    crate::position::position(&open.tag.at).line
                ),
            );
        }
        while self.stack.len() > found + 1 {
            self.check_omitted();
            self.close_top(String::new());
        }
        self.close_top(end);
    }

    pub(super) fn check_omitted(&self) {
        if let Some(open) = self.stack.last()
            && open.dynamic
            && nesting::omittable(&open.tag.name)
        {
            self.site.error(&open.tag.at, omitted(&open.tag));
        }
    }
}

fn omitted(tag: &Tag<'_>) -> String {
    format!(
        "the end tag `</{0}>` of `<{0}>` is omitted around a tag of the template: write it out",
        tag.written
    )
}

pub(super) fn unclosed(tag: &Tag<'_>) -> String {
    format!(
        "`<{0}>` is opened and not closed here: every arm, loop body and macro must close exactly what it opens; write `</{0}>`, or put the tag around the whole element",
        tag.written
    )
}
