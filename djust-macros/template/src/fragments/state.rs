//! Whether a row holds something with a state of its own, which an index would mix up as rows move.

use crate::html::tree::Tag;
use crate::vocabulary;

/// Elements whose state no attribute tells.
const ELEMENTS: &[&str] = &[
    "input", "textarea", "select", "details", "dialog", "audio", "video", "iframe", "object",
    "embed", "canvas",
];

/// Whether an element has such a state, by its name or by an attribute: it can be edited, or scripts decide about it.
pub(super) fn is_held(tag: &Tag<'_>) -> bool {
    let gives = |name: &str| {
        name == "contenteditable" || vocabulary::find(name).is_some_and(|row| row.scripted)
    };
    let name = tag.name.to_ascii_lowercase();
    name.contains('-')
        || ELEMENTS.contains(&name.as_str())
        || tag.attrs().iter().any(|attr| gives(&attr.name))
}
