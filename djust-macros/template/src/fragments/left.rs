//! Writes content that is left to scripts: markup and tags of the template as one text without marks.

use crate::fragments::Writer;
use crate::html::tree::{Content, Element, Hole, Invocation, Item, Items, TagPart};

impl<'a> Writer<'_, 'a> {
    /// Items with their literal markup.
    pub(super) fn raw_items(&mut self, items: &Items<'a>) {
        for item in items {
            match item {
                Item::Text(text) | Item::Verbatim(text) => self.literal(text),
                Item::Element(element) => self.raw_element(element),
                Item::ScopeStart => self.scope_start(),
                Item::ScopeEnd => self.scope_end(),
                Item::Hole(hole) => self.raw_hole(hole),
            }
        }
    }

    fn raw_element(&mut self, element: &Element<'a>) {
        let tag = &element.tag;
        self.literal("<");
        self.literal(&tag.written);
        self.raw_parts(&tag.parts);
        self.literal(if tag.self_closing { "/>" } else { ">" });
        match &element.children {
            Content::Items(items) => self.raw_items(items),
            Content::Decoded(pieces) | Content::Once(pieces) => {
                pieces.iter().for_each(|piece| self.raw_piece(piece));
            }
        }
        self.literal(&element.end);
    }

    /// What stands in a tag, as it is written.
    pub(super) fn raw_parts(&mut self, parts: &[TagPart<'a>]) {
        for part in parts {
            match part {
                TagPart::Space(space) => self.literal(space),
                TagPart::Attr(attr) => {
                    self.literal(&attr.before);
                    attr.value.iter().for_each(|piece| self.raw_piece(piece));
                    self.literal(attr.quote);
                }
                TagPart::Chunk(node, _) | TagPart::Statement(node) => self.raw_node(node),
                TagPart::ScopeStart => self.scope_start(),
                TagPart::ScopeEnd => self.scope_end(),
            }
        }
    }

    fn raw_hole(&mut self, hole: &Hole<'a>) {
        match hole {
            Hole::Statement(node) | Hole::Value(node) => self.raw_node(node),
            Hole::Branch(node, arms) => {
                let mut contents = arms.iter();
                self.arms(node, |writer, _| {
                    contents
                        .next()
                        .into_iter()
                        .for_each(|items| writer.raw_items(items));
                });
            }
            Hole::List(list, rows, otherwise) => {
                let names = self.loop_start(list);
                self.scoped(&names, |writer| writer.raw_items(rows));
                if let Some(items) = otherwise {
                    self.tag("else");
                    self.scoped(&[], |writer| writer.raw_items(items));
                }
                self.tag("endfor");
            }
            Hole::Call(Invocation::Inline { source, .. }) | Hole::Caller(source) => {
                let text = self.raw_expression(source);
                self.expression(&text);
            }
            Hole::Call(Invocation::Block(call)) => self.raw_call(call),
            Hole::Leave(word) => self.tag(word),
            Hole::Live(live) if live.name == "component" => self.inline_call(live),
            Hole::Live(live) if live.name == "csrf_token" => {
                let field = self.token_field();
                self.literal(field);
            }
            // What else there is was refused.
            Hole::Live(_) | Hole::Component(..) => {}
        }
    }
}
