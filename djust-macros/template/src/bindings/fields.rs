//! What a form's submit sends: the names of the fields that can stand in it, when all of them are literal.

use crate::html::nesting;
use crate::html::tree::{Content, Element, Hole, Item, Items, Piece};

/// The names of all fields that a render can put into a form; nothing when a value, a macro or a script may add others.
///
/// Every branch and every row counts: a name that some render gives is one that the form may send.
pub(super) fn names(items: &Items<'_>) -> Option<Vec<String>> {
    let mut names = Vec::new();
    gather(items, true, &mut names).then_some(names)
}

/// Whether all was literal. `fields` tells whether a value here could be markup with fields in it.
fn gather(items: &Items<'_>, fields: bool, names: &mut Vec<String>) -> bool {
    items.iter().all(|item| match item {
        Item::Element(element) => field(element, fields, names),
        Item::Hole(Hole::Branch(_, arms)) => arms.iter().all(|arm| gather(arm, fields, names)),
        Item::Hole(Hole::List(_, rows, otherwise)) => {
            gather(rows, fields, names) && otherwise.iter().all(|arm| gather(arm, fields, names))
        }
        Item::Hole(Hole::Value(_)) => !fields,
        Item::Hole(Hole::Live(live)) => live.name == "csrf_token",
        Item::Hole(Hole::Call(_) | Hole::Caller(_)) => false,
        Item::Hole(Hole::Statement(_) | Hole::Leave(_))
        | Item::Text(_)
        | Item::Verbatim(_)
        | Item::ScopeStart
        | Item::ScopeEnd => true,
    })
}

fn field(element: &Element<'_>, fields: bool, names: &mut Vec<String>) -> bool {
    let mut literal = true;
    let mut scripted = false;
    crate::html::tree::each_attr(&element.tag.parts, &mut |attr| match attr.name.as_str() {
        "name" => match attr.literal() {
            Some(name) => names.push(super::decode(&name)),
            None => literal = false,
        },
        "dj-hook" | "dj-update" => scripted = true,
        _ => {}
    });
    if !literal || scripted {
        return false;
    }
    let name = element.tag.name.as_str();
    match &element.children {
        // A browser keeps no fields in these.
        Content::Items(items) => {
            let fields = fields && !matches!(name, "option" | "button" | "select" | "svg" | "math");
            gather(items, fields, names)
        }
        Content::Decoded(_) => true,
        Content::Once(pieces) => pieces.iter().all(|piece| match piece {
            Piece::Text(text) => nesting::blank(text),
            _ => true,
        }),
    }
}
