//! What a form that was sent holds.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::nested::{self, BadNames};
use crate::handler::Kind;
use crate::param::{FromParam, Mismatch, Value};

/// The fields of a form that was sent, as text: a handler takes them as `#[rest] values: FormValues`, an actix handler of a POST as
/// `web::Form<FormValues>`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormValues(Vec<(String, String)>);

impl FormValues {
    /// What a field holds. The last one of a name counts.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut fields = self.0.iter().rev();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// All values of a name, in the order in which they were sent: those of a `<select multiple>`, or of boxes with one name.
    ///
    /// ```
    /// # use djust_runtime::form::FormValues;
    /// let values = FormValues::from_iter([("tag", "a"), ("name", "Jo"), ("tag", "b")]);
    /// assert!(values.all("tag").eq(["a", "b"]));
    /// ```
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.iter()
            .filter(move |(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// All fields, in the order in which they were sent; one that holds several values stands there once for each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// What the fields say by their names: `lines[0][qty]` is the `qty` of the first of `lines`.
    ///
    /// ```
    /// use djust_runtime::form::FormValues;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Line {
    ///     item: String,
    ///     qty: u8,
    /// }
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Order {
    ///     lines: Vec<Line>,
    /// }
    ///
    /// let fields = [("lines[0][item]", "tea"), ("lines[0][qty]", "2")];
    /// let order: Order = FormValues::from_iter(fields).decode()?;
    /// assert_eq!((order.lines[0].item.as_str(), order.lines[0].qty), ("tea", 2));
    /// # Ok::<(), djust_runtime::form::BadNames>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The names do not fit one another, or a value does not fit the type.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, BadNames> {
        nested::decode(self.iter())
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for FormValues {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        let fields = fields.into_iter();
        Self(
            fields
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

impl<'de> Deserialize<'de> for FormValues {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = FormValues;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a form's fields")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FormValues, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            match map.next_value()? {
                Held::One(text) => fields.push((name, text)),
                Held::Several(texts) => {
                    fields.extend(texts.into_iter().map(|text| (name.clone(), text)));
                }
            }
        }
        Ok(FormValues(fields))
    }
}

/// What a field of a form holds, as text, for a handler that is called by fields of one value and of several: the values of a
/// `<select multiple>` stand in it with commas between them, as [`LiveForm`](super::LiveForm) keeps them.
///
/// ```
/// use djust_runtime::form::{FieldValue, LiveForm, Rules, Schema};
///
/// struct Page {
///     form: LiveForm,
/// }
///
/// impl Page {
///     fn validate_field(&mut self, field: String, value: FieldValue) {
///         self.form.validate_field(&field, value);
///     }
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldValue(String);

impl FieldValue {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<FieldValue> for String {
    fn from(value: FieldValue) -> Self {
        value.0
    }
}

impl FromParam for FieldValue {
    const KIND: Kind = Kind::Str;
    const EMPTY_IS_VALUE: bool = true;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        if matches!(value, Value::List(_) | Value::Texts(_)) {
            let texts = Vec::<String>::from_param(value)?;
            return Ok(Self(joined(texts.iter().map(String::as_str))));
        }
        String::from_param(value).map(Self)
    }
}

/// Several values as the text of one field.
pub(super) fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let values: Vec<&str> = values.collect();
    values.join(",")
}

/// The values of a text; none if it is blank.
pub(super) fn values_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim_ascii)
        .filter(|it| !it.is_empty())
}

/// Whatever a field holds, as text: of anything that is no value nothing.
enum Held {
    One(String),
    Several(Vec<String>),
}

impl<'de> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyHeld)
    }
}

struct AnyHeld;

impl<'de> Visitor<'de> for AnyHeld {
    type Value = Held;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what a field holds")
    }

    fn visit_str<E>(self, text: &str) -> Result<Held, E> {
        Ok(Held::One(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Held, E> {
        Ok(Held::One(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Held, E> {
        Ok(Held::One(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Held, E> {
        Ok(Held::One(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Held, E> {
        Ok(Held::One(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Held, E> {
        Ok(Held::One(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Held, E> {
        Ok(Held::One(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pieces: A) -> Result<Held, A::Error> {
        let mut texts = Vec::new();
        while let Some(piece) = pieces.next_element()? {
            match piece {
                Held::One(text) => texts.push(text),
                // No field holds lists of lists.
                Held::Several(_) => {}
            }
        }
        Ok(Held::Several(texts))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Held, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Held::One(String::new()))
    }
}
