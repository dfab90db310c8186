//! What is wrong with a field's text, and how it is said.

use std::fmt::{self, Display};

/// What is wrong with a field's text. Its `Display` is what the user reads, unless [`Schema::messages`](super::Schema::messages) says
/// otherwise.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// It is blank, and may not be.
    Required,
    /// It has fewer characters than this.
    MinLength(usize),
    /// It has more characters than this.
    MaxLength(usize),
    /// It does not fit the pattern.
    Pattern,
    /// It is no email address.
    Email,
    /// It is no URL.
    Url,
    /// It is a number below this.
    Min(f64),
    /// It is a number above this.
    Max(f64),
    /// It is no number.
    Number,
    /// It is a number, but no whole one.
    WholeNumber,
    /// It is a number, but not one that the field's type can hold.
    Range,
    /// It is not one of these.
    Choices(Vec<String>),
    /// It does not fit the field's type.
    Type,
    /// There are fewer rows than this.
    MinRows(usize),
    /// There are more rows than this.
    MaxRows(usize),
    /// The application's rule that takes time has not said what it thinks of it.
    Unchecked,
    /// What a rule of the application's says.
    Custom(String),
}

impl Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Required => f.write_str("This field is required."),
            Problem::MinLength(least) => write!(f, "Must be at least {least} characters."),
            Problem::MaxLength(most) => write!(f, "Must be at most {most} characters."),
            Problem::Pattern | Problem::Type => f.write_str("Invalid format."),
            Problem::Email => f.write_str("Enter a valid email address"),
            Problem::Url => f.write_str("Enter a valid URL."),
            Problem::Min(least) => write!(f, "Must be at least {least}."),
            Problem::Max(most) => write!(f, "Must be at most {most}."),
            Problem::Number => f.write_str("Must be a number."),
            Problem::WholeNumber => f.write_str("Must be a whole number."),
            Problem::Range => f.write_str("Must be a number that is not so large or small."),
            Problem::Choices(choices) => write!(f, "Must be one of: {}.", choices.join(", ")),
            Problem::MinRows(least) => write!(f, "Must have at least {}.", entries(*least)),
            Problem::MaxRows(most) => write!(f, "Must have at most {}.", entries(*most)),
            Problem::Unchecked => f.write_str("This is still being checked."),
            Problem::Custom(message) => f.write_str(message),
        }
    }
}

fn entries(count: usize) -> String {
    match count {
        1 => "1 entry".to_owned(),
        _ => format!("{count} entries"),
    }
}
