//! A component's template is one element: the page knows a component by it.

use crate::ast::At;
use crate::html::Site;
use crate::html::nesting;
use crate::html::tree::{Hole, Item, Items};

/// What is said of a component's template.
pub(crate) const COMPONENT: &str = "a component is exactly one element, by which the page knows it: put a `<div>` around its template";
/// What is said of what is handed to one.
pub(crate) const CONTENT: &str = "what is handed to a component is exactly one element, by which the page knows it: put a `<div>` around it";

/// The name of the one element.
pub(crate) fn name(items: &Items<'_>) -> Option<String> {
    items.iter().find_map(|item| match item {
        Item::Element(element) => Some(element.tag.name.clone()),
        _ => None,
    })
}

/// Refuses whatever stands beside the one element. `start` is where the items begin.
pub(crate) fn check(site: &Site<'_>, items: &Items<'_>, start: &At, one: &str) {
    let mut elements = 0;
    for item in items {
        let at: Option<&At> = match item {
            Item::Element(element) => {
                elements += 1;
                match element.tag.name.as_str() {
                    "html" => {
                        site.error(&element.tag.at, "a component is a part of a page: begin with the element that stands in the page, without `<html>`");
                        return;
                    }
                    _ if elements > 1 => Some(&element.tag.at),
                    _ => None,
                }
            }
            Item::Text(text) if nesting::blank(text) => None,
            Item::ScopeStart | Item::ScopeEnd | Item::Hole(Hole::Statement(_)) => None,
            Item::Text(_) | Item::Verbatim(_) | Item::Hole(_) => Some(start),
        };
        if let Some(at) = at {
            site.error(at, one);
            return;
        }
    }
    if elements == 0 {
        site.error(start, one);
    }
}
