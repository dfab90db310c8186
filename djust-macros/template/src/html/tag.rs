//! Reads a start tag: its name, its attributes, and the template's tags among them.
//!
//! Where a slot could change what the tag *is* (its name, an attribute's name, an unquoted value), that is an error:
//! a value with a space in it would add attributes.

use crate::ast::{At, Node};
use crate::html::Site;
use crate::html::reader::{Peek, Reader, place};
use crate::html::tree::{Attr, Piece, Tag, TagPart};
use crate::ir::Namespace;

/// How the inside of a tag ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// `>`.
    Closed,
    /// `/>`.
    SelfClosed,
    /// The nodes ended first.
    Open,
}

/// Reads a start tag; the reader stands on its `<`.
pub(crate) fn start_tag<'a>(
    site: &Site<'a>,
    reader: &mut Reader<'a>,
    namespace: Namespace,
) -> Tag<'a> {
    let at = reader.at();
    reader.skip(1);
    let written = reader.take_while(|c| !c.is_ascii_whitespace() && c != '/' && c != '>');
    if let Peek::Hole(node) = reader.peek()
        && !begins_apart(node)
    {
        site.error(
            &place(node).unwrap_or_else(|| at.clone()),
            format!(
                "a slot in a tag's name, after `<{written}`: write the name out, or an `{{% if %}}` around whole elements; if `{written}` is the whole name, put a space after it"
            ),
        );
        skip(reader);
    }
    let (parts, end) = inside(site, reader, false);
    if end == End::Open {
        site.error(
            &at,
            format!("the tag `<{written}` does not end: a `>` is expected in the same arm, loop or template"),
        );
    }
    Tag {
        name: match namespace {
            Namespace::Html => written.to_ascii_lowercase(),
            _ => written.clone(),
        },
        written,
        parts,
        self_closing: end == End::SelfClosed,
        at,
    }
}

/// Reads attributes up to `>`, or to the end of the nodes in a conditional `chunk`.
fn inside<'a>(site: &Site<'a>, reader: &mut Reader<'a>, chunk: bool) -> (Vec<TagPart<'a>>, End) {
    let mut parts = Vec::new();
    loop {
        match reader.peek() {
            Peek::End => return (parts, End::Open),
            Peek::ScopeStart => {
                reader.next();
                parts.push(TagPart::ScopeStart);
            }
            Peek::ScopeEnd => {
                reader.next();
                parts.push(TagPart::ScopeEnd);
            }
            Peek::Hole(node) => {
                reader.next();
                if let Some(part) = hole(site, node, reader.at()) {
                    parts.push(part);
                    check_end(site, node, reader);
                }
            }
            Peek::Text(text) if text.starts_with('>') || text.starts_with("/>") => {
                let end = if text.starts_with('>') {
                    End::Closed
                } else {
                    End::SelfClosed
                };
                let at = reader.at();
                reader.skip(if end == End::Closed { 1 } else { 2 });
                if !chunk {
                    return (parts, end);
                }
                site.error(
                    &at,
                    "this `>` ends the tag in one arm only: all arms must leave the tag as they found it; put the `>` after the tag's end",
                );
            }
            Peek::Text(text) if text.starts_with(space_or_slash) => {
                parts.push(TagPart::Space(reader.take_while(space_or_slash_not_end)));
                if reader.text().starts_with('/') && !reader.text().starts_with("/>") {
                    parts.push(TagPart::Space(reader.take(1)));
                }
            }
            Peek::Text(_) => parts.push(TagPart::Attr(attribute(site, reader))),
        }
    }
}

/// Passes over a slot in a name and the rest of the name, so that one mistake gives one error.
fn skip(reader: &mut Reader<'_>) {
    reader.next();
    reader.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '/' | '>' | '='));
}

/// What follows a chunk must not run into it: `{% if a %}b{% endif %}c` would be one name.
fn check_end(site: &Site<'_>, node: &Node, reader: &Reader<'_>) {
    let apart =
        reader.text().is_empty() || reader.text().starts_with(|c| space_or_slash(c) || c == '>');
    let ended = |arm: &Vec<Node>| match arm.last() {
        None => true,
        Some(Node::Text(text)) => text
            .text
            .ends_with(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'')),
        Some(_) => false,
    };
    if !apart && !node.bodies().into_iter().all(ended) {
        site.error(
            &reader.at(),
            "a space is expected between a conditional attribute and the next one: without it the two are one name",
        );
    }
}

/// Whether a tag of the template right after a name leaves the name whole: it writes nothing, or a space first.
fn begins_apart(node: &Node) -> bool {
    let apart = |arm: &Vec<Node>| match arm.first() {
        None => true,
        Some(Node::Text(text)) => text.text.starts_with(|c: char| c.is_ascii_whitespace()),
        Some(node) => begins_apart(node),
    };
    match node {
        Node::Statement(_) | Node::LetBlock(_) => true,
        Node::If(_) | Node::Match(_) | Node::For(_) => node.bodies().into_iter().all(apart),
        _ => false,
    }
}

fn space_or_slash(c: char) -> bool {
    c.is_ascii_whitespace() || c == '/'
}

fn space_or_slash_not_end(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// A template's tag between attributes.
fn hole<'a>(site: &Site<'a>, node: &'a Node, end: At) -> Option<TagPart<'a>> {
    let at = place(node).unwrap_or_else(|| end.clone());
    match node {
        Node::Statement(_) => return Some(TagPart::Statement(node)),
        Node::LetBlock(_) => return Some(TagPart::Statement(node)),
        Node::If(_) | Node::Match(_) | Node::For(_) => {}
        Node::Live(live) | Node::Component(crate::ast::Component { live, .. }) => {
            site.error(
                &at,
                format!(
                    "`{{% {} %}}` between attributes: it belongs in an element's content",
                    live.name
                ),
            );
            return None;
        }
        Node::Break(_) | Node::Continue(_) => {
            site.error(
                &at,
                "`break` and `continue` may not stand in a tag; put them before the element",
            );
            return None;
        }
        _ => {
            site.error(
                &at,
                "a slot between attributes would write attribute names: write each name out, with its value in quotes, or use `{% if %}` around whole attributes",
            );
            return None;
        }
    }
    let arms = node
        .bodies()
        .into_iter()
        .map(|arm| {
            let mut reader = Reader::new(arm, &at);
            inside(site, &mut reader, true).0
        })
        .collect();
    Some(TagPart::Chunk(node, arms))
}

/// Reads an attribute; the reader stands on the first character of its name.
fn attribute<'a>(site: &Site<'a>, reader: &mut Reader<'a>) -> Attr<'a> {
    let at = reader.at();
    let mut written = reader.take(reader.text().chars().next().map_or(1, char::len_utf8));
    written += &reader.take_while(|c| !c.is_ascii_whitespace() && c != '/' && c != '>' && c != '=');
    let mut before = written.clone();
    if written.starts_with('=') {
        site.error(
            &at,
            "an attribute without a name: write one before the `=`, as in `title=\"…\"`",
        );
    }
    if let Peek::Hole(node) = reader.peek()
        && !begins_apart(node)
    {
        site.error(
            &place(node).unwrap_or_else(|| at.clone()),
            format!(
                "a slot in an attribute's name, after `{written}`: write the name out; if `{written}` is the whole name, put a space after it"
            ),
        );
        skip(reader);
    }
    let mut attr = Attr {
        name: written.to_ascii_lowercase(),
        written,
        before: String::new(),
        value: Vec::new(),
        quote: "",
        at,
        value_at: reader.at(),
    };
    let text = reader.text();
    let ahead = text.trim_start_matches(|c: char| c.is_ascii_whitespace());
    if ahead.starts_with('=') {
        let spaces = text.len() - ahead.len();
        before += &reader.take(spaces + 1);
        before += &reader.take_while(|c| c.is_ascii_whitespace());
        attr.value_at = reader.at();
        match reader.text().chars().next() {
            Some(quote @ ('"' | '\'')) => {
                before.push(quote);
                reader.skip(1);
                attr.quote = if quote == '"' { "\"" } else { "'" };
                attr.value_at = reader.at();
                attr.value = quoted(site, reader, quote, &attr);
            }
            _ => attr.value = unquoted(site, reader, &attr),
        }
    }
    attr.before = before;
    attr
}

fn quoted<'a>(
    site: &Site<'a>,
    reader: &mut Reader<'a>,
    quote: char,
    attr: &Attr<'a>,
) -> Vec<Piece<'a>> {
    let mut value = Vec::new();
    loop {
        match reader.peek() {
            Peek::Text(text) => {
                if let Some(length) = text.find(quote) {
                    if length > 0 {
                        value.push(Piece::Text(reader.take(length)));
                    }
                    reader.skip(1);
                    return value;
                }
                let length = text.len();
                value.push(Piece::Text(reader.take(length)));
            }
            Peek::Hole(node) => {
                value.push(Piece::Hole(node));
                reader.next();
            }
            Peek::ScopeStart => {
                value.push(Piece::ScopeStart);
                reader.next();
            }
            Peek::ScopeEnd => {
                value.push(Piece::ScopeEnd);
                reader.next();
            }
            Peek::End => {
                site.error(
                    &attr.at,
                    format!("the value of `{}` does not end: a `{quote}` is expected in the same arm, loop or template", attr.written),
                );
                return value;
            }
        }
    }
}

fn unquoted<'a>(site: &Site<'a>, reader: &mut Reader<'a>, attr: &Attr<'a>) -> Vec<Piece<'a>> {
    let mut value = Vec::new();
    let text = reader.take_while(|c| !c.is_ascii_whitespace() && c != '>');
    if !text.is_empty() {
        value.push(Piece::Text(text));
    }
    if let Peek::Hole(node) = reader.peek()
        && !matches!(node, Node::Statement(_) | Node::LetBlock(_))
    {
        site.error(
            &place(node).unwrap_or_else(|| attr.at.clone()),
            format!(
                "a slot in the unquoted value of `{0}`: a space in it would add attributes; write `{0}=\"…\"` with quotes",
                attr.written
            ),
        );
        // What follows belongs to the value still; it is read so that one mistake gives one error.
        reader.next();
        reader.take_while(|c| !c.is_ascii_whitespace() && c != '>');
    }
    value
}
