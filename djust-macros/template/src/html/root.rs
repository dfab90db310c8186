//! A component's template is one element: the page knows a component by it. So is what is handed to one, or it is put into one.

use crate::ast::At;
use crate::html::Site;
use crate::html::nesting;
use crate::html::tree::{Content, Element, Hole, Item, Items, Tag};
use crate::ir::Namespace;

/// What is said of a component's template.
pub(crate) const COMPONENT: &str = "a component is exactly one element, by which the page knows it: put a `<div>` around its template";
/// The name of the one element.
pub(crate) fn name(items: &Items<'_>) -> Option<String> {
    items.iter().find_map(|item| match item {
        Item::Element(element) => Some(element.tag.name.clone()),
        _ => None,
    })
}

/// Refuses whatever stands beside the one element. `start` is where the items begin.
pub(crate) fn check(site: &Site<'_>, items: &Items<'_>, start: &At) {
    if refuses_document(site, items) {
        return;
    }
    if let Some(at) = beside(items, start) {
        site.error(at, COMPONENT);
    }
}

/// What is handed to a component as one element: its own, or a `<slot>` around all of it. A browser shows the content of
/// a `<slot>` as if it stood without it, whatever the page's style sheets are.
pub(crate) fn wrapped<'a>(site: &Site<'a>, items: Items<'a>, start: &At) -> Items<'a> {
    if refuses_document(site, &items) || beside(&items, start).is_none() {
        return items;
    }
    refuse_parts(site, &items);
    let tag = Tag {
        name: "slot".to_owned(),
        written: "slot".to_owned(),
        parts: Vec::new(),
        self_closing: false,
        at: start.clone(),
    };
    vec![Item::Element(Box::new(Element {
        tag,
        namespace: Namespace::Html,
        children: Content::Items(items),
        end: "</slot>".to_owned(),
    }))]
}

/// Where something stands beside the one element; `start` if there is none.
fn beside<'i>(items: &'i Items<'_>, start: &'i At) -> Option<&'i At> {
    let mut found = false;
    for item in items {
        match item {
            Item::Element(element) if found => return Some(&element.tag.at),
            Item::Element(_) => found = true,
            Item::Text(text) if nesting::blank(text) => {}
            Item::ScopeStart | Item::ScopeEnd | Item::Hole(Hole::Statement(_)) => {}
            Item::Text(_) | Item::Verbatim(_) | Item::Hole(_) => return Some(start),
        }
    }
    (!found).then_some(start)
}

fn refuses_document(site: &Site<'_>, items: &Items<'_>) -> bool {
    let document = items.iter().find_map(|item| match item {
        Item::Element(element) if element.tag.name == "html" => Some(&element.tag.at),
        _ => None,
    });
    if let Some(at) = document {
        site.error(at, "a component is a part of a page: begin with the element that stands in the page, without `<html>`");
    }
    document.is_some()
}

/// Refuses elements that are parts of the one around them, and of no `<slot>`.
fn refuse_parts(site: &Site<'_>, items: &Items<'_>) {
    for item in items {
        match item {
            Item::Element(element) => {
                let Tag { name, at, .. } = &element.tag;
                if matches!(name.as_str(), "li" | "dt" | "dd" | "option" | "optgroup") {
                    site.error(at, format!("`<{name}>` in what is handed to a component and is not one element: a `<slot>` would stand between it and its list; hand over the whole list"));
                }
            }
            Item::Hole(Hole::Branch(_, arms)) => {
                arms.iter().for_each(|arm| refuse_parts(site, arm));
            }
            Item::Hole(Hole::List(_, rows, otherwise)) => {
                refuse_parts(site, rows);
                otherwise.iter().for_each(|items| refuse_parts(site, items));
            }
            _ => {}
        }
    }
}
