//! The grammar of our attributes: keys, their values, and which key was meant.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Token};

use crate::errors::did_you_mean;

/// `#[live_view(…)]` on a struct.
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
}

/// `#[event_handler]` on a method; `#[event_handler()]` is the same. It takes no keys.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HandlerAttr;

const VIEW_KEYS: [&str; 4] = ["template", "source", "ext", "config"];

/// `key = value` or a bare `key`.
struct Pair {
    key: Ident,
    value: Option<Expr>,
}

impl Parse for Pair {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = input.parse()?;
        let value = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { key, value })
    }
}

impl Pair {
    /// The value, which has to be a string literal.
    fn string(&self, example: &str) -> syn::Result<LitStr> {
        // A `macro_rules!` macro hands its literals on in a group of their own.
        let mut value = self.value.as_ref();
        while let Some(Expr::Group(group)) = value {
            value = Some(&group.expr);
        }
        match value {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            })) => Ok(text.clone()),
            Some(other) => Err(syn::Error::new_spanned(
                other,
                format!(
                    "expected a string literal, as in `{} = \"{example}\"`",
                    self.key
                ),
            )),
            None => Err(syn::Error::new_spanned(
                &self.key,
                format!("expected a value, as in `{} = \"{example}\"`", self.key),
            )),
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

impl Parse for ViewAttr {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut attr = Self::default();
        for pair in pairs(input)? {
            let key = pair.key.to_string();
            match key.as_str() {
                "template" => attr.template = Some(pair.string("counter.html")?),
                "source" => attr.source = Some(pair.string("<p>{{ count }}</p>")?),
                "ext" => attr.ext = Some(pair.string("html")?),
                "config" => attr.config = Some(pair.string("askama.toml")?),
                _ => return Err(unknown(&pair.key, "live_view", &VIEW_KEYS)),
            }
        }
        Ok(attr)
    }
}

impl Parse for HandlerAttr {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        match pairs(input)?.first() {
            None => Ok(Self),
            Some(pair) => Err(syn::Error::new_spanned(
                &pair.key,
                format!(
                    "`#[event_handler]` takes no `{}`; to limit how often an element sends, put \
                     `dj-throttle=\"1000\"` or `dj-debounce=\"300\"` on it in the template",
                    pair.key
                ),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handler(text: &str) -> Result<HandlerAttr, String> {
        syn::parse_str(text).map_err(|error: syn::Error| error.to_string())
    }

    /// LV-06.
    #[test]
    fn lv_06_an_empty_list_is_the_same_as_none() {
        assert_eq!(handler(""), Ok(HandlerAttr));
    }

    #[test]
    fn a_handler_takes_no_keys_and_the_message_names_the_markup() {
        for text in ["throttle = \"1s\"", "once"] {
            let error = handler(text).expect_err("is refused");
            assert!(error.contains("dj-throttle=\"1000\""), "{error}");
        }
    }

    #[test]
    fn a_views_key_is_given_once_and_has_a_literal_value() {
        let view = |text: &str| {
            syn::parse_str::<ViewAttr>(text)
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
