//! What is left of an item that does not parse: its own tokens, less the attributes that only we understand.
//!
//! The compiler reports the item's own mistakes better than we could, and an editor keeps working on the rest of it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The attributes that mean something only inside an expanded item.
const OURS: [&str; 9] = [
    "event_handler",
    "action",
    "default",
    "rest",
    "extract",
    "prop",
    "state",
    "model",
    "temporary",
];

/// Takes our attributes away, at any depth.
pub(crate) fn strip(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_ours(&group) && ends_with_pound(&kept) => {
                kept.pop();
            }
            TokenTree::Group(group) => {
                let mut stripped = Group::new(group.delimiter(), strip(group.stream()));
                stripped.set_span(group.span());
                kept.push(TokenTree::Group(stripped));
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

fn ends_with_pound(tokens: &[TokenTree]) -> bool {
    matches!(tokens.last(), Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
}

/// `[event_handler …]`, or a path that ends in it.
fn is_ours(group: &Group) -> bool {
    if group.delimiter() != Delimiter::Bracket {
        return false;
    }
    let mut name = None;
    for token in group.stream() {
        match token {
            TokenTree::Ident(ident) => name = Some(ident.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == ':' => {}
            _ => break,
        }
    }
    name.is_some_and(|name| OURS.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_attributes_go() {
        let tokens: TokenStream = "impl A { #[event_handler()] #[inline] \
             fn a(&mut self, #[default(1)] x: i32) { let y = [rest]; #[x::event_handler] z } }"
            .parse()
            .expect("lexes");
        let expected: TokenStream =
            "impl A { #[inline] fn a(&mut self, x: i32) { let y = [rest]; z } }"
                .parse()
                .expect("lexes");
        assert_eq!(strip(tokens).to_string(), expected.to_string());
    }
}
