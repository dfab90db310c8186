//! The template's tags in element content.

use super::places::writes_markup;
use super::{Around, Reading, read};
use crate::ast::{At, If, Match, Node, Nodes, Source};
use crate::expression::invocation;
use crate::html::root;
use crate::html::tree::{Hole, Invocation, Item, Items};

impl<'a> Reading<'_, 'a> {
    pub(super) fn hole(&mut self, node: &'a Node, at: &At) {
        if !matches!(node, Node::Statement(_) | Node::LetBlock(_)) {
            self.mark_dynamic();
            self.check_document(at);
        }
        let hole = match node {
            Node::Statement(_) | Node::LetBlock(_) => {
                self.variable(node);
                Hole::Statement(node)
            }
            Node::Expr(source) => self.expression(node, source),
            Node::Filter(block) => {
                self.check_value(at, false);
                let around = self.around().called().whole();
                self.site.keep(read(self.site, &block.body, &around, at));
                Hole::Value(node)
            }
            Node::If(If { arms, .. }) | Node::Match(Match { arms, .. }) => {
                let arms = arms.iter().map(|(_, body)| self.arm(body, at)).collect();
                Hole::Branch(node, arms)
            }
            Node::For(list) => {
                let mut around = self.around();
                around.loop_base = Some(around.open.len());
                let rows = read(self.site, &list.body, &around, at);
                let otherwise = list.otherwise.as_ref().map(|body| self.arm(body, at));
                Hole::List(list, rows, otherwise)
            }
            Node::Call(call) => {
                self.called(&self.around(), &call.name, Some(call), at);
                Hole::Call(Invocation::Block(call))
            }
            Node::Break(_) => self.leave("break", at),
            Node::Continue(_) => self.leave("continue", at),
            Node::Live(live) => {
                match live.name.as_str() {
                    "live_component" => self.note_roots(&live.rest.at),
                    "slot" => self.check_outlet(at),
                    _ => {}
                }
                Hole::Live(live)
            }
            Node::Component(component) => {
                self.note_roots(&component.live.rest.at);
                // Where it will stand only the component knows: nothing around it counts.
                let contents = component.contents.iter().map(|(_, body, at)| {
                    let items = read(self.site, body, &Around::default(), at);
                    root::wrapped(self.site, items, at)
                });
                Hole::Component(component, contents.collect())
            }
            // Flattened away, or read in place.
            Node::Text(_)
            | Node::Macro(_)
            | Node::Include(_)
            | Node::Extends(_)
            | Node::Import { .. }
            | Node::Block { .. }
            | Node::Scope(_) => return,
        };
        self.push(Item::Hole(hole));
    }

    fn arm(&self, body: &'a Nodes, at: &At) -> Items<'a> {
        read(self.site, body, &self.around(), at)
    }

    fn leave(&self, word: &'static str, at: &At) -> Hole<'a> {
        let here = self.around.open.len() + self.stack.len();
        match self.around.loop_base {
            None => self.site.error(at, format!("`{word}` outside a loop: it belongs in a `{{% for %}}`")),
            Some(base) if base != here => self.site.error(
                at,
                format!("`{word}` with an element of the row open: put it before the element or after its end tag"),
            ),
            Some(_) => {}
        }
        Hole::Leave(word)
    }

    fn expression(&self, node: &'a Node, source: &'a Source) -> Hole<'a> {
        if let Some((name, args)) = invocation(&source.text) {
            if name == "caller" {
                self.placed(&self.around(), &source.at);
                return Hole::Caller(source);
            }
            if self.site.macros.contains_key(name) {
                self.called(&self.around(), name, None, &source.at);
                return Hole::Call(Invocation::Inline { name, args, source });
            }
        }
        self.check_value(&source.at, writes_markup(&source.text));
        Hole::Value(node)
    }
}
