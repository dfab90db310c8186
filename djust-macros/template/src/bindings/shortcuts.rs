//! `dj-shortcut="ctrl+k:open_search:prevent, escape:close"`: each part names a handler after its keys.
//!
//! A slot may write a key where it is a number, as in `f{{ id }}:pick`: any text could end the keys and name another handler.

use std::collections::HashMap;

use super::arguments::{DYNAMIC, Written, place};
use super::choices::{self, Open};
use super::{decode, is_blank, keys, unnamed};
use crate::ast::Node;
use crate::html::Site;
use crate::html::tree::{Attr, Piece};
use crate::ir::Binding;
use crate::vocabulary::Attribute;

/// What is said of a text that only a render knows.
const WRITTEN: &str = "a slot in a shortcut: write keys and handlers out, or let an `if` choose among them; only a number among the keys \
     may be a slot, as in `f{{ number }}:pick`";

/// The handlers that shortcuts call. Notes which slots must be numbers.
pub(super) fn read(
    site: &Site<'_>,
    row: &Attribute,
    attr: &Attr<'_>,
    written: &mut HashMap<(String, usize), Written>,
) -> Vec<Binding> {
    let texts = match choices::of(site, attr, DYNAMIC) {
        Ok(texts) => texts,
        Err(Open::Many) => {
            choices::warn(site, attr, Open::Many);
            return Vec::new();
        }
        Err(Open::Written) => {
            site.error(&attr.value_at, WRITTEN);
            return Vec::new();
        }
    };
    let slots = slots(attr);
    if slots.is_none() || texts.iter().any(|text| !only_in_keys(text)) {
        site.error(&attr.value_at, WRITTEN);
        return Vec::new();
    }
    for source in slots.into_iter().flatten() {
        written.insert(source, Written::Number);
    }
    let chosen = texts.len() > 1;
    let mut bindings = Vec::new();
    for text in texts {
        // Any digit is a key, alone and after an `f`.
        let text = decode(&text).replace(DYNAMIC, "1");
        let parts = text.split(',').filter(|part| !(chosen && is_blank(part)));
        for part in parts {
            match keys::shortcut(part) {
                Ok(handler) => bindings.push(Binding {
                    handler: Some(handler.to_owned()),
                    args: Some(Vec::new()),
                    ..unnamed(row.name, attr)
                }),
                Err(expected) => {
                    site.error(&attr.value_at, format!("`{}`: {expected}", part.trim()));
                }
            }
        }
    }
    bindings
}

/// Where slots stand in the value itself. `None` if one stands in a tag.
fn slots(attr: &Attr<'_>) -> Option<Vec<(String, usize)>> {
    let mut slots = Vec::new();
    for piece in &attr.value {
        match piece {
            Piece::Hole(Node::Expr(source)) => slots.push(place(source)),
            Piece::Hole(node) if writes_slot(node) => return None,
            _ => {}
        }
    }
    Some(slots)
}

fn writes_slot(node: &Node) -> bool {
    let mut within = node.bodies().into_iter().flatten();
    matches!(node, Node::Expr(_)) || within.any(writes_slot)
}

/// Whether slots stand before the first colon of their parts.
fn only_in_keys(text: &str) -> bool {
    text.split(',').all(|part| {
        part.split_once(':')
            .map_or(!part.contains(DYNAMIC), |(_, rest)| !rest.contains(DYNAMIC))
    })
}
