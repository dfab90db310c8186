//! A client's value before it has a type, and why it did not get one.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::FromParam;
use crate::event::excerpt;
use crate::handler::Kind;

/// What a client sent for one parameter.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// A JSON boolean.
    Bool(bool),
    /// A JSON number, as its text.
    Number(Cow<'a, str>),
    /// Text: from JSON, from a URL or from a field.
    Text(Cow<'a, str>),
    /// A JSON list.
    List(&'a RawValue),
    /// Texts that share one name in a URL.
    Texts(Vec<Cow<'a, str>>),
    /// A JSON object.
    Object(&'a RawValue),
}

impl<'a> Value<'a> {
    /// The value that JSON text holds.
    pub(crate) fn from_raw(raw: &'a RawValue) -> Self {
        let json = raw.get().trim_ascii();
        match json.as_bytes().first() {
            Some(b'"') => match serde_json::from_str::<Borrowed<'a>>(json) {
                Ok(text) => Value::Text(text.0),
                Err(_) => Value::Null,
            },
            Some(b'[') => Value::List(raw),
            Some(b'{') => Value::Object(raw),
            Some(b't') => Value::Bool(true),
            Some(b'f') => Value::Bool(false),
            Some(b'n') | None => Value::Null,
            Some(_) => Value::Number(json.into()),
        }
    }

    /// Whether the value stands for none of a `T`.
    #[must_use]
    pub fn is_missing<T: FromParam>(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(_) if T::EMPTY_IS_VALUE => false,
            // A space is a character.
            Value::Text(text) if T::KIND == Kind::Char => text.is_empty(),
            Value::Text(text) => text.trim_ascii().is_empty(),
            _ => false,
        }
    }

    pub(crate) fn is_empty_text(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }

    /// The text of text, trimmed of ASCII white space, or of a number.
    #[must_use]
    pub fn trimmed(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text.trim_ascii()),
            Value::Number(text) => Some(text),
            _ => None,
        }
    }

    /// The one of these names that the value is, without regard to ASCII case, `-` and `_`.
    ///
    /// # Errors
    ///
    /// It is none of them.
    pub fn choose(&self, names: &[&'static str]) -> Result<&'static str, Mismatch> {
        let plain = |text: &str| -> String {
            let kept = text.chars().filter(|c| !matches!(c, '-' | '_'));
            kept.map(|c| c.to_ascii_lowercase()).collect()
        };
        let found = match self {
            Value::Text(text) => Some(plain(text.trim_ascii())),
            _ => None,
        };
        let found = found.and_then(|found| names.iter().find(|name| plain(name) == found));
        found
            .copied()
            .ok_or_else(|| self.mismatch(format!("one of {}", names.join(", "))))
    }

    /// A refusal of this value.
    #[must_use]
    pub fn mismatch(&self, expected: impl Into<Cow<'static, str>>) -> Mismatch {
        Mismatch {
            expected: expected.into(),
            found: self.describe(),
        }
    }

    /// What the value is, for a message to the client that sent it.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(text) => format!("the number {}", excerpt(text)),
            Value::Text(text) if text.is_empty() => "empty text".to_owned(),
            Value::Text(text) => format!("the text `{}`", excerpt(text)),
            Value::List(_) => "a list".to_owned(),
            Value::Texts(texts) => format!("{} values", texts.len()),
            Value::Object(_) => "an object".to_owned(),
        }
    }
}

/// Text that borrows from its JSON where nothing is escaped.
#[derive(serde::Deserialize)]
struct Borrowed<'a>(#[serde(borrow)] Cow<'a, str>);

/// A value that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// What the type takes.
    pub expected: Cow<'static, str>,
    /// What came, cut short.
    pub found: String,
}
