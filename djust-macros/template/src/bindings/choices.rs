//! What an attribute's value can be where an `if` or a `match` chooses among literal texts: a handler's name that a render
//! decides is checked all the same.

use crate::ast::{Node, Nodes, Source};
use crate::expression::invocation;
use crate::html::Site;
use crate::html::tree::{Attr, Piece};

/// More are not looked at.
const MOST: usize = 64;

/// Why it can't be told what a render writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// It can be any of too many texts.
    Many,
    /// Something that is no literal writes it.
    Written,
}

/// Says that the handlers which an attribute names are not checked.
pub(super) fn warn(site: &Site<'_>, attr: &Attr<'_>, open: Open) {
    let why = match open {
        Open::Many => format!("a render can put more than {MOST} texts together here"),
        Open::Written => "a loop, a filter or a macro writes it".to_owned(),
    };
    site.warn(
        "a_handler_that_is_not_checked",
        &attr.value_at,
        format!(
            "`{}` names a handler that is not checked: {why}; let an `if` or a `match` choose among whole names",
            attr.written
        ),
    );
}

/// Whether an expression calls a macro: what that writes is the macro's.
pub(super) fn is_macro(site: &Site<'_>, source: &Source) -> bool {
    invocation(&source.text)
        .is_some_and(|(name, _)| name == "caller" || site.macros.contains_key(name))
}

/// The texts that a render chooses from, with `dynamic` in place of each slot.
pub(super) fn of(site: &Site<'_>, attr: &Attr<'_>, dynamic: char) -> Result<Vec<String>, Open> {
    let choices = Choices { site, dynamic };
    let mut all = vec![String::new()];
    for piece in &attr.value {
        let next = match piece {
            Piece::Text(text) => vec![text.clone()],
            Piece::Hole(node) => choices.of_node(node)?,
            Piece::ScopeStart | Piece::ScopeEnd => continue,
        };
        all = followed_by(&all, &next)?;
    }
    Ok(all)
}

struct Choices<'c, 's> {
    site: &'c Site<'s>,
    dynamic: char,
}

impl Choices<'_, '_> {
    fn of_node(&self, node: &Node) -> Result<Vec<String>, Open> {
        match node {
            Node::Text(source) => Ok(vec![source.text.clone()]),
            Node::Statement(_) => Ok(vec![String::new()]),
            Node::Expr(source) if !is_macro(self.site, source) => {
                Ok(vec![self.dynamic.to_string()])
            }
            Node::If(chosen) => {
                let otherwise = chosen.arms.iter().any(|(condition, _)| condition.is_none());
                self.of_arms(node, otherwise)
            }
            // One that takes no arm writes nothing.
            Node::Match(_) => self.of_arms(node, false),
            Node::Scope(nodes) => self.of_nodes(nodes),
            _ => Err(Open::Written),
        }
    }

    fn of_arms(&self, node: &Node, always_one: bool) -> Result<Vec<String>, Open> {
        let mut all = if always_one {
            Vec::new()
        } else {
            vec![String::new()]
        };
        for body in node.bodies() {
            all.extend(self.of_nodes(body)?);
        }
        if all.len() > MOST {
            return Err(Open::Many);
        }
        Ok(all)
    }

    fn of_nodes(&self, nodes: &Nodes) -> Result<Vec<String>, Open> {
        nodes.iter().try_fold(vec![String::new()], |all, node| {
            followed_by(&all, &self.of_node(node)?)
        })
    }
}

fn followed_by(all: &[String], next: &[String]) -> Result<Vec<String>, Open> {
    if all.len() * next.len() > MOST {
        return Err(Open::Many);
    }
    let each = all
        .iter()
        .flat_map(|one| next.iter().map(move |more| one.clone() + more));
    Ok(each.collect())
}
