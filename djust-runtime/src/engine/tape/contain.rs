//! Markup of values, kept within the elements in which it stands.
//!
//! A browser reads a page as one text: an element that a value leaves open takes in what follows, and an end tag without
//! a start ends an element of the template. In a patch the same value is read alone. So that both are the same, and
//! nobody's text rearranges a page, what a value opens is ended with it, and what it did not open it does not end.

mod open;
mod tags;
mod written;

use std::collections::BTreeMap;

use super::{Entry, Item, Tape};
use crate::engine::elements;
use crate::engine::skeleton::{Fragment, Namespace, Part, Target};
use open::Open;
use tags::{Tag, Token, token};
use written::Written;

/// The texts of a tape that reach out of their elements, by their entries, as they are to be.
pub(super) fn texts(tape: &Tape) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    // Text that is escaped has none, and most pages have no other.
    if tape.text.contains('<') {
        visit(tape, 0, 0, &mut Open::default(), &mut found);
    }
    found
}

fn visit<'t>(
    tape: &'t Tape,
    fragment: u16,
    first: usize,
    open: &mut Open<'t>,
    found: &mut BTreeMap<usize, String>,
) {
    let walk = tape.walk(fragment, first);
    let table = walk.table();
    for (slot, item) in (0_u16..).zip(walk) {
        match item {
            Item::Text(entry) => {
                let text = tape.text_at(entry);
                if text.contains('<')
                    && is_content(table, slot)
                    && let Some(text) = contained(text, table.namespace, open)
                {
                    found.insert(entry, text);
                }
            }
            Item::Branch(Some((_, fragment, first))) => visit(tape, fragment, first, open, found),
            Item::List(rows) => {
                for row in tape.rows(rows) {
                    visit(tape, rows.fragment, row + Entry::HEAD, open, found);
                }
            }
            Item::Branch(None) | Item::Component(_) => {}
        }
    }
}

/// Whether a slot is content, where markup is understood.
fn is_content(table: &Fragment, slot: u16) -> bool {
    table.parts.iter().any(|part| match part {
        Part::Value(value) => *value == slot,
        Part::Anchor(targets) => targets.contains(&Target::Content(slot)),
        _ => false,
    })
}

/// Markup whose elements end with it; `None` if they do anyway. Nothing is allocated for such markup: it is most of what
/// there is, and each render comes to all of it. `open` is what is reused from one to the next.
fn contained<'t>(markup: &'t str, namespace: Namespace, open: &mut Open<'t>) -> Option<String> {
    open.begin(namespace != Namespace::Html);
    let mut out = Written::new(markup);
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        out.keep(&rest[..at]);
        rest = &rest[at..];
        let (token, length) = token(rest, open.is_foreign());
        let text = &rest[..length];
        rest = &rest[length..];
        match token {
            Token::Text => out.keep(text),
            Token::Letter => {
                out.other().push_str("&lt;");
                out.keep(&text[1..]);
            }
            Token::Unended(end) => {
                out.keep(text);
                out.other().push_str(end);
            }
            Token::Cut => _ = out.other(),
            Token::Start(tag) => {
                out.keep(text);
                rest = raw(&tag, rest, &mut out, open.is_foreign());
                open.start(tag);
            }
            Token::End(name) if open.end(&name) => out.keep(text),
            Token::End(_) => {
                let out = out.other();
                // What stood apart because of it may not become a tag.
                if out.ends_with('<') {
                    out.pop();
                    out.push_str("&lt;");
                }
            }
        }
    }
    out.keep(rest);
    open.close(&mut out);
    out.finish()
}

/// Writes the content of an element that holds text alone, and its end; what follows.
fn raw<'t>(tag: &Tag<'_>, rest: &'t str, out: &mut Written<'_>, foreign: bool) -> &'t str {
    if foreign || !elements::is_raw(&tag.name) {
        return rest;
    }
    let end = tags::raw_end(rest, &tag.name);
    out.keep(&rest[..end]);
    let length = match &rest[end..] {
        "" => 0,
        tail => token(tail, false).1,
    };
    let (written, tail) = rest[end..].split_at(length);
    // An end tag that does not end is none in a browser, either.
    if written.ends_with('>') {
        out.keep(written);
    } else {
        tags::end(out.other(), &tag.name);
    }
    tail
}

#[cfg(test)]
mod tests;
