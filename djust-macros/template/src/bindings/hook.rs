//! `dj-hook`: what keeps the script that it names from being called, or from hearing of its values.

use super::decode;
use crate::html::Site;
use crate::html::tree::{Attr, Content, Element, Piece, Tag};
use crate::vocabulary::{self, Attribute, Needs, Value};

/// Says what is wrong with a hook's name.
pub(super) fn check(site: &Site<'_>, row: &Attribute, attr: &Attr<'_>) {
    let Some(name) = attr.literal() else {
        return;
    };
    let name = decode(&name);
    if name.is_empty() || name.contains(char::is_whitespace) {
        site.error(
            &attr.value_at,
            format!("`{}=\"{name}\"`: expected the name of one hook without spaces, as `djust.hooks` has it, such as `Chart`", row.name),
        );
    }
}

/// Says which attributes patches write to in vain.
///
/// A hook's name and values come from the server alone: if its patches were taken back, it would never hear of them.
pub(super) fn check_ignored(site: &Site<'_>, tag: &Tag<'_>, ignored: &Attr<'_>) {
    let names = ignored.literal().map(|names| decode(&names));
    let names: Vec<&str> = names
        .iter()
        .flat_map(|names| names.split_whitespace())
        .collect();
    let is_ignored = |name: &str| {
        names.iter().any(|one| match one.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == *one,
        })
    };
    for attr in tag.attrs() {
        let is_hooks = vocabulary::find(&attr.name).is_some_and(is_of_a_hook);
        if is_hooks && attr.dynamic() && is_ignored(&attr.name) {
            site.error(
                &attr.at,
                format!(
                    "`{}` changes, but `{}` takes back what patches write to it, so the hook never hears of it: name the other attributes \
                     there",
                    attr.written, ignored.written
                ),
            );
        }
    }
}

/// Whether it is a hook's name, or one of its values.
fn is_of_a_hook(row: &Attribute) -> bool {
    let is_hook = |row: &Attribute| row.value == Value::Hook;
    match row.needs {
        Needs::Beside(name) => vocabulary::find(name).is_some_and(is_hook),
        _ => is_hook(row),
    }
}

/// Says where markup that is no part of the page has a hook.
pub(super) fn check_copied(site: &Site<'_>, element: &Element<'_>) {
    let tag = &element.tag;
    let (Content::Once(pieces), "template" | "noscript") = (&element.children, tag.name.as_str())
    else {
        return;
    };
    let has = |name: &str| {
        pieces.iter().any(|piece| match piece {
            Piece::Text(text) => (text.split_whitespace()).any(|word| {
                word.strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('='))
            }),
            _ => false,
        })
    };
    if let Some(hook) = vocabulary::with(Value::Hook).find(|row| has(row.name)) {
        site.error(
            &tag.at,
            format!(
                "`{}` in `<{}>` is never mounted: what stands there is not on the page, and the client is not told of what a script \
                 copies from it; put the element into the page, or let that script do what the hook would",
                hook.name, tag.written
            ),
        );
    }
}
