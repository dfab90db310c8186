//! A path with captures, as a route has it: `/items/{id}`.

use proc_macro2::Ident;
use syn::LitStr;

/// A path's pattern.
pub(crate) struct Pattern {
    /// As it was written.
    pub(crate) literal: LitStr,
    /// Its parts, in order.
    pub(crate) pieces: Vec<Piece>,
}

/// A part of it.
pub(crate) enum Piece {
    /// What is the same in each URL.
    Text(String),
    /// A value, by its name. With a pattern such as `{tail:.*}` it may hold slashes.
    Capture { name: Ident, slashes: bool },
}

impl Pattern {
    /// The names of the captures, in order.
    pub(crate) fn captures(&self) -> impl Iterator<Item = &Ident> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Capture { name, .. } => Some(name),
            Piece::Text(_) => None,
        })
    }
}

/// Reads a pattern.
pub(crate) fn read(literal: LitStr) -> syn::Result<Pattern> {
    let text = literal.value();
    let wrong = |message: String| syn::Error::new(literal.span(), message);
    if !text.starts_with('/') || text.contains(['?', '#']) {
        let message =
            "a view's path begins with `/` and has no query, as in `path = \"/items/{id}\"`";
        return Err(wrong(message.to_owned()));
    }
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('{') {
        let Some(end) = closing(behind) else {
            return Err(wrong("a capture of the path has no `}`".to_owned()));
        };
        let (name, pattern) = behind[..end]
            .split_once(':')
            .unwrap_or((&behind[..end], ""));
        let Ok(mut name) = syn::parse_str::<Ident>(name) else {
            return Err(wrong(format!(
                "`{{{name}}}` can't be a parameter of `path`: a capture needs a name as in `{{item_id}}`"
            )));
        };
        name.set_span(literal.span());
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(Piece::Capture {
            name,
            slashes: pattern.starts_with('.'),
        });
        rest = &behind[end + 1..];
    }
    pieces.push(Piece::Text(rest.to_owned()));
    let pattern = Pattern { literal, pieces };
    let names: Vec<&Ident> = pattern.captures().collect();
    match names
        .iter()
        .enumerate()
        .find(|(at, name)| names[..*at].contains(name))
    {
        Some((_, name)) => Err(syn::Error::new(
            pattern.literal.span(),
            format!("two captures of the path are named `{name}`"),
        )),
        None => Ok(pattern),
    }
}

/// Where the capture ends that the text begins with: its own pattern may have braces.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.char_indices().find_map(|(at, letter)| match letter {
        '{' => {
            open += 1;
            None
        }
        '}' if open == 0 => Some(at),
        '}' => {
            open -= 1;
            None
        }
        _ => None,
    })
}
