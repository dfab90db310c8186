//! HTML's boolean attributes: one is on by being there, whatever its value says, so a slot can't turn it off.

use crate::ast::Node;
use crate::html::tree::{Attr, Piece};

/// The boolean attributes of the HTML standard's index, and the elements that have them; none are named where all do.
const BOOLEAN: &[(&str, &[&str])] = &[
    ("allowfullscreen", &["iframe"]),
    ("async", &["script"]),
    ("autofocus", &[]),
    ("autoplay", &["audio", "video"]),
    ("checked", &["input"]),
    ("controls", &["audio", "video"]),
    ("default", &["track"]),
    ("defer", &["script"]),
    (
        "disabled",
        &[
            "button", "fieldset", "input", "link", "optgroup", "option", "select", "textarea",
        ],
    ),
    ("formnovalidate", &["button", "input"]),
    ("inert", &[]),
    ("ismap", &["img"]),
    ("itemscope", &[]),
    ("loop", &["audio", "video"]),
    ("multiple", &["input", "select"]),
    ("muted", &["audio", "video"]),
    ("nomodule", &["script"]),
    ("novalidate", &["form"]),
    ("open", &["details", "dialog"]),
    ("playsinline", &["video"]),
    ("readonly", &["input", "textarea"]),
    ("required", &["input", "select", "textarea"]),
    ("reversed", &["ol"]),
    ("selected", &["option"]),
    ("shadowrootclonable", &["template"]),
    ("shadowrootdelegatesfocus", &["template"]),
    ("shadowrootserializable", &["template"]),
];

/// Whether the attribute is a boolean one on this element.
pub(super) fn is(tag: &str, name: &str) -> bool {
    BOOLEAN
        .iter()
        .any(|(known, tags)| *known == name && (tags.is_empty() || tags.contains(&tag)))
}

/// What is wrong with a slot in the value, and what to write.
pub(super) fn message(attr: &Attr<'_>) -> String {
    let condition = match attr.value.as_slice() {
        [Piece::Hole(Node::Expr(source))] => source.text.as_str(),
        _ => "…",
    };
    format!(
        "a slot in `{0}`: a boolean attribute is on by being there, whatever its value says; write `{{% if {condition} %}}{0}{{% endif %}}`",
        attr.written
    )
}
