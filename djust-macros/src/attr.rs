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

/// `#[event_handler(…)]` on a method.
#[derive(Default, Debug, PartialEq, Eq)]
pub(crate) struct HandlerAttr {
    /// `throttle = "1s"`, in milliseconds.
    pub(crate) throttle_ms: u32,
    /// `debounce = "300ms"`, in milliseconds.
    pub(crate) debounce_ms: u32,
}

const VIEW_KEYS: [&str; 4] = ["template", "source", "ext", "config"];
const HANDLER_KEYS: [&str; 2] = ["throttle", "debounce"];

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
        let mut attr = Self::default();
        for pair in pairs(input)? {
            let key = pair.key.to_string();
            match key.as_str() {
                "throttle" => attr.throttle_ms = milliseconds(&pair.string("1s")?)?,
                "debounce" => attr.debounce_ms = milliseconds(&pair.string("300ms")?)?,
                _ => return Err(unknown(&pair.key, "event_handler", &HANDLER_KEYS)),
            }
        }
        Ok(attr)
    }
}

/// A span of time such as `300ms`, `1s` or `2m`.
fn milliseconds(text: &LitStr) -> syn::Result<u32> {
    let value = text.value();
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = value.split_at(digits);
    let factor = match unit {
        "ms" => Some(1),
        "s" => Some(1_000),
        "m" => Some(60_000),
        _ => None,
    };
    number
        .parse::<u32>()
        .ok()
        .zip(factor)
        .and_then(|(number, factor)| number.checked_mul(factor))
        .filter(|ms| *ms > 0)
        .ok_or_else(|| {
            syn::Error::new_spanned(
                text,
                format!("expected a time such as \"300ms\", \"1s\" or \"2m\", found {value:?}"),
            )
        })
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
        assert_eq!(handler(""), Ok(HandlerAttr::default()));
    }

    #[test]
    fn times_have_units() {
        let attr = handler("throttle = \"1s\", debounce = \"300ms\"").expect("parses");
        assert_eq!((attr.throttle_ms, attr.debounce_ms), (1000, 300));
        for wrong in ["1", "s", "", "-1s", "1.5s", "1h", "0s", "99999999m"] {
            let error = handler(&format!("throttle = \"{wrong}\"")).expect_err(wrong);
            assert!(error.starts_with("expected a time such as"), "{error}");
        }
    }

    #[test]
    fn an_unknown_key_names_the_likely_one() {
        let error = handler("throtle = \"1s\"").expect_err("is unknown");
        assert_eq!(
            error,
            "unknown key `throtle` in `#[event_handler]`; did you mean `throttle`?"
        );
        let error = handler("once").expect_err("is unknown");
        assert!(
            error.ends_with("it takes `throttle`, `debounce`"),
            "{error}"
        );
    }

    #[test]
    fn a_key_is_given_once_and_has_a_literal_value() {
        let twice = handler("throttle = \"1s\", throttle = \"2s\"").expect_err("twice");
        assert_eq!(twice, "`throttle` is given twice");
        let bare = handler("throttle").expect_err("bare");
        assert_eq!(bare, "expected a value, as in `throttle = \"1s\"`");
        let number = handler("throttle = 3").expect_err("number");
        assert_eq!(
            number,
            "expected a string literal, as in `throttle = \"1s\"`"
        );
    }
}
