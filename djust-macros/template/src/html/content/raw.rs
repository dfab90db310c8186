//! Reads the content of elements that hold no elements: `textarea`, `script`, `template` and their like.

use crate::ast::{At, Node};
use crate::html::calls::each_literal;
use crate::html::content::Reading;
use crate::html::content::ends::unclosed;
use crate::html::nesting::Model;
use crate::html::reader::{Peek, place};
use crate::html::tree::{Content, Element, Piece, Tag};
use crate::ir::Namespace;

impl<'a> Reading<'_, 'a> {
    /// The content of an element that holds no elements.
    pub(super) fn raw(&mut self, tag: Tag<'a>, namespace: Namespace, model: Model) {
        let (mut pieces, end) = self.raw_pieces(&tag);
        if model == Model::Closed {
            pieces.retain(|piece| match piece {
                Piece::Hole(node) if piece.writes() => {
                    self.site.error(
                        &place(node).unwrap_or_else(|| tag.at.clone()),
                        format!(
                            "a slot in `<{0}>`: what it writes would be code; give the value as a `data-*` attribute and read it there",
                            tag.name
                        ),
                    );
                    false
                }
                _ => true,
            });
        }
        if let Some(Piece::Hole(node)) = pieces.iter().find(|piece| piece.writes()) {
            self.mark_dynamic();
            // Where scripts run, nobody sees a `noscript`.
            if model == Model::Once && tag.name != "noscript" {
                self.site.warn(
                    "a_slot_that_is_written_once",
                    &place(node).unwrap_or_else(|| tag.at.clone()),
                    format!(
                        "a slot in `<{}>`: no patch writes there, and an element that a patch brings has it empty; give the value as a `data-*` attribute",
                        tag.name
                    ),
                );
            }
            self.refuse_ends(&tag, &pieces);
        }
        let children = match model {
            Model::Decoded => Content::Decoded(pieces),
            _ => Content::Once(pieces),
        };
        self.push_element(Element {
            tag,
            namespace,
            children,
            end,
        });
    }

    /// Refuses end tags that an arm or a macro writes: they would end the element in the middle of a slot.
    fn refuse_ends(&self, tag: &Tag<'a>, pieces: &[Piece<'a>]) {
        let around = &self.around.calls;
        for piece in pieces {
            let Piece::Hole(node) = piece else { continue };
            let mut calls = around.clone();
            each_literal(self.site, node, &mut calls, &mut |text, calls| {
                let Some((offset, _)) = next_end(&text.text, &tag.name, &mut 0) else {
                    return;
                };
                let at = At {
                    file: text.at.file.clone(),
                    offset: text.at.offset + offset,
                };
                let message = format!(
                    "this ends the `<{}>` that the tag stands in: write `</{0}>` after the tag",
                    tag.name
                );
                self.site.error_because(
                    &at,
                    message,
                    calls.get(around.len()..).unwrap_or_default(),
                );
            });
        }
    }

    fn raw_pieces(&mut self, tag: &Tag<'a>) -> (Vec<Piece<'a>>, String) {
        let mut pieces = Vec::new();
        let mut depth = 0_usize;
        loop {
            match self.reader.peek() {
                Peek::Text(text) => match next_end(text, &tag.name, &mut depth) {
                    Some((start, length)) => {
                        if start > 0 {
                            pieces.push(Piece::Text(self.reader.take(start)));
                        }
                        return (pieces, self.reader.take(length));
                    }
                    None => {
                        let length = text.len();
                        pieces.push(Piece::Text(self.reader.take(length)));
                    }
                },
                Peek::Hole(node) => {
                    if let Node::Break(at) | Node::Continue(at) = node {
                        self.site.error(
                            at,
                            "`break` and `continue` may not stand in an element of the row",
                        );
                    } else {
                        pieces.push(Piece::Hole(node));
                    }
                    self.reader.next();
                }
                Peek::ScopeStart => {
                    pieces.push(Piece::ScopeStart);
                    self.reader.next();
                }
                Peek::ScopeEnd => {
                    pieces.push(Piece::ScopeEnd);
                    self.reader.next();
                }
                Peek::End => {
                    self.site.error(&tag.at, unclosed(tag));
                    return (pieces, String::new());
                }
            }
        }
    }
}

/// The next end tag `</name …>` in a text: where it begins and its length. `template`s nest.
fn next_end(text: &str, name: &str, depth: &mut usize) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower.get(from..)?.find('<') {
        let start = from + found;
        let rest = lower.get(start + 1..)?;
        let (closing, rest) = rest
            .strip_prefix('/')
            .map_or((false, rest), |rest| (true, rest));
        let named = rest.strip_prefix(name).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
        });
        if named && closing && *depth == 0 {
            let length = lower[start..]
                .find('>')
                .map_or(lower.len() - start, |end| end + 1);
            return Some((start, length));
        }
        if named && name == "template" {
            *depth = if closing { *depth - 1 } else { *depth + 1 };
        }
        from = start + 1;
    }
    None
}
