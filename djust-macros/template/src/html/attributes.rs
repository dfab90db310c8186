//! What HTML's own attributes mean: which take URLs, and where no slot may stand.

mod boolean;

use crate::html::Site;
use crate::html::nesting;
use crate::html::reader::place;
use crate::html::tree::{Attr, Piece, Tag, TagPart};
use crate::vocabulary::{self, Carries};

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

/// Whether the attribute takes a URL whose scheme a browser would follow, or the client.
pub(crate) fn takes_url(tag: &str, name: &str) -> bool {
    match name {
        ours if ours.starts_with("dj-") => {
            vocabulary::find(ours).is_some_and(|row| row.carries == Carries::Url)
        }
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
