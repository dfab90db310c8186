//! What tags write into the value of an attribute: everything inside must leave the value as it found it.

use super::Site;
use super::calls::{Called, each_literal};
use super::reader::place;
use super::tree::{Attr, Piece};
use crate::ast::{At, Node, Source};

/// Checks the tags in a value. `calls` are those around the element.
pub(super) fn check<'a>(site: &Site<'a>, attr: &Attr<'a>, calls: &[Called<'a>]) {
    let Some(quote) = attr.quote.chars().next() else {
        return;
    };
    for piece in &attr.value {
        let Piece::Hole(node) = piece else { continue };
        let node: &'a Node = node;
        refuse_live(site, node, attr);
        let mut all = calls.to_vec();
        // A second quote is most often the end of what the first one begins: the first is enough.
        let mut found = false;
        each_literal(site, node, &mut all, &mut |text, inner| {
            if found {
                return;
            }
            let inner = inner.get(calls.len()..).unwrap_or_default();
            if let Some(offset) = text.text.find(quote) {
                let how = if inner.is_empty() {
                    " in one arm only: write the quotes outside the tag"
                } else {
                    ": write the other quote in the macro, or `&quot;`"
                };
                let message = format!("this quote ends the value of `{}`{how}", attr.written);
                site.error_because(&at(text, offset), message, inner);
                found = true;
            } else if !inner.is_empty()
                && let Some(offset) = markup(&text.text)
            {
                let message = format!(
                    "markup in the value of `{}`, where a browser shows it as text: call a macro here that writes text only",
                    attr.written
                );
                site.error_because(&at(text, offset), message, inner);
                found = true;
            }
        });
    }
}

fn at(text: &Source, offset: usize) -> At {
    At {
        file: text.at.file.clone(),
        offset: text.at.offset + offset,
    }
}

/// Where a text begins a tag or a comment.
fn markup(text: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| {
        text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'))
    })
}

fn refuse_live(site: &Site<'_>, node: &Node, attr: &Attr<'_>) {
    if let Node::Live(live) | Node::Component(crate::ast::Component { live, .. }) = node {
        site.error(
            &place(node).unwrap_or_else(|| attr.at.clone()),
            format!(
                "`{{% {} %}}` in the value of `{}`: it belongs in an element's content",
                live.name, attr.written
            ),
        );
    }
    for node in node.bodies().into_iter().flatten() {
        refuse_live(site, node, attr);
    }
}
