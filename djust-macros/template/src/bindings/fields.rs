//! What a form's submit sends: the fields that can stand in it, when all of their names are literal.

use crate::ast::At;
use crate::html::nesting;
use crate::html::tree::{Attr, Content, Element, Hole, Item, Items, Piece, Tag};
use crate::ir::Unsent;

/// A field of a form.
pub(super) struct Field {
    /// Its name.
    pub(super) name: String,
    /// Where its name is given.
    pub(super) at: At,
    /// Why the form may be sent without it.
    pub(super) unsent: Option<Unsent>,
}

/// The fields that a render can put into a form; nothing when a value, a macro or a script may add others.
///
/// Every branch and every row counts: a name that some render gives is one that the form may send.
pub(super) fn all(items: &Items<'_>) -> Option<Vec<Field>> {
    let mut found = Vec::new();
    gather(items, true, &mut found).then_some(found)
}

/// Whether all was literal. `fields` tells whether a value here could be markup with fields in it.
fn gather(items: &Items<'_>, fields: bool, found: &mut Vec<Field>) -> bool {
    items.iter().all(|item| match item {
        Item::Element(element) => field(element, fields, found),
        Item::Hole(Hole::Branch(_, arms)) => arms.iter().all(|arm| gather(arm, fields, found)),
        Item::Hole(Hole::List(_, rows, otherwise)) => {
            gather(rows, fields, found) && otherwise.iter().all(|arm| gather(arm, fields, found))
        }
        other => !other.may_hide_elements(fields),
    })
}

fn field(element: &Element<'_>, fields: bool, found: &mut Vec<Field>) -> bool {
    let attrs = element.tag.attrs();
    let name = attrs.iter().filter(|attr| attr.name == "name");
    for attr in name {
        match attr.literal() {
            // Files are no parameters.
            Some(_) if kind(&element.tag).as_deref() == Some("file") => {}
            Some(name) => found.push(Field {
                name: super::decode(&name),
                at: attr.at.clone(),
                unsent: unsent(&element.tag, &attrs),
            }),
            None => return false,
        }
    }
    if attrs.iter().any(|attr| super::is_scripted(attr)) {
        return false;
    }
    let name = element.tag.name.as_str();
    match &element.children {
        // A browser keeps no fields in these.
        Content::Items(items) => {
            let fields = fields && !matches!(name, "option" | "button" | "select" | "svg" | "math");
            gather(items, fields, found)
        }
        Content::Decoded(_) => true,
        Content::Once(pieces) => pieces.iter().all(|piece| match piece {
            Piece::Text(text) => nesting::blank(text),
            _ => true,
        }),
    }
}

/// Why a browser leaves the field out; nothing if it never does, or if that can't be told.
fn unsent(tag: &Tag<'_>, attrs: &[&Attr<'_>]) -> Option<Unsent> {
    let has = |name: &str| attrs.iter().any(|attr| attr.name == name);
    if has("required") {
        return None;
    }
    if tag.name == "select" {
        return tag.attr("multiple").map(|_| Unsent::Multiple);
    }
    match kind(tag)?.as_str() {
        "checkbox" => Some(Unsent::Checkbox),
        // Nobody can take back what is chosen; a condition may see to it that one always is.
        "radio" if !has("checked") => Some(Unsent::Radio),
        _ => None,
    }
}

/// The literal type of an `input`, in lower case.
fn kind(tag: &Tag<'_>) -> Option<String> {
    let kind = tag
        .attr("type")
        .filter(|_| tag.name == "input")?
        .literal()?;
    Some(kind.to_ascii_lowercase())
}
