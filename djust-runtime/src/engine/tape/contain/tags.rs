//! Tags as a browser's tokenizer finds them, as far as it matters where they end.

use std::borrow::Cow;

/// What begins with a `<`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A comment or the like, or a `<` that begins nothing: it stays as it is.
    Text,
    /// A `<` that would begin a tag with what follows the value: it is to be escaped.
    Letter,
    /// A comment or the like that does not end: this ends it.
    Unended(&'static str),
    /// A tag that does not end. A browser that reads the value alone drops it.
    Cut,
    /// A start tag.
    Start(Tag<'t>),
    /// An end tag's name.
    End(Cow<'t, str>),
}

/// Writes the end tag of a name.
pub(super) fn end(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// The name in lower case.
    pub(super) name: Cow<'t, str>,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
}

/// What a text that begins with `<` begins with, and its length.
pub(super) fn token(text: &str, foreign: bool) -> (Token<'_>, usize) {
    let until = |from: usize, end: &'static str| {
        let found = text.get(from..).and_then(|rest| rest.find(end));
        match found {
            Some(at) => (Token::Text, from + at + end.len()),
            None => (Token::Unended(end), text.len()),
        }
    };
    if text.starts_with("<!--") {
        // `<!-->` and `<!--->` are whole comments.
        return until(2, "-->");
    }
    if foreign && text.starts_with("<![CDATA[") {
        return until(9, "]]>");
    }
    let mut letters = text[1..].chars();
    match letters.next() {
        Some('!' | '?') => until(2, ">"),
        Some('/') => match letters.next() {
            Some(letter) if letter.is_ascii_alphabetic() => tag(text, 2),
            Some(_) => until(2, ">"),
            None => (Token::Letter, text.len()),
        },
        Some(letter) if letter.is_ascii_alphabetic() => tag(text, 1),
        _ => (Token::Text, 1),
    }
}

/// A tag whose name begins at `from`.
fn tag(text: &str, from: usize) -> (Token<'_>, usize) {
    let ends_name = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    let length = text[from..].find(ends_name).unwrap_or(text.len() - from);
    let written = &text[from..from + length];
    let name = match written.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(written.to_ascii_lowercase()),
        false => Cow::Borrowed(written),
    };
    if name == "plaintext" {
        // Nothing ends it.
        return (Token::Letter, from + length);
    }
    let Some(end) = tag_end(text, from + length) else {
        return (Token::Cut, text.len());
    };
    let token = if from == 2 {
        Token::End(name)
    } else {
        let self_closing = text[..end].ends_with("/>");
        Token::Start(Tag { name, self_closing })
    };
    (token, end)
}

/// Behind the `>` of a tag, which may also stand in the quotes of its attributes' values.
fn tag_end(text: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    // Quotes mean something behind an `=` alone.
    let mut value = false;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) => {
                if byte == open {
                    quote = None;
                }
            }
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if value => {
                quote = Some(byte);
                value = false;
            }
            (None, b'=') => value = true,
            (None, _) => value &= byte.is_ascii_whitespace(),
        }
    }
    None
}

/// Where the end tag of an element that holds text alone begins; the length of the text if it has none.
pub(super) fn raw_end(text: &str, name: &str) -> usize {
    let mut from = 0;
    while let Some(found) = text[from..].find("</") {
        let at = from + found;
        from = at + 2;
        let rest = &text[from..];
        let named = rest
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name));
        let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        if named && rest[name.len()..].starts_with(ends) {
            return at;
        }
    }
    text.len()
}
