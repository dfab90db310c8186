//! Attributes of ours that do nothing where they stand: no event is on the element for them, or none can come to it.
//!
//! Events bubble: a `dj-input` on a fieldset hears every field in it. So an element is blamed only if nothing that can
//! be in it is where its event comes from.

use crate::attributes;
use crate::html::Site;
use crate::html::nesting;
use crate::html::tree::{Attr, Content, Element, Hole, Item, Items, Piece};

/// What acts by itself, beside the attributes that name a handler.
const ACTING: &[&str] = &[
    "dj-copy",
    "dj-hook",
    "dj-model",
    "dj-navigate",
    "dj-patch",
    "dj-shortcut",
    "dj-upload",
    "dj-upload-drop",
];

/// Warns of what does nothing on a whole element.
pub(crate) fn check(site: &Site<'_>, element: &Element<'_>) {
    let attrs = element.tag.attrs();
    if !attrs.iter().any(|attr| acts(attr)) {
        for attr in attrs.iter().filter(|attr| serves_an_event(attr)) {
            site.warn(
                "an_attribute_without_an_event",
                &attr.at,
                format!(
                    "`{}` does nothing here: it says how an event of its own element is sent, and there is none; write it beside `dj-click`, `dj-submit`, `dj-input` or `dj-change`",
                    attr.written
                ),
            );
        }
    }
    for attr in attrs {
        let Some(source) = source(&attr.name) else {
            continue;
        };
        if source.may_be(element) {
            continue;
        }
        site.warn(
            "an_event_that_never_comes",
            &attr.at,
            format!(
                "`{}` does nothing here: `<{}>` is no {source} and has none in it; write it on the {source}",
                attr.written, element.tag.written, source = source.name()
            ),
        );
    }
}

/// Whether the attribute makes its element do something.
fn acts(attr: &Attr<'_>) -> bool {
    let (base, suffix) = attributes::split(&attr.name);
    ACTING.contains(&base) || (attributes::event(base) && !suffix.starts_with(':'))
}

/// Whether the attribute is read when an event of its element fires, and never else.
fn serves_an_event(attr: &Attr<'_>) -> bool {
    let (base, suffix) = attributes::split(&attr.name);
    matches!(base, "dj-confirm" | "dj-debounce" | "dj-throttle")
        || base.starts_with("dj-value-")
        || base.starts_with("dj-payload-")
        || (attributes::event(base) && suffix.starts_with(':'))
}

/// Where an event of the browser's comes from.
#[derive(Clone, Copy)]
enum Origin {
    Form,
    Field,
}

fn source(name: &str) -> Option<Origin> {
    match name {
        "dj-submit" => Some(Origin::Form),
        "dj-input" | "dj-change" => Some(Origin::Field),
        _ => None,
    }
}

impl Origin {
    fn name(self) -> &'static str {
        match self {
            Origin::Form => "form",
            Origin::Field => "field",
        }
    }

    /// Whether the event can come from the element or from what a render, or a script, puts into it.
    fn may_be(self, element: &Element<'_>) -> bool {
        let tag = &element.tag;
        let scripts = ["contenteditable", "dj-hook", "dj-update"];
        let scripted = tag.name.contains('-')
            || (tag.attrs().iter()).any(|attr| scripts.contains(&attr.name.as_str()));
        let own = match self {
            Origin::Form => tag.name == "form",
            Origin::Field => matches!(tag.name.as_str(), "input" | "textarea" | "select"),
        };
        if scripted || own {
            return true;
        }
        match &element.children {
            Content::Items(items) => {
                // A browser keeps no fields in these.
                let markup = !matches!(tag.name.as_str(), "option" | "button");
                self.may_be_in(items, markup)
            }
            Content::Decoded(_) => false,
            Content::Once(pieces) => !pieces
                .iter()
                .all(|piece| matches!(piece, Piece::Text(text) if nesting::blank(text))),
        }
    }

    /// `markup` tells whether a value here could be markup with a form or a field in it.
    fn may_be_in(self, items: &Items<'_>, markup: bool) -> bool {
        items.iter().any(|item| match item {
            Item::Element(element) => self.may_be(element),
            Item::Hole(Hole::Branch(_, arms)) => arms.iter().any(|arm| self.may_be_in(arm, markup)),
            Item::Hole(Hole::List(_, rows, otherwise)) => {
                self.may_be_in(rows, markup)
                    || otherwise.iter().any(|arm| self.may_be_in(arm, markup))
            }
            other => other.may_hide_elements(markup),
        })
    }
}
