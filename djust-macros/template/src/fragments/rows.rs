//! What tells the rows of a loop from one another, for the components that stand in them.

use crate::ast::{Node, Source};
use crate::expression;
use crate::fragments::Writer;
use crate::html::tree::{Content, Hole, Invocation, Item, Piece, Tag};
use crate::vocabulary;

/// What tells a row of a loop from the others, where a component stands in it.
#[derive(Debug, Clone)]
pub(crate) enum RowKey {
    /// No element was met that could have a key.
    Unknown,
    /// This expression.
    Known(String),
    /// The row has no key.
    Index,
    /// It has one that can't be told again in the row.
    Unclear,
}

impl<'a> Writer<'_, 'a> {
    /// A row begins: what its components are told by when it has no key.
    pub(super) fn row_start(&mut self, row: &[Item<'a>]) {
        if row.iter().any(holds_component) {
            let name = index(self.row_keys.len());
            self.tag(&format!("let {name} = loop.index0"));
            self.statement_done();
        }
        self.row_keys.push(RowKey::Unknown);
        // The element may stand behind a component.
        let first = row
            .iter()
            .find(|item| has_element(std::slice::from_ref(*item)));
        if let Some(Item::Element(element)) = first {
            self.row_key(&element.tag);
        }
    }

    /// The row's element has been met, or one that stands for it in an arm.
    pub(super) fn row_key(&mut self, tag: &Tag<'a>) {
        if self.detached > 0 || !matches!(self.row_keys.last(), Some(RowKey::Unknown)) {
            return;
        }
        let attr =
            vocabulary::row_keys().find_map(|name| tag.attr(name).filter(|attr| attr.dynamic()));
        let key = attr.map_or(RowKey::Index, |attr| {
            joined(&attr.value).map_or(RowKey::Unclear, RowKey::Known)
        });
        self.settle_row_key(key);
    }

    /// Nothing that comes later gives the row its key.
    pub(super) fn settle_row_key(&mut self, settled: RowKey) {
        if let Some(key @ RowKey::Unknown) = self.row_keys.last_mut() {
            *key = settled;
        }
    }
}

/// The variable that holds the index of the rows at this depth.
pub(super) fn index(depth: usize) -> String {
    format!("_dj_row{depth}")
}

/// The expression that gives the text of an attribute's value; nothing when it is more than texts and expressions.
fn joined(value: &[Piece<'_>]) -> Option<String> {
    let pieces: Option<Vec<String>> = value
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => Some(format!("{text:?}")),
            Piece::Hole(Node::Expr(source)) => Some(format!("({})", source.text)),
            _ => None,
        })
        .collect();
    Some(pieces?.join(" ~ "))
}

/// What tells a row from others that has no element but a component's: `key=item.id` in its tag.
pub(super) const KEY: &str = "key";

fn has_key(tag: &Source) -> bool {
    let given = expression::assignments(&tag.text);
    given.iter().any(|prop| prop.name == KEY)
}

/// Whether a component stands in an item, in whatever depth.
fn holds_component(item: &Item<'_>) -> bool {
    let any = |items: &[Item<'_>]| items.iter().any(holds_component);
    match item {
        Item::Hole(Hole::Live(live)) => matches!(live.name.as_str(), "live_component" | "slot"),
        Item::Hole(Hole::Component(..)) => true,
        Item::Hole(Hole::Branch(_, arms)) => arms.iter().any(|arm| any(arm)),
        Item::Hole(Hole::List(_, rows, otherwise)) => {
            any(rows) || otherwise.as_ref().is_some_and(|items| any(items))
        }
        Item::Element(element) => match &element.children {
            Content::Items(items) => any(items),
            Content::Decoded(_) | Content::Once(_) => false,
        },
        _ => false,
    }
}

/// Whether there is an element straight in the items, or in an arm that stands there, or a component with a key.
pub(super) fn has_element(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| match item {
        Item::Element(_) => true,
        Item::Hole(Hole::Branch(_, arms)) => arms.iter().any(|arm| has_element(arm)),
        Item::Hole(Hole::Live(live)) => live.name == "live_component" && has_key(&live.rest),
        Item::Hole(Hole::Component(component, _)) => has_key(&component.live.rest),
        Item::Hole(
            Hole::Call(Invocation::Block(..) | Invocation::Inline { .. }) | Hole::Caller(_),
        ) => true,
        _ => false,
    })
}
