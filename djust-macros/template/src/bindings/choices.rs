//! What an attribute's value can be where an `if` or a `match` chooses among literal texts: a handler's name that a render
//! decides is checked all the same.

use crate::ast::{Node, Nodes};
use crate::html::tree::{Attr, Piece};

/// More are not looked at.
const MOST: usize = 16;

/// The texts that a render chooses from; `None` if it can write others.
pub(super) fn of(attr: &Attr<'_>) -> Option<Vec<String>> {
    let mut all = vec![String::new()];
    for piece in &attr.value {
        let next = match piece {
            Piece::Text(text) => vec![text.clone()],
            Piece::Hole(node) => of_node(node)?,
            Piece::ScopeStart | Piece::ScopeEnd => continue,
        };
        all = followed_by(&all, &next)?;
    }
    Some(all)
}

fn of_node(node: &Node) -> Option<Vec<String>> {
    match node {
        Node::Text(source) => Some(vec![source.text.clone()]),
        Node::Statement(_) => Some(vec![String::new()]),
        Node::If(chosen) => {
            let otherwise = chosen.arms.iter().any(|(condition, _)| condition.is_none());
            of_arms(node, otherwise)
        }
        // One that takes no arm writes nothing.
        Node::Match(_) => of_arms(node, false),
        _ => None,
    }
}

fn of_arms(node: &Node, always_one: bool) -> Option<Vec<String>> {
    let mut all = if always_one {
        Vec::new()
    } else {
        vec![String::new()]
    };
    for body in node.bodies() {
        all.extend(of_nodes(body)?);
    }
    (all.len() <= MOST).then_some(all)
}

fn of_nodes(nodes: &Nodes) -> Option<Vec<String>> {
    nodes.iter().try_fold(vec![String::new()], |all, node| {
        followed_by(&all, &of_node(node)?)
    })
}

fn followed_by(all: &[String], next: &[String]) -> Option<Vec<String>> {
    let each = all
        .iter()
        .flat_map(|one| next.iter().map(move |more| one.clone() + more));
    (all.len() * next.len() <= MOST).then(|| each.collect())
}
