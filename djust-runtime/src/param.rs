//! How a client's value becomes a parameter: the one normative table.
//!
//! | type | takes | refuses |
//! |---|---|---|
//! | integers | decimal ASCII digits with an optional sign, as text or as a JSON number without fraction and exponent | anything else, out of range |
//! | floats | the same, with fraction and exponent | `NaN`, infinities, hexadecimal |
//! | `bool` | `true` `1` `yes` `on` `checked`, `false` `0` `no` `off`, in any case; JSON booleans | anything else |
//! | `String`, `Box<str>`, `Cow` | any text as it is; a number or a boolean as its text | lists, objects |
//! | `char` | exactly one character | none, more |
//! | enums ([`param_enum!`](crate::param_enum)) | a variant's name, whatever its case, `-` and `_` aside | other names |
//! | `Vec<T>` | a JSON list of what `T` takes; text, cut at commas, trimmed, empty pieces dropped; one number or boolean | objects |
//! | `Option<T>` | what `T` takes; `null` and empty text are `None` | |
//!
//! Text is trimmed of ASCII white space for all but `String` and its like and `char`. Text that is empty then counts
//! as missing, and so does `null`: the parameter is `None`, else its default, else refused. Never a silent 0. For
//! `String` and its like and for `Vec`, empty text is a value.
//!
//! The integers past 2^53, which a JavaScript number can't hold, travel as text.

use std::borrow::Cow;

use crate::event::EventError;
use crate::handler::Kind;

mod args;
mod de;
mod list;
mod scalar;
mod value;

pub use args::{Args, UrlParams};
pub(crate) use de::from_fields;
pub(crate) use scalar::{is_decimal, is_integer, truth};
pub use value::{Mismatch, Value};

/// The other name of a parameter that has two: a field's events send the field's name, others names as scripts have them.
pub(crate) const fn other_name(name: &str) -> Option<&'static str> {
    match name.as_bytes() {
        b"field" => Some("field_name"),
        b"field_name" => Some("field"),
        b"scroll_x" => Some("scrollX"),
        b"scroll_y" => Some("scrollY"),
        b"client_x" => Some("clientX"),
        b"client_y" => Some("clientY"),
        b"inner_width" => Some("innerWidth"),
        b"inner_height" => Some("innerHeight"),
        _ => None,
    }
}

/// A type that a handler, or `mount`, may take as a parameter.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a parameter of a handler",
    label = "not a parameter type",
    note = "integers, floats, bool, char, String, Option, Vec and enums of `param_enum!` can; a whole form goes into one `#[rest] form: T` where `T: Deserialize`; a struct in a form has `#[form(nested)]`; anything else needs an `impl FromParam`"
)]
pub trait FromParam: Sized {
    /// What it takes, as far as a check at compile time must know.
    const KIND: Kind = Kind::Other;
    /// Whether a call without it is refused.
    const REQUIRED: bool = true;
    /// Whether empty text is a value of the type and not the lack of one.
    const EMPTY_IS_VALUE: bool = false;

    /// Takes the value.
    ///
    /// # Errors
    ///
    /// What the type expects, and what was found.
    fn from_param(value: Value<'_>) -> Result<Self, Mismatch>;

    /// What the parameter is when the call has none.
    #[must_use]
    fn missing() -> Option<Self> {
        None
    }

    /// [`Args::take`], for generated code: named by the trait, an error about the type has one form and is shown once.
    #[doc(hidden)]
    fn take(args: &mut Args<'_>, name: &str, index: usize) -> Result<Self, EventError> {
        args.take(name, index)
    }

    /// [`Args::take_or`], likewise.
    #[doc(hidden)]
    fn take_or(
        args: &mut Args<'_>,
        name: &str,
        index: usize,
        default: impl FnOnce() -> Self,
    ) -> Result<Self, EventError> {
        args.take_or(name, index, default)
    }
}

impl<T: FromParam> FromParam for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    /// Its own: `None`.
    const EMPTY_IS_VALUE: bool = true;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        if value.is_missing::<T>() || value.is_empty_text() {
            return Ok(None);
        }
        T::from_param(value).map(Some)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl FromParam for Box<str> {
    const KIND: Kind = Kind::Str;
    const EMPTY_IS_VALUE: bool = true;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        String::from_param(value).map(Into::into)
    }
}

impl FromParam for Cow<'static, str> {
    const KIND: Kind = Kind::Str;
    const EMPTY_IS_VALUE: bool = true;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        String::from_param(value).map(Cow::Owned)
    }
}

/// Lets an enum without fields be a parameter: its variants' names are what a client may send.
///
/// The enum is declared apart from it, with whatever it derives, in the same crate.
///
/// Names are compared without regard to ASCII case, `-` and `_`: `HighFirst` takes `high-first`, `high_first` and
/// `highfirst`.
///
/// ```
/// #[derive(Debug, PartialEq)]
/// enum Filter { All, Active, Done }
/// djust_runtime::param_enum!(Filter { All, Active, Done });
/// ```
#[macro_export]
macro_rules! param_enum {
    ($name:ident { $($variant:ident),+ $(,)? }) => {
        impl $crate::param::FromParam for $name {
            fn from_param(
                value: $crate::param::Value<'_>,
            ) -> ::core::result::Result<Self, $crate::param::Mismatch> {
                const NAMES: &[&str] = &[$(::core::stringify!($variant)),+];
                match value.choose(NAMES)? {
                    $(name if name == ::core::stringify!($variant) => {
                        ::core::result::Result::Ok($name::$variant)
                    })+
                    _ => ::core::result::Result::Err(value.mismatch("one of the names")),
                }
            }
        }
    };
}
