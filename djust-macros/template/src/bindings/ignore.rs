//! `dj-update="ignore"`: what is in the element is left to scripts. A patch writes slots and nothing else, so an element without
//! slots is never touched; one with slots would be, whatever the attribute says.

use crate::html::Site;
use crate::html::tree::{Attr, Content, Element, Hole, Item, Items, Piece, TagPart};

/// Says what is wrong with the attribute.
pub(super) fn check(site: &Site<'_>, element: &Element<'_>, attr: &Attr<'_>) {
    if attr.literal().as_deref() != Some("ignore") {
        site.error(
            &attr.value_at,
            "expected `ignore`: the only other way to update an element is by what its slots show",
        );
    } else if !is_still(&element.children) {
        site.error(
            &attr.at,
            "what is in this element is left to scripts, but a tag of the template in it would be patched: give the values to the \
             element itself, as in `data-values=\"{{ … }}\"`, or take the element that changes out of it",
        );
    }
}

fn is_still(content: &Content<'_>) -> bool {
    match content {
        Content::Items(items) => are_still(items),
        Content::Decoded(pieces) | Content::Once(pieces) => !pieces.iter().any(Piece::writes),
    }
}

fn are_still(items: &Items<'_>) -> bool {
    items.iter().all(|item| match item {
        Item::Element(element) => {
            let mut parts = element.tag.parts.iter();
            parts.all(is_literal) && is_still(&element.children)
        }
        Item::Hole(hole) => matches!(hole, Hole::Statement(_)),
        Item::Text(_) | Item::Verbatim(_) | Item::ScopeStart | Item::ScopeEnd => true,
    })
}

fn is_literal(part: &TagPart<'_>) -> bool {
    match part {
        TagPart::Attr(attr) => !attr.value.iter().any(Piece::writes),
        TagPart::Chunk(..) => false,
        TagPart::Space(_) | TagPart::Statement(_) | TagPart::ScopeStart | TagPart::ScopeEnd => true,
    }
}
