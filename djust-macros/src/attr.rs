//! The grammar of our attributes: keys, their values, and which key was meant.

pub(crate) mod field;
mod handler;
pub(crate) mod model;
pub(crate) mod temporary;

pub(crate) use handler::{HandlerAttr, Throttle};

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Path, Token};

use crate::errors::did_you_mean;

/// `#[live_view(…)]` or `#[live_component(…)]` on a struct.
#[derive(Default)]
pub(crate) struct ViewAttr {
    /// `template = "x.html"`.
    pub(crate) template: Option<LitStr>,
    /// `source = "…"`.
    pub(crate) source: Option<LitStr>,
    /// `ext = "html"`, of an inline source.
    pub(crate) ext: Option<LitStr>,
    /// `config = "askama.toml"`.
    pub(crate) config: Option<LitStr>,
    /// `path = "/items/{id}"`, of a view.
    pub(crate) path: Option<LitStr>,
    /// `emits(RatingChanged)`, of a component.
    pub(crate) emits: Vec<Path>,
}

const KEYS: [&str; 4] = ["template", "source", "ext", "config"];

/// Whether an attribute is ours, by whatever path.
fn is(attr: &Attribute, name: &str) -> bool {
    let last = attr.path().segments.last();
    last.is_some_and(|segment| segment.ident == name)
}

/// `key = value`, `key(values)` or a bare `key`.
struct Pair {
    key: Ident,
    value: Option<Expr>,
    list: Option<Vec<Path>>,
}

impl Parse for Pair {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.parse()?;
        let mut list = None;
        if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            let paths = Punctuated::<Path, Token![,]>::parse_terminated(&content)?;
            list = Some(paths.into_iter().collect());
        }
        let value = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { key, value, list })
    }
}

impl Pair {
    /// The value, which has to be a string literal.
    fn string(&self, example: &str) -> syn::Result<LitStr> {
        match self.literal() {
            Some(Lit::Str(text)) => Ok(text.clone()),
            _ => Err(self.expected("a string literal", &format!("\"{example}\""))),
        }
    }

    /// The value, if it is a literal.
    fn literal(&self) -> Option<&Lit> {
        // A `macro_rules!` macro hands its literals on in a group of their own.
        let mut value = self.value.as_ref();
        while let Some(Expr::Group(group)) = value {
            value = Some(&group.expr);
        }
        match value {
            Some(Expr::Lit(ExprLit { lit, .. })) => Some(lit),
            _ => None,
        }
    }

    /// The error for a value that is something else, or is not there.
    fn expected(&self, what: &str, example: &str) -> syn::Error {
        let key = &self.key;
        match &self.value {
            Some(value) => syn::Error::new_spanned(
                value,
                format!("expected {what}, as in `{key} = {example}`"),
            ),
            None => {
                syn::Error::new_spanned(key, format!("expected a value, as in `{key} = {example}`"))
            }
        }
    }
}

fn pairs(input: ParseStream<'_>) -> syn::Result<Vec<Pair>> {
    let pairs = Punctuated::<Pair, Token![,]>::parse_terminated(input)?;
    let mut seen: Vec<&Ident> = Vec::new();
    for Pair { key, .. } in &pairs {
        if seen.contains(&key) {
            return Err(syn::Error::new_spanned(
                key,
                format!("`{key}` is given twice"),
            ));
        }
        seen.push(key);
    }
    Ok(pairs.into_iter().collect())
}

fn unknown(key: &Ident, attribute: &str, keys: &[&str]) -> syn::Error {
    let name = key.to_string();
    let mut message = format!(
        "unknown key `{name}` in `#[{attribute}]`{}",
        did_you_mean(&name, keys.iter().copied())
    );
    if !message.ends_with('?') {
        message.push_str(&format!("; it takes `{}`", keys.join("`, `")));
    }
    syn::Error::new_spanned(key, message)
}

impl ViewAttr {
    /// Reads what stands in the attribute of this kind.
    pub(crate) fn read(kind: Kind, tokens: TokenStream) -> syn::Result<Self> {
        let read = |input: ParseStream<'_>| {
            let mut attr = Self::default();
            for pair in pairs(input)? {
                attr.take(kind, pair)?;
            }
            Ok(attr)
        };
        syn::parse::Parser::parse2(read, tokens)
    }

    fn take(&mut self, kind: Kind, pair: Pair) -> syn::Result<()> {
        match pair.key.to_string().as_str() {
            "template" => self.template = Some(pair.string("counter.html")?),
            "source" => self.source = Some(pair.string("<p>{{ count }}</p>")?),
            "ext" => self.ext = Some(pair.string("html")?),
            "config" => self.config = Some(pair.string("askama.toml")?),
            "path" if kind == Kind::View => self.path = Some(pair.string("/items/{id}")?),
            "emits" if kind == Kind::Component => match pair.list {
                Some(paths) => self.emits = paths,
                None => {
                    let message =
                        "expected the messages that it sends, as in `emits(RatingChanged)`";
                    return Err(syn::Error::new_spanned(&pair.key, message));
                }
            },
            "emits" => {
                let message = "only a live component has a parent to send to: `emits` stands in `#[live_component(…)]`";
                return Err(syn::Error::new_spanned(&pair.key, message));
            }
            _ => {
                let own = match kind {
                    Kind::View => Some("path"),
                    Kind::Component => Some("emits"),
                    Kind::Inline => None,
                };
                let keys: Vec<&str> = KEYS.into_iter().chain(own).collect();
                return Err(unknown(&pair.key, kind.attribute(), &keys));
            }
        }
        Ok(())
    }
}

/// What an attribute makes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `#[live_view]`.
    View,
    /// `#[live_component]`.
    Component,
    /// `#[component]`: one without state.
    Inline,
}

impl Kind {
    /// The attribute's name.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Kind::View => "live_view",
            Kind::Component => "live_component",
            Kind::Inline => "component",
        }
    }

    /// What people call it.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Kind::View => "view",
            Kind::Component | Kind::Inline => "component",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_views_key_is_given_once_and_has_a_literal_value() {
        let view = |text: &str| {
            let tokens = text.parse().expect("lexes");
            ViewAttr::read(Kind::View, tokens)
                .map(|_| ())
                .map_err(|error| error.to_string())
        };
        let refused = |text: &str| view(text).expect_err("is refused");
        assert_eq!(
            refused("source = \"a\", source = \"b\""),
            "`source` is given twice"
        );
        assert!(refused("template").starts_with("expected a value"));
        assert!(refused("template = 3").starts_with("expected a string literal"));
        assert_eq!(
            refused("templte = \"a.html\""),
            "unknown key `templte` in `#[live_view]`; did you mean `template`?"
        );
    }
}
