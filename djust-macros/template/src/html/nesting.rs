//! What the HTML parser knows of element names: which are void, raw, implied or out of place.
//!
//! Only lists and the questions asked of them; what to do about an answer is the content parser's.

/// Elements without content and end tag.
pub(crate) fn void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "basefont"
            | "bgsound"
            | "frame"
            | "keygen"
    )
}

/// How the content of an element is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Model {
    /// Elements and text.
    Normal,
    /// `textarea`, `title`: text with entities.
    Decoded,
    /// `script`, `style`: no slot may stand here.
    Closed,
    /// `noscript`, `iframe`, `template` and their like: slots are written once.
    Once,
}

/// The content model of an HTML element.
pub(crate) fn model(name: &str) -> Model {
    match name {
        "textarea" | "title" => Model::Decoded,
        "script" | "style" => Model::Closed,
        "noscript" | "iframe" | "xmp" | "noembed" | "noframes" | "template" | "plaintext" => {
            Model::Once
        }
        _ => Model::Normal,
    }
}

/// Elements whose end tag HTML lets authors omit.
pub(crate) fn omittable(name: &str) -> bool {
    matches!(
        name,
        "li" | "dt"
            | "dd"
            | "p"
            | "rb"
            | "rt"
            | "rtc"
            | "rp"
            | "option"
            | "optgroup"
            | "colgroup"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "body"
            | "html"
            | "head"
    )
}

/// Whether a start tag `opening` ends an open `open` element whose end tag was omitted.
pub(crate) fn closes(open: &str, opening: &str) -> bool {
    match open {
        "li" => opening == "li",
        "dt" | "dd" => matches!(opening, "dt" | "dd"),
        "option" => matches!(opening, "option" | "optgroup" | "hr"),
        "optgroup" => matches!(opening, "optgroup" | "hr"),
        "td" | "th" => section(opening) || matches!(opening, "td" | "th" | "tr"),
        "tr" => section(opening) || opening == "tr",
        "thead" | "tbody" | "tfoot" => section(opening),
        "caption" => section(opening) || matches!(opening, "td" | "th" | "tr"),
        "colgroup" => opening != "col" && closes("caption", opening),
        "rb" | "rt" | "rp" | "rtc" => matches!(opening, "rb" | "rt" | "rp" | "rtc"),
        "head" => opening == "body",
        "p" => block(opening),
        _ => false,
    }
}

/// Start tags of what stands straight in a table.
fn section(name: &str) -> bool {
    matches!(
        name,
        "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col"
    )
}

/// Start tags that close an open `p`.
pub(crate) fn block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "dd"
            | "li"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "listing"
            | "plaintext"
            | "xmp"
    )
}

/// Elements that end the search for an open `p`, `li` or the like.
fn scope_border(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "caption"
            | "html"
            | "table"
            | "td"
            | "th"
            | "marquee"
            | "object"
            | "template"
            | "button"
            | "foreignobject"
            | "foreignObject"
            | "desc"
            | "title"
            | "mi"
            | "mo"
            | "mn"
            | "ms"
            | "mtext"
            | "annotation-xml"
    )
}

/// Whether a `p` is open in button scope. `open` is from the outside in.
pub(crate) fn paragraph_open<'a>(open: impl DoubleEndedIterator<Item = &'a str>) -> bool {
    open.rev()
        .take_while(|name| !scope_border(name))
        .any(|name| name == "p")
}

/// Elements that may not stand in one another at any depth.
pub(crate) fn exclusive(name: &str) -> bool {
    matches!(name, "a" | "form" | "button" | "nobr" | "option" | "select")
}

/// What the root of a component may be, as far as it matters where it stands.
pub(crate) const ROOTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "button",
    "canvas",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "main",
    "mark",
    "menu",
    "meter",
    "nav",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "s",
    "search",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "video",
];

/// Whether `inner`, opened in the elements `open` (from the outside in), is within another of its own kind that the
/// parser would close or refuse.
pub(crate) fn nested_in_itself<'a>(
    inner: &str,
    open: impl DoubleEndedIterator<Item = &'a str>,
) -> bool {
    if !exclusive(inner) && !heading(inner) {
        return false;
    }
    if heading(inner) {
        let mut open = open;
        return open.next_back().is_some_and(heading);
    }
    let open = open.rev();
    match inner {
        "form" => open
            .take_while(|name| *name != "template")
            .any(|name| name == inner),
        _ => open
            .take_while(|name| *name == inner || !scope_border(name))
            .any(|name| name == inner),
    }
}

fn heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether the parent takes only certain elements and no text: the rest would be moved out of it.
pub(crate) fn table_part(name: &str) -> bool {
    matches!(
        name,
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup"
    )
}

/// What to write instead when `child` stands straight in `parent`; nothing when it may.
pub(crate) fn misplaced(parent: Option<&str>, child: &str) -> Option<String> {
    let anywhere = matches!(child, "script" | "style" | "template");
    if anywhere {
        return None;
    }
    let allowed = match parent {
        Some("table") => matches!(child, "caption" | "colgroup" | "thead" | "tbody" | "tfoot"),
        Some("thead" | "tbody" | "tfoot") => child == "tr",
        Some("tr") => matches!(child, "td" | "th"),
        Some("colgroup") => child == "col",
        Some("head") => matches!(
            child,
            "base" | "basefont" | "bgsound" | "link" | "meta" | "noframes" | "noscript" | "title"
        ),
        _ => {
            !matches!(
                child,
                "caption" | "colgroup" | "col" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th"
            ) && (!matches!(child, "head" | "body") || parent == Some("html") || parent.is_none())
                && (child != "html" || parent.is_none())
        }
    };
    if allowed {
        return None;
    }
    Some(match (parent, child) {
        (Some("table"), "tr" | "td" | "th") => {
            "a browser puts a `<tbody>` around it; write the `<tbody>`".to_owned()
        }
        (Some("table"), "col") => {
            "a browser puts a `<colgroup>` around it; write the `<colgroup>`".to_owned()
        }
        (Some("thead" | "tbody" | "tfoot"), "td" | "th") => {
            "a browser puts a `<tr>` around it; write the `<tr>`".to_owned()
        }
        (Some("head"), _) => {
            "a browser ends the head before it; write `</head><body>` before it".to_owned()
        }
        (Some(parent), _) if table_part(parent) => {
            "a browser moves it out, before the table; put it in a cell or outside the table"
                .to_owned()
        }
        (_, "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col") => {
            "a browser drops its tag outside a table; put it in a table".to_owned()
        }
        _ => "a browser drops its tag here; take it away".to_owned(),
    })
}

/// Whether a text is nothing but what HTML counts as white space; a no-break space is not.
pub(crate) fn blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Whether white space straight in `parent` is never shown.
pub(crate) fn hides_space(parent: &str) -> bool {
    matches!(
        parent,
        "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "colgroup"
            | "ul"
            | "ol"
            | "dl"
            | "menu"
            | "dir"
            | "select"
            | "optgroup"
            | "datalist"
            | "head"
            | "html"
            | "picture"
            | "video"
            | "audio"
            | "object"
            | "map"
    )
}

/// Whether white space straight in an SVG `parent` is never shown.
pub(crate) fn hides_space_svg(parent: &str) -> bool {
    !matches!(
        parent,
        "text" | "tspan" | "textPath" | "textpath" | "a" | "title" | "desc" | "style" | "script"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::contract;

    #[test]
    fn rows_straight_in_a_table_are_misplaced_and_the_repair_is_named() {
        assert!(misplaced(Some("table"), "tr").is_some_and(|repair| repair.contains("<tbody>")));
        assert_eq!(misplaced(Some("tbody"), "tr"), None);
        assert!(misplaced(Some("div"), "td").is_some());
        assert_eq!(misplaced(None, "html"), None);
    }

    #[test]
    fn a_button_ends_the_search_for_a_paragraph() {
        assert!(paragraph_open(["p", "em"].into_iter()));
        assert!(!paragraph_open(["p", "button"].into_iter()));
    }

    #[test]
    fn elements_are_as_the_contract_says() {
        let contract = contract("elements.json");
        let text = contract.to_string();
        let is_in = |list: &serde_json::Value, name: &str| {
            let mut names = list.as_array().into_iter().flatten();
            names.any(|one| one == name)
        };
        let names: std::collections::BTreeSet<&str> = text
            .split('"')
            .skip(1)
            .step_by(2)
            .chain(["div", "span", "body"])
            .collect();
        for &open in &names {
            assert_eq!(void(open), is_in(&contract["void"], open), "{open}");
            let text = matches!(model(open), Model::Decoded | Model::Closed | Model::Once);
            let is_text = is_in(&contract["text"], open);
            // A browser's parser reads elements in a `template`, which no patch reaches, and nothing behind a `plaintext`.
            let once = matches!(open, "template" | "plaintext");
            assert_eq!(text, is_text || once, "{open}");
            for &opening in &names {
                let ends = is_in(&contract["ends"][open], opening);
                // Only the head of a document, which no value holds, has an end besides.
                let of_head = open == "head";
                assert_eq!(
                    closes(open, opening) && !of_head,
                    ends,
                    "{opening} in {open}"
                );
                let apart = is_in(&contract["apart"][open], opening);
                let refused = nested_in_itself(opening, [open].into_iter());
                let by_depth = matches!(opening, "form" | "option" | "select");
                assert_eq!(refused && !by_depth, apart, "{opening} in {open}");
            }
        }
    }

    #[test]
    fn a_no_break_space_is_shown() {
        assert!(blank(" \t\n"));
        assert!(!blank("\u{a0}"));
    }

    #[test]
    fn links_do_not_nest() {
        assert!(nested_in_itself("a", ["a", "span"].into_iter()));
        assert!(!nested_in_itself("a", ["a", "td"].into_iter()));
        assert!(nested_in_itself(
            "form",
            ["form", "table", "td"].into_iter()
        ));
        assert!(!nested_in_itself("div", ["div"].into_iter()));
    }
}
