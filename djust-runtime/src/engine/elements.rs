//! What a browser's parser knows of the names of HTML elements. The cases are in `contract/elements.json`.

/// Whether an element of this name holds nothing and has no end.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element of this name holds text alone.
pub(crate) fn is_raw(name: &str) -> bool {
    has_entities(name)
        || matches!(
            name,
            "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
        )
}

/// Whether an element of this name holds text alone, with entities.
pub(crate) fn has_entities(name: &str) -> bool {
    matches!(name, "textarea" | "title")
}
