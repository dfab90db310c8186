// Written by `cargo xtask codegen` from `djust-macros/template/src/entities.rs`. Do not edit.

//! Entities, as a browser decodes them in text and in values of attributes. The cases are in `contract/entities.json`.

/// The names that templates write; any other stays as it is.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("copy", '©'),
    ("deg", '°'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("middot", '·'),
    ("bull", '•'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("minus", '−'),
    ("times", '×'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("rarr", '→'),
    ("darr", '↓'),
    ("check", '✓'),
];

/// A text with its entities decoded.
pub(crate) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (letter, left) = entity(after).unwrap_or(('&', after));
        out.push(letter);
        rest = left;
    }
    out.push_str(rest);
    out
}

/// What an ampersand stands for with what follows it, and what is left.
fn entity(text: &str) -> Option<(char, &str)> {
    if let Some(number) = text.strip_prefix('#') {
        return numeric(number);
    }
    NAMES.iter().find_map(|(name, letter)| {
        let rest = text.strip_prefix(name)?.strip_prefix(';')?;
        Some((*letter, rest))
    })
}

/// The semicolon of a number may be left out.
fn numeric(text: &str) -> Option<(char, &str)> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let length = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let (number, rest) = digits.split_at(length);
    let code = u32::from_str_radix(number, radix).ok();
    let letter = code
        .filter(|code| *code != 0)
        .and_then(char::from_u32)
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((letter, rest.strip_prefix(';').unwrap_or(rest)))
}
