//! What attributes mean: which are ours, which take URLs, and where no slot may stand.

mod boolean;
mod time;

use crate::html::Site;
use crate::html::nesting;
use crate::html::reader::place;
use crate::html::tree::{Attr, Piece, Tag, TagPart};
use crate::likely::likely;

/// Our attributes that take a bare name; suffixes are in [`suffix`].
const KNOWN: &[&str] = &[
    "dj-auto-recover",
    "dj-blur",
    "dj-change",
    "dj-click",
    "dj-click-away",
    "dj-cloak",
    "dj-confirm",
    "dj-copy",
    "dj-copy-class",
    "dj-copy-event",
    "dj-copy-feedback",
    "dj-debounce",
    "dj-disable-with",
    "dj-document-click",
    "dj-document-keydown",
    "dj-document-keyup",
    "dj-flash",
    "dj-focus",
    "dj-form-pending",
    "dj-hook",
    "dj-id",
    "dj-input",
    "dj-key",
    "dj-keydown",
    "dj-keyup",
    "dj-loading",
    "dj-lock",
    "dj-model",
    "dj-mounted",
    "dj-mouseenter",
    "dj-mouseleave",
    "dj-navigate",
    "dj-no-recover",
    "dj-optimistic",
    "dj-params",
    "dj-patch",
    "dj-poll",
    "dj-poll-interval",
    "dj-reconnecting-banner",
    "dj-remove",
    "dj-root",
    "dj-scroll",
    "dj-scroll-into-view",
    "dj-shortcut",
    "dj-shortcut-in-input",
    "dj-stream",
    "dj-stream-mode",
    "dj-submit",
    "dj-target",
    "dj-throttle",
    "dj-transition",
    "dj-transition-enter",
    "dj-transition-enter-to",
    "dj-transition-leave",
    "dj-transition-leave-to",
    "dj-trigger-action",
    "dj-update",
    "dj-upload",
    "dj-upload-drop",
    "dj-upload-preview",
    "dj-view",
    "dj-window-click",
    "dj-window-keydown",
    "dj-window-keyup",
    "dj-window-resize",
    "dj-window-scroll",
];

/// Attributes whose value names a handler.
const EVENTS: &[&str] = &[
    "dj-blur",
    "dj-change",
    "dj-click",
    "dj-click-away",
    "dj-copy-event",
    "dj-document-click",
    "dj-document-keydown",
    "dj-document-keyup",
    "dj-focus",
    "dj-input",
    "dj-keydown",
    "dj-keyup",
    "dj-mounted",
    "dj-mouseenter",
    "dj-mouseleave",
    "dj-poll",
    "dj-scroll",
    "dj-submit",
    "dj-auto-recover",
    "dj-window-click",
    "dj-window-keydown",
    "dj-window-keyup",
    "dj-window-resize",
    "dj-window-scroll",
];

/// Whether the attribute's value names a handler.
pub(crate) fn event(base: &str) -> bool {
    EVENTS.contains(&base)
}

/// Whether the attribute is one of ours.
pub(crate) fn known(base: &str) -> bool {
    KNOWN.contains(&base)
}

/// Splits a name at its suffix: `dj-keydown.enter` is `dj-keydown` and `.enter`.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.find(['.', ':'])
        .map_or((name, ""), |at| name.split_at(at))
}

/// Whether a part of a tag writes anything that is not literal.
pub(crate) fn writes(part: &TagPart<'_>) -> bool {
    match part {
        TagPart::Attr(attr) => attr.dynamic(),
        TagPart::Chunk(..) => true,
        _ => false,
    }
}

/// Checks the attributes of a tag, conditional ones included.
pub(crate) fn check(site: &Site<'_>, tag: &Tag<'_>) {
    check_parts(site, tag, &tag.parts);
}

fn check_parts(site: &Site<'_>, tag: &Tag<'_>, parts: &[TagPart<'_>]) {
    for part in parts {
        match part {
            TagPart::Attr(attr) => check_attr(site, tag, attr),
            TagPart::Chunk(_, arms) => arms.iter().for_each(|arm| check_parts(site, tag, arm)),
            _ => {}
        }
    }
}

fn check_attr(site: &Site<'_>, tag: &Tag<'_>, attr: &Attr<'_>) {
    if attr.name.starts_with("dj-") {
        check_ours(site, attr);
    }
    let Some(at) = attr.value.iter().find_map(|piece| match piece {
        Piece::Hole(node) if piece.writes() => place(node),
        _ => None,
    }) else {
        return;
    };
    let name = attr.name.as_str();
    if name.starts_with("on") && name.len() > 2 {
        site.error(
            &at,
            format!("a slot in `{name}`: what it writes would be code; use a `dj-*` attribute, or give the value as a `data-*` attribute"),
        );
    } else if takes_url(&tag.name, name) && code(attr) {
        site.error(
            &at,
            format!("a slot in a `javascript:` URL in `{name}`: what it writes would be code; use a `dj-*` attribute"),
        );
    } else if matches!(name, "to" | "values" | "from" | "by") && moves_address(tag) {
        site.error(
            &at,
            format!("a slot in `{name}` of an animation of `href`: what it writes could be code; put the slot into the link's own `href`"),
        );
    } else if name == "srcdoc" {
        site.error(
            &at,
            "a slot in `srcdoc`: what it writes would be a whole document; use `src`",
        );
    } else if tag.name == "base" && name == "href" {
        site.error(
            &at,
            "a slot in `<base href>`: it would move every URL of the page; write it out",
        );
    } else if tag.name == "meta" && name == "content" && refreshes(tag) {
        site.error(
            &at,
            "a slot in `<meta http-equiv=\"refresh\">`: redirect on the server instead",
        );
    } else if name == "style" {
        site.warn(
            "a_slot_in_a_style",
            &at,
            "a slot in `style`: a page with a strict Content-Security-Policy does not apply it; a class is better",
        );
    } else if boolean::is(&tag.name, name) {
        site.error(&at, boolean::message(attr));
    }
}

/// Whether an element animates an address, whose scheme nobody would check: it may be one of a list.
fn moves_address(tag: &Tag<'_>) -> bool {
    let animates = ["animate", "set", "animateTransform"];
    animates
        .iter()
        .any(|name| tag.name.eq_ignore_ascii_case(name))
        && tag.attr("attributename").is_none_or(|attr| {
            attr.literal()
                .is_none_or(|value| value.trim().to_ascii_lowercase().ends_with("href"))
        })
}

fn refreshes(tag: &Tag<'_>) -> bool {
    tag.attr("http-equiv").is_some_and(|attr| {
        attr.literal()
            .is_none_or(|value| value.trim().eq_ignore_ascii_case("refresh"))
    })
}

fn check_ours(site: &Site<'_>, attr: &Attr<'_>) {
    let (base, suffix) = split(&attr.name);
    if base.starts_with("dj-value-")
        || base.starts_with("dj-payload-")
        || base.starts_with("dj-hook-value-")
    {
        return;
    }
    if !KNOWN.contains(&base) {
        let mut message = format!("`{}` is not an attribute of ours", attr.written);
        match likely(base, KNOWN.iter().copied()) {
            Some(name) => message += &format!("; did you mean `{name}`?"),
            None => {
                message += "; names that begin with `dj-` are reserved, use `data-*` for your own"
            }
        }
        return site.error(&attr.at, message);
    }
    if let Some(expected) = bad_suffix(base, suffix) {
        site.error(
            &attr.at,
            format!("`{suffix}` is not known on `{base}`: expected {expected}"),
        );
    }
    if let Some(value) = attr.literal()
        && let Some(expected) = time::bad(base, value.trim())
    {
        site.error(
            &attr.value_at,
            format!("`{}=\"{value}\"`: expected {expected}", attr.written),
        );
    }
}

/// What was expected instead of the suffix; nothing when it is fine.
fn bad_suffix(base: &str, suffix: &str) -> Option<&'static str> {
    if suffix.is_empty() {
        return None;
    }
    let dotted: Vec<&str> = suffix
        .strip_prefix('.')
        .map_or_else(Vec::new, |rest| rest.split('.').collect());
    match base {
        // `dj-keydown.enter`: any key's name.
        "dj-keydown"
        | "dj-keyup"
        | "dj-window-keydown"
        | "dj-window-keyup"
        | "dj-document-keydown"
        | "dj-document-keyup" => {
            let keys = !dotted.is_empty() && dotted.iter().all(|key| !key.is_empty());
            (!keys && !suffix.starts_with(':')).then_some("a key's name, as in `dj-keydown.enter`")
        }
        "dj-loading" => {
            let known = |part: &str| {
                matches!(
                    part,
                    "disable" | "class" | "show" | "hide" | "remove" | "for"
                )
            };
            (dotted.is_empty() || !dotted.iter().all(|part| known(part)))
                .then_some("`.disable`, `.class`, `.show`, `.hide`, `.remove` or `.for`")
        }
        "dj-model" => {
            let known = |part: &str| {
                matches!(part, "lazy" | "trim" | "debounce")
                    || part
                        .strip_prefix("debounce-")
                        .is_some_and(|ms| ms.parse::<u32>().is_ok())
            };
            (dotted.is_empty() || !dotted.iter().all(|part| known(part)))
                .then_some("`.lazy`, `.trim` or `.debounce-300`")
        }
        // `dj-click:item_id="5"` gives the handler a parameter.
        _ if event(base) && suffix.len() > 1 && suffix.starts_with(':') => None,
        _ if event(base) => Some("a parameter's name after a colon, as in `dj-click:item_id`"),
        _ => Some("no suffix"),
    }
}

/// Whether the attribute takes a URL whose scheme a browser would follow.
pub(crate) fn takes_url(tag: &str, name: &str) -> bool {
    match name {
        "href" | "src" | "action" | "formaction" | "xlink:href" | "srcset" | "ping" | "poster"
        | "background" | "manifest" | "cite" | "longdesc" => true,
        "data" => tag == "object",
        "to" | "values" | "from" | "by" => matches!(
            tag,
            "animate" | "set" | "animateTransform" | "animatetransform"
        ),
        _ => false,
    }
}

/// Whether the value is one URL that begins with a slot.
pub(crate) fn url(tag: &str, attr: &Attr<'_>) -> bool {
    takes_url(tag, &attr.name) && begins_with_slot(attr)
}

/// Whether the value's literal beginning makes it code.
fn code(attr: &Attr<'_>) -> bool {
    let Some(Piece::Text(text)) = attr.value.first() else {
        return false;
    };
    let scheme: String = text
        .chars()
        .filter(|c| !c.is_ascii_control() && *c != ' ')
        .collect();
    let scheme = scheme.to_ascii_lowercase();
    scheme.starts_with("javascript:") || scheme.starts_with("vbscript:")
}

fn begins_with_slot(attr: &Attr<'_>) -> bool {
    for piece in &attr.value {
        match piece {
            Piece::Text(text) if nesting::blank(text) => {}
            Piece::Text(text) => {
                // `java{{ x }}` could still become a scheme; a colon, slash, `?` or `#` settles it.
                return !text.contains([':', '/', '?', '#']);
            }
            piece if piece.writes() => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_are_checked() {
        assert_eq!(bad_suffix("dj-keydown", ".enter"), None);
        assert_eq!(bad_suffix("dj-click", ":item_id"), None);
        assert_eq!(bad_suffix("dj-model", ".lazy.trim"), None);
        assert_eq!(bad_suffix("dj-model", ".debounce-300"), None);
        assert_eq!(bad_suffix("dj-loading", ".class"), None);
        assert!(bad_suffix("dj-click", ".enter").is_some());
        assert!(bad_suffix("dj-loading", ".clas").is_some());
        assert!(bad_suffix("dj-lock", ".x").is_some());
    }

    #[test]
    fn names_are_sorted_into_events_and_others() {
        assert!(event("dj-click"));
        assert!(!event("dj-lock"));
        assert!(EVENTS.iter().all(|name| KNOWN.contains(name)));
        assert_eq!(split("dj-keydown.enter"), ("dj-keydown", ".enter"));
    }
}
