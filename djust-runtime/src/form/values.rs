//! What a form that was sent holds.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use super::nested::{self, BadNames};

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

    /// All fields, in the order in which they were sent.
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
            let Text(text) = map.next_value()?;
            fields.push((name, text));
        }
        Ok(FormValues(fields))
    }
}

/// Whatever a field holds, as text: of a list the last piece, of anything that is no value nothing.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyText)
    }
}

struct AnyText;

impl<'de> Visitor<'de> for AnyText {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what a field holds")
    }

    fn visit_str<E>(self, text: &str) -> Result<Text, E> {
        Ok(Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Text, E> {
        Ok(Text(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text(String::new()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut pieces: A) -> Result<Text, A::Error> {
        let mut last = Text(String::new());
        while let Some(piece) = pieces.next_element()? {
            last = piece;
        }
        Ok(last)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Text(String::new()))
    }
}
