//! `dj-target="#results"` beside an event, and `id="results" dj-target` on the element that its answer may write to.

use super::call::is_name;
use crate::ast::At;
use crate::html::Site;
use crate::html::tree::{Attr, Tag};
use crate::ir::Within;
use crate::vocabulary::{self, Value};

/// An element that an event names, and where.
#[derive(Debug, Clone)]
pub(super) struct Aim {
    id: String,
    at: At,
}

/// The id that an element which is meant has, if it is one.
pub(crate) fn marked(tag: &Tag<'_>) -> Option<String> {
    let is_mark = |attr: &Attr<'_>| {
        let row = vocabulary::find(&attr.name);
        attr.value.is_empty() && row.is_some_and(|row| row.value == Value::Target)
    };
    let id = tag.attr("id")?.literal();
    tag.attrs().into_iter().any(is_mark).then_some(id)?
}

/// Reads the attribute, and says what is wrong with it. Gives the element that an event names.
pub(super) fn read(site: &Site<'_>, tag: &Tag<'_>, attr: &Attr<'_>) -> Option<Aim> {
    if attr.value.is_empty() {
        if marked(tag).is_none_or(|id| id.is_empty()) {
            site.error(
                &attr.at,
                "events name this element by its id: give it one that is literal, as in `id=\"results\" dj-target`",
            );
        }
        return None;
    }
    let value = attr.literal();
    let id = value
        .as_deref()
        .and_then(|value| value.trim().strip_prefix('#'));
    let is_id = |id: &&str| {
        id.split('-')
            .all(|part| part.is_empty() || is_name_or_number(part))
    };
    match id.filter(|id| !id.is_empty()).filter(is_id) {
        Some(id) => Some(Aim {
            id: id.to_owned(),
            at: attr.value_at.clone(),
        }),
        None => {
            site.error(
                &attr.value_at,
                "expected the id of an element of this template, as in `dj-target=\"#results\"`",
            );
            None
        }
    }
}

fn is_name_or_number(part: &str) -> bool {
    is_name(part) || part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Says which elements that are named are none.
pub(super) fn check(site: &Site<'_>, aims: &[Aim], targets: &[Within], component: bool) {
    for Aim { id, at } in aims {
        if component {
            site.error(
                at,
                "an event of a component writes to the component alone: `dj-target` is for the template of a page",
            );
        } else if !targets.iter().any(|target| target.id == *id) {
            site.error(
                at,
                format!("no element is `id=\"{id}\" dj-target`: mark the one that the answer may write to"),
            );
        }
    }
}
