//! Commands for the browser in an event's attribute, as in `dj-click="{{ Js::show("#menu") }}"`.
//!
//! A text there would call whatever handler its value names. So a slot is the whole value and a `Js`, which the type of its
//! expression must prove.

use std::collections::HashMap;

use super::arguments::{Written, place};
use super::call::is_name;
use super::choices::is_macro;
use super::unnamed;
use crate::ast::{Node, Source};
use crate::expression::{Token, tokens};
use crate::html::Site;
use crate::html::tree::{Attr, Piece};
use crate::ir::Binding;
use crate::position::position;
use crate::vocabulary::{self, Value};

/// Says which slots stand where a handler's name does, and notes those that are commands. `None` if there are none, else the handlers
/// that they name, as far as the template tells.
pub(super) fn check(
    site: &Site<'_>,
    attr: &Attr<'_>,
    written: &mut HashMap<(String, usize), Written>,
) -> Option<Vec<Binding>> {
    let takes = match vocabulary::find(&attr.name).map(|row| row.value) {
        Some(Value::Commands) => true,
        Some(Value::Call | Value::OptionalCall) => vocabulary::event(&attr.name).is_some(),
        _ => false,
    };
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
    if !takes || nodes.is_empty() {
        return None;
    }
    let is_blank =
        |piece: &Piece<'_>| !matches!(piece, Piece::Text(text) if !text.trim().is_empty());
    let alone = nodes.len() == 1 && attr.value.iter().all(is_blank);
    let mut found = Found {
        site,
        written,
        commands: Vec::new(),
    };
    nodes.iter().for_each(|node| found.read(node, alone));
    let Found { commands, .. } = found;
    if commands.is_empty() {
        return None;
    }
    let pushed = commands.into_iter().flat_map(|source| {
        let names = pushed(&source.text).into_iter();
        names.map(move |name| (name.to_owned(), position(&source.at)))
    });
    let bindings = pushed.map(|(name, at)| Binding {
        handler: Some(name),
        at,
        ..unnamed(&attr.name, attr)
    });
    Some(bindings.collect())
}

/// The handlers that `push("name", …)` names in an expression.
fn pushed(text: &str) -> Vec<&str> {
    let tokens = tokens(text);
    let called = |at: usize| match tokens.get(..at)? {
        [.., Token::Punct(".")] | [.., Token::Name("Js", _), Token::Punct("::")] => {
            match tokens.get(at..)? {
                [
                    Token::Name("push", _),
                    Token::Punct("("),
                    Token::Literal(name),
                    Token::Punct(","),
                    ..,
                ] => Some(name.strip_prefix('"')?.strip_suffix('"')?),
                _ => None,
            }
        }
        _ => None,
    };
    let names = (0..tokens.len()).filter_map(called);
    names.filter(|name| is_name(name)).collect()
}

/// What is read of a value.
struct Found<'f, 's, 'n> {
    site: &'f Site<'s>,
    written: &'f mut HashMap<(String, usize), Written>,
    commands: Vec<&'n Source>,
}

impl<'n> Found<'_, '_, 'n> {
    /// `alone` tells whether nothing else is written beside the node.
    fn read(&mut self, node: &'n Node, alone: bool) {
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

    fn expression(&mut self, source: &'n Source, alone: bool) {
        let text = &source.text;
        // What a macro writes is literal, or stands in the macro.
        if is_macro(self.site, source) {
            return;
        }
        if alone {
            self.commands.push(source);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handlers_that_commands_call_are_found() {
        let found = pushed;
        assert_eq!(
            found("Js::push(\"save\", ()).hide(\"#x\").push( \"log\" , [(\"push\", 1)])"),
            ["save", "log"]
        );
        let others = "Js::push(name, ()).push_focus().dispatch(\"a\", list.push(\"b\")).then(unpush(\"c\", 1))";
        assert_eq!(found(others), [""; 0]);
        let quoted = r##"Js::dispatch("a.push(\"b\", 1)").show(r#"x.push("c", 1)"#)"##;
        assert_eq!(found(quoted), [""; 0]);
    }
}
