//! Fields of a view that a page binds with `dj-model`: how one takes what was entered.
//!
//! The page sends one event, [`EVENT`], with a field's name and its value. Generated code sets the fields that are marked
//! `#[model]` and bound by the template, and no others.

use std::borrow::Cow;

use crate::event::{EventError, Origin};
use crate::param::{Args, FromParam};

/// The event's name.
pub const EVENT: &str = "update_model";

/// Inline arguments have no place in it.
const BY_NAME: usize = usize::MAX;

/// Which field the event is for.
///
/// # Errors
///
/// It does not say.
pub fn field(args: &mut Args<'_>) -> Result<Cow<'static, str>, EventError> {
    args.take("field", BY_NAME)
}

/// Sets a field to what was entered, by the table of [`crate::param`].
///
/// # Errors
///
/// The value does not fit the field's type. The field stays as it was.
pub fn set<T: FromParam>(args: &mut Args<'_>, field: &mut T) -> Result<(), EventError> {
    *field = args.take("value", BY_NAME)?;
    Ok(())
}

/// The same, where a field tells why a value was refused: then the event is not.
///
/// # Errors
///
/// None.
pub fn set_or_tell<T: FromParam>(
    args: &mut Args<'_>,
    field: &mut T,
    error: &mut Option<String>,
    message: Option<&str>,
) -> Result<(), EventError> {
    *error = match set(args, field) {
        Ok(()) => None,
        Err(refused) => Some(match (message, refused.expected()) {
            (Some(message), _) => message.to_owned(),
            (None, Some(expected)) => format!("Expected {expected}."),
            (None, None) => "This field is required.".to_owned(),
        }),
    };
    Ok(())
}

/// Refuses a field that is not bound.
#[must_use]
pub fn unbound(field: &str) -> EventError {
    let found = format!("`{}`", crate::event::excerpt(field));
    EventError::bad_param(
        "field",
        "a field that a `dj-model` binds",
        found,
        Origin::Event,
    )
}

#[cfg(test)]
mod tests {
    use serde_json::value::RawValue;

    use super::*;

    fn tell(value: &str, age: &mut u8, error: &mut Option<String>) {
        let json = format!(r#"{{"field":"age","value":{value},"_args":["age",9]}}"#);
        let json = RawValue::from_string(json).unwrap();
        let mut args = Args::json(Some(&json));
        assert_eq!(field(&mut args).unwrap(), "age");
        set_or_tell(&mut args, age, error, None).unwrap();
    }

    #[test]
    fn mb_08_a_value_that_does_not_fit_leaves_the_field_and_says_why() {
        let (mut age, mut error) = (7, None);
        tell("\"12a\"", &mut age, &mut error);
        assert_eq!(
            (age, error.as_deref()),
            (7, Some("Expected an integer from 0 to 255."))
        );
        tell("\"\"", &mut age, &mut error);
        assert_eq!(
            (age, error.as_deref()),
            (7, Some("This field is required."))
        );
        tell("\" 12 \"", &mut age, &mut error);
        assert_eq!((age, error), (12, None));
    }
}
