//! What a handler answers to its event.
//!
//! [`EventError`] is a refusal; [`Outcome`] is what a handler may return.

use std::any::Any;
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::time::Duration;

/// Why an event did not do what it asked for.
///
/// Anything that can be displayed becomes one by `?`. A `String` or `&'static str` is a sentence for the user and is
/// sent as it is; any other error is taken for the server's own affair: it is logged, and the user reads only that
/// the event failed (in debug builds: why). [`EventError::failed`] sends an error's text on purpose.
pub struct EventError(Box<Reason>);

#[derive(Debug)]
enum Reason {
    Unknown {
        event: Box<str>,
    },
    Component,
    Stale,
    Forbidden,
    /// In how many seconds to try again.
    Limited(u64),
    /// What there is too much of.
    Busy(&'static str),
    Url(Box<str>),
    Missing {
        param: Box<str>,
        origin: Origin,
    },
    Bad {
        param: Box<str>,
        expected: Cow<'static, str>,
        found: Box<str>,
        origin: Origin,
    },
    Failed(Box<str>),
    Internal(Box<str>),
}

/// Where a parameter came from, which decides how a page without it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// An event.
    Event,
    /// A capture of the URL's path.
    Capture,
    /// The URL's query.
    Query,
}

impl EventError {
    /// The view has no handler of this name.
    #[must_use]
    pub fn unknown(event: &str) -> Self {
        Self(Box::new(Reason::Unknown {
            event: excerpt(event).into(),
        }))
    }

    /// The component that the event is for is not on the page (any more).
    pub(crate) fn unknown_component() -> Self {
        Self(Box::new(Reason::Component))
    }

    /// The event was meant for a page that this session did not make.
    pub(crate) fn stale() -> Self {
        Self(Box::new(Reason::Stale))
    }

    /// The user has no permission.
    #[must_use]
    pub fn forbidden() -> Self {
        Self(Box::new(Reason::Forbidden))
    }

    /// The handler was called more often than it may.
    pub(crate) fn limited(wait: Duration) -> Self {
        Self(Box::new(Reason::Limited(wait.as_secs() + 1)))
    }

    /// The URL is not one that the view can be at; the text says why.
    pub(crate) fn bad_url(why: impl Into<String>) -> Self {
        Self(Box::new(Reason::Url(why.into().into())))
    }

    /// More events wait than may.
    pub(crate) fn busy() -> Self {
        Self(Box::new(Reason::Busy("too many events wait")))
    }

    /// All clients together send more events than the server is to run.
    pub(crate) fn crowded() -> Self {
        Self(Box::new(Reason::Busy("the server has too much to do")))
    }

    /// A parameter that the handler needs is not there.
    #[must_use]
    pub fn missing_param(param: &str, origin: Origin) -> Self {
        Self(Box::new(Reason::Missing {
            param: param.into(),
            origin,
        }))
    }

    /// A parameter's value does not fit its type.
    #[must_use]
    pub fn bad_param(
        param: &str,
        expected: impl Into<Cow<'static, str>>,
        found: impl Into<String>,
        origin: Origin,
    ) -> Self {
        Self(Box::new(Reason::Bad {
            param: param.into(),
            expected: expected.into(),
            found: found.into().into(),
            origin,
        }))
    }

    /// The handler refuses, and the user reads why.
    #[must_use]
    pub fn failed(message: impl Display) -> Self {
        Self(Box::new(Reason::Failed(message.to_string().into())))
    }

    /// The handler failed for a reason that is not the user's to read.
    #[must_use]
    pub fn internal(error: impl Display) -> Self {
        Self(Box::new(Reason::Internal(error.to_string().into())))
    }

    /// The code that the client gets.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match *self.0 {
            Reason::Unknown { .. } => "unknown_event",
            Reason::Component => "unknown_component",
            Reason::Stale => "stale",
            Reason::Forbidden => "forbidden",
            Reason::Limited(_) => "rate_limited",
            Reason::Busy(_) => "busy",
            Reason::Url(_) => "bad_url",
            Reason::Missing { .. } => "missing_param",
            Reason::Bad { .. } => "bad_param",
            Reason::Failed(_) | Reason::Internal(_) => "failed",
        }
    }

    /// The message that the client gets: never an internal error's text, but in debug builds.
    #[must_use]
    pub fn message(&self) -> String {
        match &*self.0 {
            Reason::Internal(_) if !cfg!(debug_assertions) => {
                "something went wrong on the server; try again".to_owned()
            }
            _ => self.detail(),
        }
    }

    /// The whole reason, for logs.
    #[must_use]
    pub fn detail(&self) -> String {
        match &*self.0 {
            Reason::Unknown { event } => {
                format!(
                    "no handler named `{event}`; only methods with #[event_handler] can be called"
                )
            }
            Reason::Component => "this part of the page is gone".to_owned(),
            Reason::Stale => "this was meant for a page that is gone".to_owned(),
            Reason::Forbidden => "you may not do this".to_owned(),
            Reason::Limited(seconds) => {
                format!("this was done too often; try again in {seconds} s")
            }
            Reason::Busy(why) => format!("{why}; try again in a moment"),
            Reason::Missing { param, .. } => format!("parameter `{param}` is missing"),
            Reason::Bad {
                param,
                expected,
                found,
                ..
            } => format!("parameter `{param}`: expected {expected}, found {found}"),
            Reason::Url(message) | Reason::Failed(message) | Reason::Internal(message) => {
                message.to_string()
            }
        }
    }

    /// The parameter that was refused.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        match &*self.0 {
            Reason::Missing { param, .. } | Reason::Bad { param, .. } => Some(param),
            _ => None,
        }
    }

    /// What was expected of the parameter that was refused.
    pub(crate) fn expected(&self) -> Option<&str> {
        match &*self.0 {
            Reason::Bad { expected, .. } => Some(expected),
            _ => None,
        }
    }

    /// Where the refused parameter came from.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        match *self.0 {
            Reason::Missing { origin, .. } | Reason::Bad { origin, .. } => Some(origin),
            _ => None,
        }
    }

    /// Whether its text is kept from the client.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        matches!(*self.0, Reason::Internal(_))
    }
}

/// Not `Display`: that is what lets anything displayable become one.
impl fmt::Debug for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.detail())
    }
}

impl<E: Display + 'static> From<E> for EventError {
    fn from(error: E) -> Self {
        let any: &dyn Any = &error;
        let sentence =
            any.is::<String>() || any.is::<&'static str>() || any.is::<Cow<'static, str>>();
        if sentence {
            Self::failed(error)
        } else {
            Self::internal(error)
        }
    }
}

/// What a handler may return: nothing, or a `Result<(), E>` whose error can be displayed.
#[diagnostic::on_unimplemented(
    message = "an event handler can't return `{Self}`",
    note = "return nothing or `Result<(), EventError>`; any error that can be displayed works in its place"
)]
pub trait Outcome {
    /// As dispatch wants it.
    ///
    /// # Errors
    ///
    /// The handler's own.
    fn outcome(self) -> Result<(), EventError>;
}

impl Outcome for () {
    fn outcome(self) -> Result<(), EventError> {
        Ok(())
    }
}

impl<E: Into<EventError>> Outcome for Result<(), E> {
    fn outcome(self) -> Result<(), EventError> {
        self.map_err(Into::into)
    }
}

/// A client's text for a message: short, and no control characters.
pub(crate) fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = text
        .chars()
        .take(MOST)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    if text.chars().nth(MOST).is_some() {
        short.push_str("...");
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from<E>(error: E) -> EventError
    where
        EventError: From<E>,
    {
        EventError::from(error)
    }

    #[test]
    fn sentences_are_for_the_user_and_errors_are_not() {
        for sentence in [from("Too late"), from(String::from("Too late"))] {
            assert!(!sentence.is_internal());
            assert_eq!(sentence.message(), "Too late");
        }
        let error = from(std::io::Error::other("db at 10.0.0.3"));
        assert!(error.is_internal());
        assert_eq!(error.detail(), "db at 10.0.0.3");
        assert_eq!(error.code(), "failed");
    }

    #[test]
    fn a_question_mark_takes_any_error() {
        fn handler() -> Result<(), EventError> {
            "x".parse::<i32>()?;
            Ok(())
        }
        assert!(handler().outcome().is_err());
        assert!(Err::<(), _>("no").outcome().is_err());
        assert!(().outcome().is_ok());
    }

    #[test]
    fn an_excerpt_is_short_and_plain() {
        assert_eq!(excerpt("a\nb"), "a\u{fffd}b");
        assert_eq!(excerpt(&"x".repeat(41)), format!("{}...", "x".repeat(40)));
    }
}
