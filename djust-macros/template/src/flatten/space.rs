//! White space control: which of the white space beside tags is written. It follows the order in which Askama writes.

use std::rc::Rc;

use crate::ast::{At, File, Node, Nodes, Source};
use crate::config::Space;
use crate::lexer::{Literal, Ws};

/// What is pending between two nodes.
#[derive(Debug)]
pub(crate) struct Spacing {
    /// What becomes of white space at a tag without a sign.
    default: Space,
    /// What the last tag asks for of white space after it.
    skip: Space,
    /// White space that waits for the next tag's sign.
    held: Option<(String, At)>,
}

impl Spacing {
    pub(crate) fn new(default: Space) -> Self {
        Self {
            default,
            skip: Space::Preserve,
            held: None,
        }
    }

    /// Another one that begins after a tag.
    pub(crate) fn inside(&self, ws: Ws) -> Self {
        let mut spacing = Self::new(self.default);
        spacing.prepare(ws);
        spacing
    }

    /// Writes literal text but for the white space at its end, which is held.
    pub(crate) fn literal(&mut self, file: &Rc<File>, literal: &Literal, out: &mut Nodes) {
        let text = &file.text[literal.start..literal.end];
        let value = text.trim_ascii();
        let lead = match value {
            "" => text.len(),
            _ => text.len() - text.trim_ascii_start().len(),
        };
        let at = |offset: usize| At {
            file: Rc::clone(file),
            offset: literal.start + offset,
        };
        if lead > 0 {
            match self.skip {
                Space::Suppress => {}
                _ if value.is_empty() => self.held = Some((text.to_owned(), at(0))),
                kept => write(kept, &text[..lead], at(0), out),
            }
        }
        if !value.is_empty() {
            self.skip = Space::Preserve;
            push(value.to_owned(), at(lead), out);
            let end = lead + value.len();
            if end < text.len() {
                self.held = Some((text[end..].to_owned(), at(end)));
            }
        }
    }

    /// A tag begins: writes what is held as its sign wants it.
    pub(crate) fn flush(&mut self, ws: Ws, out: &mut Nodes) {
        if let Some((text, at)) = self.held.take() {
            write(ws.0.unwrap_or(self.default), &text, at, out);
        }
    }

    /// A tag ends.
    pub(crate) fn prepare(&mut self, ws: Ws) {
        self.skip = ws.1.unwrap_or(self.default);
    }

    /// A tag.
    pub(crate) fn tag(&mut self, ws: Ws, out: &mut Nodes) {
        self.flush(ws, out);
        self.prepare(ws);
    }

    /// A file ends.
    pub(crate) fn end(&mut self, out: &mut Nodes) {
        self.flush(Ws(Some(self.skip), None), out);
    }
}

fn write(space: Space, text: &str, at: At, out: &mut Nodes) {
    match space {
        Space::Preserve => push(text.to_owned(), at, out),
        Space::Minimize if text.contains('\n') => push("\n".to_owned(), at, out),
        Space::Minimize => push(" ".to_owned(), at, out),
        Space::Suppress => {}
    }
}

/// Adds text, to the text before it when it follows it in the file.
fn push(text: String, at: At, out: &mut Nodes) {
    if let Some(Node::Text(last)) = out.last_mut() {
        let end = last.at.offset + last.text.len();
        if Rc::ptr_eq(&last.at.file, &at.file)
            && end == at.offset
            && at.file.text.get(last.at.offset..end) == Some(last.text.as_str())
        {
            last.text.push_str(&text);
            return;
        }
    }
    out.push(Node::Text(Source { text, at }));
}
