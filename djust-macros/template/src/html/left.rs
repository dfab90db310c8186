//! `dj-update="ignore"`: elements whose content is left to scripts.

use crate::html::tree::{Content, Hole, Item, Items, Piece, Tag, TagPart};
use crate::vocabulary::{self, Value};

/// The one value that it has.
pub(crate) const IGNORE: &str = "ignore";

/// Whether what is in an element of this tag is left to scripts.
pub(crate) fn is_left(tag: &Tag<'_>) -> bool {
    vocabulary::with(Value::Ignore).any(|row| {
        let attr = tag.attr(row.name);
        attr.is_some_and(|attr| attr.literal().as_deref() == Some(IGNORE))
    })
}

/// Whether no tag of the template writes anything among these.
pub(crate) fn are_still(items: &Items<'_>) -> bool {
    items.iter().all(|item| match item {
        Item::Element(element) => {
            let mut parts = element.tag.parts.iter();
            parts.all(is_literal) && is_still(&element.children)
        }
        Item::Hole(hole) => matches!(hole, Hole::Statement(_)),
        Item::Text(_) | Item::Verbatim(_) | Item::ScopeStart | Item::ScopeEnd => true,
    })
}

fn is_still(content: &Content<'_>) -> bool {
    match content {
        Content::Items(items) => are_still(items),
        Content::Decoded(pieces) | Content::Once(pieces) => !pieces.iter().any(Piece::writes),
    }
}

fn is_literal(part: &TagPart<'_>) -> bool {
    match part {
        TagPart::Attr(attr) => !attr.value.iter().any(Piece::writes),
        TagPart::Chunk(..) => false,
        TagPart::Space(_) | TagPart::Statement(_) | TagPart::ScopeStart | TagPart::ScopeEnd => true,
    }
}
