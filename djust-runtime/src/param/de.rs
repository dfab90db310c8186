//! A whole form into one value: serde over fields that are mostly text.
//!
//! Each field becomes what the value's field asks for by the table of [`crate::param`]; whatever asks for no type in
//! particular gets text as text and numbers as numbers. Lists and objects inside go the same way, down to
//! `serde_json`'s depth.

use std::borrow::Cow;
use std::fmt::{self, Display};

use serde::de::value::SeqDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess,
};
use serde::de::{EnumAccess, VariantAccess, Visitor};
use serde_json::value::RawValue;

use super::{FromParam, Mismatch, Value, list};
use crate::event::{EventError, Origin};

type Fields<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

/// Makes a value of fields.
pub(crate) fn from_fields<'a, T: Deserialize<'a>>(
    fields: Fields<'a>,
    origin: Origin,
) -> Result<T, EventError> {
    T::deserialize(Form(fields)).map_err(|refused| refused.into_event(origin))
}

struct Form<'a>(Fields<'a>);

impl<'de> Deserializer<'de> for Form<'de> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_map(FormAccess {
            fields: self.0.into_iter(),
            next: None,
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

struct FormAccess<'a> {
    fields: std::vec::IntoIter<(Cow<'a, str>, Value<'a>)>,
    next: Option<(Cow<'a, str>, Value<'a>)>,
}

impl<'de> MapAccess<'de> for FormAccess<'de> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Refused> {
        self.next = self.fields.next();
        let name = self.next.as_ref().map(|(name, _)| name.clone());
        name.map(|name| seed.deserialize(name.into_deserializer()))
            .transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        let Some((name, value)) = self.next.take() else {
            return Err(de::Error::custom("a value without a name"));
        };
        seed.deserialize(Input(value))
            .map_err(|refused| refused.at(&name))
    }
}

macro_rules! by_the_table {
    ($($method:ident $visit:ident $type:ty)+) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
            visitor.$visit(<$type>::from_param(self.0)?)
        }
    )+ };
}

/// One value for serde.
struct Input<'a>(Value<'a>);

impl<'de> Deserializer<'de> for Input<'de> {
    type Error = Refused;

    by_the_table! {
        deserialize_bool visit_bool bool
        deserialize_i8 visit_i8 i8
        deserialize_i16 visit_i16 i16
        deserialize_i32 visit_i32 i32
        deserialize_i64 visit_i64 i64
        deserialize_i128 visit_i128 i128
        deserialize_u8 visit_u8 u8
        deserialize_u16 visit_u16 u16
        deserialize_u32 visit_u32 u32
        deserialize_u64 visit_u64 u64
        deserialize_u128 visit_u128 u128
        deserialize_f32 visit_f32 f32
        deserialize_f64 visit_f64 f64
        deserialize_char visit_char char
        deserialize_string visit_string String
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Value::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Value::Number(text) => number(&text, visitor),
            list @ (Value::List(_) | Value::Texts(_)) => Input(list).deserialize_seq(visitor),
            object @ Value::Object(_) => Input(object).deserialize_map(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.0 {
            Value::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            other => Input(other).deserialize_string(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        if matches!(self.0, Value::Null) || self.0.is_empty_text() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let items = list::items(&self.0)?;
        visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Input)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let Value::Object(raw) = self.0 else {
            return Err(self.0.mismatch("an object").into());
        };
        let fields: std::collections::BTreeMap<String, &'de RawValue> =
            serde_json::from_str(raw.get()).map_err(Refused::custom)?;
        let fields = fields.into_iter();
        let fields = fields.map(|(name, raw)| (name.into(), Value::from_raw(raw)));
        Form(fields.collect()).deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        match self.0 {
            Value::Object(raw) => {
                let mut json = serde_json::Deserializer::from_str(raw.get());
                json.deserialize_enum("", variants, visitor)
                    .map_err(de::Error::custom)
            }
            other => visitor.visit_enum(Variant(other.choose(variants)?)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { bytes byte_buf unit unit_struct identifier }
}

impl<'de> IntoDeserializer<'de, Refused> for Input<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A number for whoever asks for no type in particular.
fn number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Refused> {
    if let Ok(number) = text.parse() {
        visitor.visit_u64(number)
    } else if let Ok(number) = text.parse() {
        visitor.visit_i64(number)
    } else {
        visitor.visit_f64(f64::from_param(Value::Number(text.into()))?)
    }
}

/// An enum's variant without fields.
struct Variant(&'static str);

impl<'de> EnumAccess<'de> for Variant {
    type Error = Refused;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Refused> {
        let name = seed.deserialize(de::value::StrDeserializer::<Refused>::new(self.0))?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = Refused;

    fn unit_variant(self) -> Result<(), Refused> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Refused> {
        Err(self.fields())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Refused> {
        Err(self.fields())
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Refused> {
        Err(self.fields())
    }
}

impl Variant {
    fn fields(&self) -> Refused {
        de::Error::custom(format!("an object with the fields of {}", self.0))
    }
}

/// Why a form gave no value: the field, what it expects and what was found.
#[derive(Debug)]
struct Refused {
    field: String,
    why: Why,
}

#[derive(Debug)]
enum Why {
    Mismatch(Mismatch),
    Missing,
    Custom(String),
}

impl Refused {
    /// The same, with the name of the field around it.
    fn at(mut self, name: &str) -> Self {
        self.field = match self.field.as_str() {
            "" => name.to_owned(),
            inner => format!("{name}.{inner}"),
        };
        self
    }

    fn into_event(self, origin: Origin) -> EventError {
        let field = if self.field.is_empty() {
            "form"
        } else {
            &self.field
        };
        match self.why {
            Why::Mismatch(Mismatch { expected, found }) => {
                EventError::bad_param(field, expected, found, origin)
            }
            Why::Missing => EventError::missing_param(field, origin),
            Why::Custom(message) => {
                EventError::bad_param(field, "a form that fits", message, origin)
            }
        }
    }
}

impl From<Mismatch> for Refused {
    fn from(mismatch: Mismatch) -> Self {
        Self {
            field: String::new(),
            why: Why::Mismatch(mismatch),
        }
    }
}

impl de::Error for Refused {
    fn custom<T: Display>(message: T) -> Self {
        Self {
            field: String::new(),
            why: Why::Custom(message.to_string()),
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self {
            field: field.to_owned(),
            why: Why::Missing,
        }
    }
}

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.field, self.why)
    }
}

impl std::error::Error for Refused {}
