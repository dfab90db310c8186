//! The parameters of one call, before they have types.
//!
//! Nothing is parsed until a handler asks for its first parameter, so a handler that takes none costs nothing.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{FromParam, Mismatch, Value, from_fields, other_name};
use crate::event::{EventError, Origin};
use crate::url::decoded;

/// The parameters of an event, or a URL's captures and query.
///
/// Generated code takes a handler's parameters out of it, by name and by place.
#[derive(Debug, Clone)]
pub struct Args<'a> {
    source: Source<'a>,
    fields: Option<Fields<'a>>,
}

#[derive(Debug, Clone, Copy)]
enum Source<'a> {
    None,
    Json(&'a str),
    Url(&'a UrlParams),
}

/// A URL's parameters: the captures of its path and its query, which are kept so that a view can be mounted again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UrlParams {
    /// The captures, names and decoded values.
    pub captures: Vec<(String, String)>,
    /// The query as it stands in the URL, without the question mark.
    pub query: String,
}

#[derive(Debug, Clone, Default)]
struct Fields<'a> {
    named: Vec<Field<'a>>,
    positional: Vec<Value<'a>>,
}

#[derive(Debug, Clone)]
struct Field<'a> {
    name: Cow<'a, str>,
    value: Value<'a>,
    origin: Origin,
}

impl<'a> Args<'a> {
    /// No parameters.
    #[must_use]
    pub fn none() -> Self {
        Source::None.into()
    }

    /// The parameters of an event: a JSON object, whose `_args` are positional.
    #[must_use]
    pub fn json(params: Option<&'a RawValue>) -> Self {
        Self::text(params.map(RawValue::get))
    }

    /// The same for an object that was sent, as it was sent.
    pub(crate) fn text(params: Option<&'a str>) -> Self {
        params.map_or(Source::None, Source::Json).into()
    }

    /// The parameters of a URL. A capture beats a query parameter of its name.
    #[must_use]
    pub fn url(params: &'a UrlParams) -> Self {
        Source::Url(params).into()
    }

    /// Takes a parameter: the positional argument at this index if there is one, else the one of this name.
    ///
    /// # Errors
    ///
    /// It is missing and its type has no value for that, or its value does not fit.
    pub fn take<T: FromParam>(&mut self, name: &str, index: usize) -> Result<T, EventError> {
        let origin = self.origin(name);
        self.taken(name, index)?
            .or_else(T::missing)
            .ok_or_else(|| EventError::missing_param(name, origin))
    }

    /// Takes a parameter that has a default.
    ///
    /// # Errors
    ///
    /// Its value does not fit.
    pub fn take_or<T: FromParam>(
        &mut self,
        name: &str,
        index: usize,
        default: impl FnOnce() -> T,
    ) -> Result<T, EventError> {
        Ok(self.taken(name, index)?.unwrap_or_else(default))
    }

    /// Takes every field that no other parameter names, as one value.
    ///
    /// Fields become what the value's fields ask for by the table of [`crate::param`]; fields that it does not know
    /// are ignored, unless it says otherwise.
    ///
    /// # Errors
    ///
    /// A field is missing or does not fit.
    pub fn rest<T: Deserialize<'a>>(&mut self, named: &[&str]) -> Result<T, EventError> {
        let origin = self.origin("");
        let fields = self.fields();
        let fields = fields.named.iter().filter(|field| {
            !named.contains(&&*field.name)
                && !matches!(&*field.name, "_target" | "_args" | "_within" | "_latest")
        });
        let fields = fields.map(|field| (field.name.clone(), field.value.clone()));
        from_fields(fields.collect(), origin)
    }

    /// Refuses a call with more positional arguments than this.
    ///
    /// # Errors
    ///
    /// There are more.
    pub fn at_most(&mut self, count: usize) -> Result<(), EventError> {
        let found = self.fields().positional.len();
        if found <= count {
            return Ok(());
        }
        Err(EventError::bad_param(
            "_args",
            format!("at most {count} arguments"),
            found.to_string(),
            Origin::Event,
        ))
    }

    /// A parameter that is there and not empty.
    fn taken<T: FromParam>(&mut self, name: &str, index: usize) -> Result<Option<T>, EventError> {
        let fields = self.fields();
        let (value, origin) = if let Some(value) = fields.positional.get(index) {
            (value, Origin::Event)
        } else if let Some(field) = fields.named(name) {
            (&field.value, field.origin)
        } else {
            return Ok(None);
        };
        if value.is_missing::<T>() {
            return Ok(None);
        }
        let taken = T::from_param(value.clone()).map(Some);
        taken.map_err(|Mismatch { expected, found }| {
            EventError::bad_param(name, expected, found, origin)
        })
    }

    fn origin(&self, name: &str) -> Origin {
        match self.source {
            Source::Url(params) if params.captures.iter().any(|(n, _)| n == name) => {
                Origin::Capture
            }
            Source::Url(_) => Origin::Query,
            Source::None | Source::Json(_) => Origin::Event,
        }
    }

    fn fields(&mut self) -> &Fields<'a> {
        let source = self.source;
        self.fields.get_or_insert_with(|| match source {
            Source::None => Fields::default(),
            Source::Json(text) => Fields::from_json(text),
            Source::Url(params) => Fields::from_url(params),
        })
    }
}

impl<'a> From<Source<'a>> for Args<'a> {
    fn from(source: Source<'a>) -> Self {
        Self {
            source,
            fields: None,
        }
    }
}

impl<'a> Fields<'a> {
    /// The field of a name, or else of the other name of the same parameter.
    fn named(&self, name: &str) -> Option<&Field<'a>> {
        let find = |name: &str| self.named.iter().find(|field| field.name == name);
        find(name).or_else(|| find(other_name(name)?))
    }

    /// Anything but an object has no fields: the frame's reader has refused it already.
    fn from_json(text: &'a str) -> Self {
        let object: Object<'a> = serde_json::from_str(text).unwrap_or_default();
        let mut fields = Self::default();
        for (name, raw) in object.0 {
            if name == "_args" {
                let list: Vec<&RawValue> = serde_json::from_str(raw.get()).unwrap_or_default();
                fields.positional = list.into_iter().map(Value::from_raw).collect();
            } else {
                fields.set(name, Value::from_raw(raw), Origin::Event);
            }
        }
        fields
    }

    fn from_url(params: &'a UrlParams) -> Self {
        let mut fields = Self::default();
        for pair in params.query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            fields.add(decoded(name), decoded(value));
        }
        for (name, value) in &params.captures {
            let value = Value::Text(value.as_str().into());
            fields.set(name.as_str().into(), value, Origin::Capture);
        }
        fields
    }

    /// Sets a field; the last one of a name counts.
    fn set(&mut self, name: Cow<'a, str>, value: Value<'a>, origin: Origin) {
        self.named.retain(|field| field.name != name);
        self.named.push(Field {
            name,
            value,
            origin,
        });
    }

    /// Adds a query parameter: several of one name are a list.
    fn add(&mut self, name: Cow<'a, str>, text: Cow<'a, str>) {
        let Some(field) = self.named.iter_mut().find(|field| field.name == name) else {
            return self.named.push(Field {
                name,
                value: Value::Text(text),
                origin: Origin::Query,
            });
        };
        match &mut field.value {
            Value::Texts(texts) => texts.push(text),
            Value::Text(first) => field.value = Value::Texts(vec![std::mem::take(first), text]),
            _ => {}
        }
    }
}

/// An object's fields, in order, unparsed.
#[derive(Default)]
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Object(fields))
    }
}

#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(json: &str) -> Box<RawValue> {
        RawValue::from_string(json.to_owned()).unwrap()
    }

    #[test]
    fn pa22_positional_arguments_bind_in_order_and_override_named_ones() {
        let json = raw(r#"{"sku":"no","_args":["SKU-42","3"]}"#);
        let mut args = Args::json(Some(&json));
        assert_eq!(args.take::<String>("sku", 0).unwrap(), "SKU-42");
        assert_eq!(args.take::<u32>("count", 1).unwrap(), 3);
        assert!(args.at_most(2).is_ok());
        let refused = args.at_most(1).unwrap_err();
        assert_eq!(refused.code(), "bad_param");
        assert_eq!(refused.param(), Some("_args"));
    }

    /// Issue 13: both names of what a field's event sends.
    #[test]
    fn a_field_is_called_field_or_field_name() {
        let json = raw(r#"{"field":"a"}"#);
        let mut args = Args::json(Some(&json));
        assert_eq!(args.take::<String>("field_name", 0).unwrap(), "a");
        let json = raw(r#"{"field":"a","field_name":"b"}"#);
        let mut args = Args::json(Some(&json));
        assert_eq!(args.take::<String>("field", 0).unwrap(), "a");
        assert_eq!(args.take::<String>("field_name", 0).unwrap(), "b");
        let json = raw(r#"{"field_name":"b"}"#);
        let mut args = Args::json(Some(&json));
        assert_eq!(args.take::<String>("field", 0).unwrap(), "b");
    }

    #[test]
    fn ev16_what_scripts_spell_in_their_way_answers_to_a_handlers_name() {
        let json = raw(
            r#"{"scrollX":1,"scrollY":2,"clientX":3,"clientY":4,"innerWidth":5,"innerHeight":6}"#,
        );
        let mut args = Args::json(Some(&json));
        let names = [
            "scroll_x",
            "scroll_y",
            "client_x",
            "client_y",
            "inner_width",
            "inner_height",
        ];
        for (name, value) in names.into_iter().zip(1..) {
            assert_eq!(args.take::<i32>(name, 9).unwrap(), value, "{name}");
        }
    }

    #[test]
    fn pa18_missing_parameters_take_defaults_or_are_refused() {
        let json = raw(r#"{"a":"","b":null,"c":"  "}"#);
        let mut args = Args::json(Some(&json));
        for name in ["a", "b", "c", "d"] {
            assert_eq!(args.take_or(name, 9, || 7).unwrap(), 7, "{name}");
            let refused = args.take::<i64>(name, 9).unwrap_err();
            assert_eq!(refused.code(), "missing_param", "{name}");
            assert_eq!(args.take::<Option<i64>>(name, 9).unwrap(), None, "{name}");
        }
        assert_eq!(args.take::<String>("a", 9).unwrap(), "");
        assert_eq!(args.take::<Option<String>>("a", 9).unwrap(), None);
    }

    #[test]
    fn captures_beat_the_query_and_repeated_names_are_a_list() {
        let params = UrlParams {
            captures: vec![("id".into(), "7".into())],
            query: "id=8&tag=a+b&tag=%C3%A4&bad=%zz&flag".into(),
        };
        let mut args = Args::url(&params);
        assert_eq!(args.take::<i32>("id", 0).unwrap(), 7);
        assert_eq!(
            args.take::<Vec<String>>("tag", 1).unwrap(),
            ["a b", "\u{e4}"]
        );
        assert_eq!(args.take::<String>("bad", 2).unwrap(), "%zz");
        assert_eq!(args.take::<String>("flag", 3).unwrap(), "");
        let refused = args.take::<bool>("id", 0).unwrap_err();
        assert_eq!(refused.origin(), Some(Origin::Capture));
        let refused = args.take::<i32>("tag", 0).unwrap_err();
        assert_eq!(refused.origin(), Some(Origin::Query));
        assert!(refused.detail().contains("2 values"));
    }

    #[test]
    fn the_last_of_two_fields_counts() {
        let json = raw(r#"{"n":1,"n":2}"#);
        assert_eq!(Args::json(Some(&json)).take::<i32>("n", 0).unwrap(), 2);
    }

    #[test]
    fn parameters_that_are_no_object_are_none() {
        let json = raw("[1]");
        let refused = Args::json(Some(&json)).take::<i32>("n", 0).unwrap_err();
        assert_eq!(refused.code(), "missing_param");
    }
}
