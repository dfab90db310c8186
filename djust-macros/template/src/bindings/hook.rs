//! `dj-hook`: what keeps the script that it names from being called, or from hearing of its values.

use super::decode;
use crate::html::Site;
use crate::html::tree::{Attr, Content, Element, Piece, Tag};

const NAME: &str = "dj-hook";

/// Says what is wrong with the attribute where it stands.
pub(super) fn check(site: &Site<'_>, tag: &Tag<'_>, attr: &Attr<'_>) {
    if attr.name == "dj-ignore-attrs" {
        return values(site, tag, attr);
    }
    let Some(name) = attr.literal().filter(|_| attr.name == NAME) else {
        return;
    };
    let name = decode(&name);
    if name.is_empty() || name.contains(char::is_whitespace) {
        site.error(
            &attr.value_at,
            format!("`{NAME}=\"{name}\"`: expected the name of one hook without spaces, as `djust.hooks` has it, such as `Chart`"),
        );
    }
}

/// A hook's name and values come from the server alone: if its patches were taken back, it would never hear of them.
fn values(site: &Site<'_>, tag: &Tag<'_>, ignored: &Attr<'_>) {
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
        let is_hooks = attr.name == NAME || attr.name.starts_with("dj-hook-value-");
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

/// Says where markup that is no part of the page has a hook.
pub(super) fn check_copied(site: &Site<'_>, element: &Element<'_>) {
    let tag = &element.tag;
    let (Content::Once(pieces), "template" | "noscript") = (&element.children, tag.name.as_str())
    else {
        return;
    };
    let has_hook = pieces.iter().any(|piece| match piece {
        Piece::Text(text) => text
            .split_whitespace()
            .any(|word| word.starts_with("dj-hook=")),
        _ => false,
    });
    if has_hook {
        site.error(
            &tag.at,
            format!(
                "`{NAME}` in `<{}>` is never mounted: what stands there is not on the page, and the client is not told of what a script \
                 copies from it; put the element into the page, or let that script do what the hook would",
                tag.written
            ),
        );
    }
}
