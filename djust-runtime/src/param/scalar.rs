//! Integers, floats, booleans, text and characters.

use super::{FromParam, Mismatch, Value};
use crate::handler::Kind;

/// Whether the text is an integer: an optional sign and decimal ASCII digits.
pub(crate) const fn is_integer(text: &[u8]) -> bool {
    let mut at = sign(text);
    if at == text.len() {
        return false;
    }
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            return false;
        }
        at += 1;
    }
    true
}

/// Whether the text is a decimal number: digits with a sign, a fraction and an exponent, of which only one digit
/// before or after the point must be there.
pub(crate) const fn is_decimal(text: &[u8]) -> bool {
    let (mut at, mut digits) = (sign(text), 0);
    while at < text.len() && text[at].is_ascii_digit() {
        at += 1;
        digits += 1;
    }
    if at < text.len() && text[at] == b'.' {
        at += 1;
        while at < text.len() && text[at].is_ascii_digit() {
            at += 1;
            digits += 1;
        }
    }
    if digits == 0 {
        return false;
    }
    if at == text.len() {
        return true;
    }
    if text[at] != b'e' && text[at] != b'E' {
        return false;
    }
    let (_, exponent) = text.split_at(at + 1);
    is_integer(exponent)
}

/// What a text says of a `bool`.
pub(crate) const fn truth(text: &[u8]) -> Option<bool> {
    const YES: [&[u8]; 5] = [b"true", b"1", b"yes", b"on", b"checked"];
    const NO: [&[u8]; 4] = [b"false", b"0", b"no", b"off"];
    let mut at = 0;
    while at < YES.len() {
        if text.eq_ignore_ascii_case(YES[at]) {
            return Some(true);
        }
        if at < NO.len() && text.eq_ignore_ascii_case(NO[at]) {
            return Some(false);
        }
        at += 1;
    }
    None
}

const fn sign(text: &[u8]) -> usize {
    if !text.is_empty() && (text[0] == b'-' || text[0] == b'+') {
        1
    } else {
        0
    }
}

macro_rules! integers {
    ($($int:ty)+) => { $(
        impl FromParam for $int {
            const KIND: Kind = Kind::Int;

            fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
                value
                    .trimmed()
                    .filter(|text| is_integer(text.as_bytes()))
                    .and_then(|text| text.parse().ok())
                    .ok_or_else(|| {
                        value.mismatch(format!("an integer from {} to {}", <$int>::MIN, <$int>::MAX))
                    })
            }
        }
    )+ };
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

macro_rules! floats {
    ($($float:ty)+) => { $(
        impl FromParam for $float {
            const KIND: Kind = Kind::Float;

            fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
                value
                    .trimmed()
                    .filter(|text| is_decimal(text.as_bytes()))
                    .and_then(|text| text.parse::<$float>().ok())
                    .filter(|number| number.is_finite())
                    .ok_or_else(|| value.mismatch("a finite number"))
            }
        }
    )+ };
}

floats!(f32 f64);

impl FromParam for bool {
    const KIND: Kind = Kind::Bool;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        let truth = match &value {
            Value::Bool(value) => Some(*value),
            other => other.trimmed().and_then(|text| truth(text.as_bytes())),
        };
        truth.ok_or_else(|| value.mismatch("true or false"))
    }
}

impl FromParam for String {
    const KIND: Kind = Kind::Str;
    const EMPTY_IS_VALUE: bool = true;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        match value {
            Value::Text(text) | Value::Number(text) => Ok(text.into_owned()),
            Value::Bool(value) => Ok(value.to_string()),
            other => Err(other.mismatch("text")),
        }
    }
}

impl FromParam for char {
    const KIND: Kind = Kind::Char;

    fn from_param(value: Value<'_>) -> Result<Self, Mismatch> {
        if let Value::Text(text) | Value::Number(text) = &value {
            let mut chars = text.chars();
            if let (Some(only), None) = (chars.next(), chars.next()) {
                return Ok(only);
            }
        }
        Err(value.mismatch("one character"))
    }
}
