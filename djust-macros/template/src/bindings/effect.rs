//! Attributes of ours that do nothing where they stand: no event is on the element for them, or none can come to it.
//!
//! Events bubble: a `dj-input` on a fieldset hears every field in it. So an element is blamed only if nothing that can
//! be in it is where its event comes from.

use crate::html::Site;
use crate::html::nesting;
use crate::html::tree::{Attr, Content, Element, Hole, Item, Items, Piece};
use crate::vocabulary::{self, Attribute, Needs, On, Value};

/// Warns of what does nothing on a whole element.
pub(super) fn check(site: &Site<'_>, element: &Element<'_>) {
    let attrs = element.tag.attrs();
    let acting = attrs.iter().any(|attr| acts(attr));
    for attr in &attrs {
        let Some(row) = vocabulary::find(&attr.name).filter(|row| row.is_active()) else {
            continue;
        };
        let lacks = match needs(row, attr) {
            Needs::Nothing => None,
            Needs::Sending if submits(element) => None,
            Needs::Acting | Needs::Sending => (!acting).then(|| {
                format!(
                    "it says how an event of its own element is sent, and there is none; write it beside {}",
                    vocabulary::active_events()
                )
            }),
            Needs::Beside(name) => (!attrs.iter().any(|attr| attr.name == name))
                .then(|| format!("it belongs to a `{name}` on the same element, and there is none")),
        };
        if let Some(lacks) = lacks {
            site.warn(
                "an_attribute_without_an_event",
                &attr.at,
                format!("`{}` does nothing here: {lacks}", attr.written),
            );
        }
    }
    for attr in attrs {
        reaches(site, element, attr);
    }
}

/// Warns of an attribute on an element that it is not for.
fn reaches(site: &Site<'_>, element: &Element<'_>, attr: &Attr<'_>) {
    let Some(row) = vocabulary::find(&attr.name).filter(|row| row.is_active()) else {
        return;
    };
    let Some(noun) = row.on.noun().filter(|_| !super::model::is(attr)) else {
        return;
    };
    let event = vocabulary::event(&attr.name).is_some();
    let (takes, within) = match event {
        true => (may_come(row.on, element), " and has none in it"),
        // A parameter of the event's: that it is without one was said before.
        false if row.event().is_some() => return,
        false => (row.on.takes(&element.tag.name), ""),
    };
    if takes {
        return;
    }
    site.warn(
        "an_event_that_never_comes",
        &attr.at,
        format!(
            "`{}` does nothing here: `<{}>` is no {noun}{within}; write it on the {noun}",
            attr.written, element.tag.written
        ),
    );
}

/// Whether the element is a button that sends its form, or may become one: a type that a render chooses is not known.
fn submits(element: &Element<'_>) -> bool {
    let attrs = element.tag.attrs();
    let kind = attrs.iter().find(|attr| attr.name == "type");
    let written = kind.map(|attr| attr.literal().map(|value| value.to_ascii_lowercase()));
    match (element.tag.name.as_str(), written) {
        ("button", None) | ("button" | "input", Some(None)) => true,
        ("button", Some(Some(kind))) => !matches!(kind.as_str(), "button" | "reset"),
        ("input", Some(Some(kind))) => matches!(kind.as_str(), "submit" | "image"),
        _ => false,
    }
}

/// Whether the attribute makes its element do something.
fn acts(attr: &Attr<'_>) -> bool {
    match vocabulary::find(&attr.name) {
        Some(row) if row.event().is_some() => vocabulary::event(&attr.name).is_some(),
        Some(row) => row.acts(),
        None => false,
    }
}

/// What must stand beside the attribute; `dj-click:item_id` needs an event as any parameter does.
fn needs(row: &Attribute, attr: &Attr<'_>) -> Needs {
    match row.event() {
        Some(_) if vocabulary::event(&attr.name).is_none() => Needs::Acting,
        // Without a value it is the element that is meant.
        None if row.value == Value::Target && !attr.value.is_empty() => Needs::Acting,
        _ => row.needs,
    }
}

/// Whether an event of such an element can come from this one, or from what a render, or a script, puts into it.
fn may_come(on: On, element: &Element<'_>) -> bool {
    let tag = &element.tag;
    let scripted = tag.name.contains('-')
        || (tag.attrs().iter())
            .any(|attr| attr.name == "contenteditable" || super::is_scripted(attr));
    if scripted || on.takes(&tag.name) {
        return true;
    }
    match &element.children {
        Content::Items(items) => {
            // A browser keeps no fields in these.
            let markup = !matches!(tag.name.as_str(), "option" | "button");
            may_come_in(on, items, markup)
        }
        Content::Decoded(_) => false,
        Content::Once(pieces) => !pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Text(text) if nesting::blank(text))),
    }
}

/// `markup` tells whether a value here could be markup with such an element in it.
fn may_come_in(on: On, items: &Items<'_>, markup: bool) -> bool {
    items.iter().any(|item| match item {
        Item::Element(element) => may_come(on, element),
        Item::Hole(Hole::Branch(_, arms)) => arms.iter().any(|arm| may_come_in(on, arm, markup)),
        Item::Hole(Hole::List(_, rows, otherwise)) => {
            may_come_in(on, rows, markup)
                || otherwise.iter().any(|arm| may_come_in(on, arm, markup))
        }
        other => other.may_hide_elements(markup),
    })
}
