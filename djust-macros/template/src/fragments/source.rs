//! Prints source for Askama: tags, literals that hold delimiters, and whole nodes where no mark may stand.
//!
//! The source is in default syntax whatever the template's was, and every tag says `+`: white space was resolved
//! before, and a configuration that suppresses it must not do so again.

use crate::ast::{Node, Nodes, Source, Wrapped};
use crate::expression::{self, assigned};
use crate::fragments::Writer;
use crate::html::tree::Piece;

impl<'a> Writer<'_, 'a> {
    /// A tag.
    pub(crate) fn tag(&mut self, inside: &str) {
        self.source += "{%+ ";
        self.source += inside;
        self.source += " +%}";
    }

    /// An expression.
    pub(crate) fn expression(&mut self, text: &str) {
        self.source += "{{+ ";
        self.source += text;
        self.source += " +}}";
    }

    /// Literal text; a brace that could begin a tag goes through a string.
    pub(crate) fn literal(&mut self, text: &str) {
        let mut rest = text;
        while let Some(brace) = rest.find('{') {
            let (before, after) = rest.split_at(brace);
            self.source += before;
            rest = &after[1..];
            if rest.is_empty() || rest.starts_with(['{', '%', '#']) {
                self.source += "{{+ \"{\"|safe +}}";
            } else {
                self.source.push('{');
            }
        }
        self.source += rest;
    }

    /// A piece of a value.
    pub(crate) fn raw_piece(&mut self, piece: &Piece<'a>) {
        match piece {
            Piece::Text(text) => self.literal(text),
            Piece::Hole(node) => self.raw_node(node),
            Piece::ScopeStart => self.scope_start(),
            Piece::ScopeEnd => self.scope_end(),
        }
    }

    /// Nodes with their literal text.
    pub(crate) fn raw_nodes(&mut self, nodes: &'a Nodes) {
        for node in nodes {
            self.raw_node(node);
        }
    }

    /// A node with its literal text.
    pub(crate) fn raw_node(&mut self, node: &'a Node) {
        match node {
            Node::Text(text) => self.literal(&text.text),
            Node::Expr(source) => {
                let text = self.raw_expression(source);
                let text = self.bound.expression(source, text);
                self.expression(&text);
            }
            Node::If(_) | Node::Match(_) => {
                self.arms(node, |writer, body| writer.raw_nodes(body));
            }
            Node::For(list) => {
                let names = self.loop_start(list);
                self.scoped(&names, |writer| writer.raw_nodes(&list.body));
                if let Some(otherwise) = &list.otherwise {
                    self.tag("else");
                    self.scoped(&[], |writer| writer.raw_nodes(otherwise));
                }
                self.tag("endfor");
            }
            Node::Statement(source) => self.statement(source),
            Node::LetBlock(block) => {
                let (word, rest) = split_word(&block.header.text);
                self.wrapped(block, if word == "set" { "endset" } else { "endlet" });
                self.statement_done();
                let name = rest.split('|').next().unwrap_or_default();
                self.declare(expression::pattern(name));
            }
            Node::Filter(block) => {
                self.note_filter(&block.header);
                self.wrapped(block, "endfilter");
            }
            Node::Call(call) => self.raw_call(call),
            Node::Break(_) => self.tag("break"),
            Node::Continue(_) => self.tag("continue"),
            Node::Scope(nodes) => {
                self.scope_start();
                self.raw_nodes(nodes);
                self.scope_end();
            }
            Node::Live(live) if live.name == "csrf_token" => {
                let field = self.token_field();
                self.literal(field);
            }
            Node::Live(live) if live.name == "component" => self.inline_call(live),
            Node::Live(live) | Node::Component(crate::ast::Component { live, .. }) => self.site.error(
                &live.rest.at,
                format!("`{{% {} %}}` where its place in the page can't be known: put it straight into an element's content", live.name),
            ),
            Node::Macro(_) | Node::Include(_) | Node::Extends(_) | Node::Import { .. } | Node::Block { .. } => {}
        }
    }

    fn wrapped(&mut self, block: &'a Wrapped, end: &str) {
        self.tag(&block.header.text);
        self.scoped(&[], |writer| writer.raw_nodes(&block.body));
        self.tag(end);
    }

    fn note_filter(&mut self, header: &Source) {
        // `filter upper|truncate(n)`: what looks like a pipeline's beginning is a filter's name too.
        let (_, filters) = split_word(&header.text);
        let mut at = header.at.clone();
        at.offset += header.text.len() - filters.len();
        let name = filters
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
            .unwrap_or(filters.len());
        at.offset += name;
        self.note(&filters[name..], &at);
    }

    /// A statement without output.
    fn statement(&mut self, source: &Source) {
        let (word, rest) = split_word(&source.text);
        let at = |offset: usize| crate::ast::At {
            file: source.at.file.clone(),
            offset: source.at.offset + offset,
        };
        let value = assigned(&source.text);
        match (word, value) {
            ("let" | "set" | "decl" | "declare", Some(value)) => {
                let text = source.text[value..].trim();
                if text == "caller" {
                    self.site.error(
                        &source.at,
                        "`caller` under another name: what it writes could not be followed; write `caller()` where its text belongs",
                    );
                }
                let from = source.text.len() - source.text[value..].trim_start().len();
                self.note(text, &at(from));
                // A macro's text goes into a variable: no mark may stand in it.
                let raw = self.raw_text(text);
                let head = &source.text[..value];
                self.tag(&raw.map_or_else(|| source.text.clone(), |raw| format!("{head} {raw}")));
                let pattern = source.text.len() - rest.len();
                self.declare(expression::pattern(&source.text[pattern..value - 1]));
            }
            ("let" | "set" | "decl" | "declare", None) => {
                self.tag(&source.text);
                self.declare(expression::pattern(rest));
            }
            ("mut", _) => {
                self.note(rest, &at(source.text.len() - rest.len()));
                self.tag(&source.text);
            }
            _ => {
                self.note(&source.text, &source.at);
                self.tag(&source.text);
            }
        }
        self.statement_done();
    }
}

fn split_word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (word, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart() {
        assert_eq!(split_word("let x = 1"), ("let", "x = 1"));
        assert_eq!(split_word("filter"), ("filter", ""));
    }
}
