//! Commands for the browser in an event's attribute, as in `dj-click="{{ Js::show("#menu") }}"`.
//!
//! A text there would call whatever handler its value names. So a slot is the whole value and a `Js`, which the type of its
//! expression must prove.

use std::collections::HashMap;

use super::arguments::{Written, place};
use crate::ast::{Node, Source};
use crate::expression::invocation;
use crate::html::Site;
use crate::html::tree::{Attr, Piece};
use crate::vocabulary::{self, Value};

/// The attribute that keeps commands: its family carries out those of all others.
pub(super) const KEPT: &str = "dj-commands";

/// Says which slots stand where a handler's name does, and notes those that are commands; tells whether there are any.
pub(super) fn check(
    site: &Site<'_>,
    attr: &Attr<'_>,
    written: &mut HashMap<(String, usize), Written>,
) -> bool {
    let calls = vocabulary::event(&attr.name)
        .is_some_and(|(row, _)| matches!(row.value, Value::Call | Value::OptionalCall));
    let before = attr.value.iter().take_while(|piece| match piece {
        Piece::Text(text) => !text.contains('('),
        _ => true,
    });
    let nodes: Vec<&Node> = before
        .filter_map(|piece| match piece {
            Piece::Hole(node) if piece.writes() => Some(*node),
            _ => None,
        })
        .collect();
    if (!calls && attr.name != KEPT) || nodes.is_empty() {
        return false;
    }
    let is_blank =
        |piece: &Piece<'_>| !matches!(piece, Piece::Text(text) if !text.trim().is_empty());
    let alone = nodes.len() == 1 && attr.value.iter().all(is_blank);
    let mut found = Found {
        site,
        written,
        any: false,
    };
    nodes.iter().for_each(|node| found.read(node, alone));
    found.any
}

/// What is read of a value.
struct Found<'f, 's> {
    site: &'f Site<'s>,
    written: &'f mut HashMap<(String, usize), Written>,
    any: bool,
}

impl Found<'_, '_> {
    /// `alone` tells whether nothing else is written beside the node.
    fn read(&mut self, node: &Node, alone: bool) {
        match node {
            Node::Expr(source) => self.expression(source, alone),
            Node::If(_) | Node::Match(_) | Node::Scope(_) => {
                for body in node.bodies() {
                    let mut nodes = body.iter().filter(|node| writes(node));
                    let alone = alone && nodes.clone().count() == 1;
                    nodes.by_ref().for_each(|node| self.read(node, alone));
                }
            }
            other => {
                for node in other.bodies().into_iter().flatten() {
                    self.read(node, false);
                }
            }
        }
    }

    fn expression(&mut self, source: &Source, alone: bool) {
        let text = &source.text;
        // What a macro writes is literal, or stands in the macro.
        let is_macro = invocation(text)
            .is_some_and(|(name, _)| name == "caller" || self.site.macros.contains_key(name));
        if is_macro {
            return;
        }
        if alone {
            self.any = true;
            self.written.insert(place(source), Written::Commands);
            return;
        }
        self.site.error(
            &source.at,
            format!(
                "a slot in a handler's name: write the name out, or give commands as the whole value, such as `{{{{ Js::push({text}, ()) }}}}`"
            ),
        );
    }
}

fn writes(node: &Node) -> bool {
    match node {
        Node::Text(source) => !source.text.trim().is_empty(),
        Node::Statement(_) | Node::LetBlock(_) | Node::Macro(_) => false,
        _ => true,
    }
}
