//! Whether a row holds something with a state of its own, which an index would mix up as rows move.

use crate::ast::{Node, Nodes};
use crate::html::Site;
use crate::html::calls::each_literal;

/// Elements whose state no attribute tells.
const ELEMENTS: &[&str] = &[
    "input", "textarea", "select", "details", "dialog", "audio", "video", "iframe", "object",
    "embed", "canvas",
];

/// Attributes that give their element a state.
const ATTRIBUTES: &[&str] = &["contenteditable", "dj-hook"];

/// Whether the literal text of a row, that of its macros included, begins such an element.
pub(super) fn is_held<'a>(site: &Site<'a>, row: &'a Nodes) -> bool {
    let mut held = row.iter().any(is_component);
    for node in row {
        each_literal(site, node, &mut Vec::new(), &mut |text, _| {
            held |= elements(&text.text).any(|name| {
                let name = name.to_ascii_lowercase();
                name.contains('-') || ELEMENTS.contains(&name.as_str())
            });
            held |= ATTRIBUTES.iter().any(|name| text.text.contains(name));
        });
    }
    held
}

/// Whether a component stands in a node.
fn is_component(node: &Node) -> bool {
    match node {
        Node::Live(live) => live.name == "live_component",
        Node::Component(_) => true,
        node => node.bodies().into_iter().flatten().any(is_component),
    }
}

/// The names of the start tags in a text.
fn elements(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|tag| {
        let end = tag.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        let name = tag.get(..end.unwrap_or(tag.len()))?;
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            .then_some(name)
    })
}
