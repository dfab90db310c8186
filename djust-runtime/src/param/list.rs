//! `Vec`: a JSON list, repeated names of a URL, or text cut at commas.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::{FromParam, Mismatch, Value};
use crate::handler::Kind;

impl<T: FromParam> FromParam for Vec<T> {
    const KIND: Kind = Kind::List;
    const EMPTY_IS_VALUE: bool = true;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        items(&value)?.into_iter().map(T::from_param).collect()
    }
}

/// The items of a value that a list may be made of.
pub(super) fn items<'a>(value: &Value<'a>) -> Result<Vec<Value<'a>>, Mismatch> {
    match value {
        Value::List(raw) => {
            let raws: Vec<&'a RawValue> =
                serde_json::from_str(raw.get()).map_err(|_| value.mismatch("a list"))?;
            Ok(raws.into_iter().map(Value::from_raw).collect())
        }
        Value::Texts(texts) => Ok(texts.iter().cloned().map(Value::Text).collect()),
        Value::Text(Cow::Borrowed(text)) => Ok(cut(text).map(|t| Value::Text(t.into())).collect()),
        Value::Text(Cow::Owned(text)) => Ok(cut(text)
            .map(|t| Value::Text(t.to_owned().into()))
            .collect()),
        Value::Number(_) | Value::Bool(_) => Ok(vec![value.clone()]),
        Value::Null | Value::Object(_) => Err(value.mismatch("a list")),
    }
}

fn cut(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim_ascii)
        .filter(|piece| !piece.is_empty())
}
