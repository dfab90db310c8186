//! Places in a template as people count them.

use crate::ast::At;
use crate::ir::Position;

/// The line and column of a byte offset, and the line for an excerpt. An offset beyond the end is the end.
pub fn position(at: &At) -> Position {
    let text = at.file.text.as_str();
    let mut offset = at.offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before[start..].chars().count() + 1;
    let excerpt = text[start..].lines().next().unwrap_or_default();
    Position {
        file: at.file.name.clone(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        excerpt: excerpt.to_owned(),
    }
}
