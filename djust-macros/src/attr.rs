//! The grammar of our attributes: keys, their values, and which key was meant.

mod handler;

pub(crate) use handler::{HandlerAttr, Throttle};

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

#[cfg(test)]
mod tests {
    use super::*;

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
