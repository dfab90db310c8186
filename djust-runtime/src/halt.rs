//! Why there is no view: what `mount` and the hooks before it may answer in its place.

use std::fmt::Display;

use crate::event::{EventError, Origin};
use crate::url::is_page;

/// Ends a mount. On a GET it is a status code; on a socket a full load of the URL, or the end of the session.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Halt {
    /// Go there instead: 302.
    Redirect(String),
    /// There is no such thing: 404.
    NotFound,
    /// Not for this visitor: 403.
    Forbidden,
    /// The URL's query does not fit; the text says how: 400.
    BadRequest(String),
    /// Something failed; the text is for the log: 500.
    Error(String),
}

impl Halt {
    /// Goes to another URL instead, at this origin or another. A scheme other than `http` and `https` is an error.
    #[must_use]
    pub fn redirect(url: impl Into<String>) -> Self {
        let url = url.into();
        match is_page(&url) {
            true => Self::Redirect(url),
            false => Self::Error(format!(
                "refused to redirect to `{url}`: its scheme is not http or https"
            )),
        }
    }

    /// The status of the answer to a GET.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Halt::Redirect(_) => 302,
            Halt::BadRequest(_) => 400,
            Halt::Forbidden => 403,
            Halt::NotFound => 404,
            Halt::Error(_) => 500,
        }
    }
}

/// A capture that does not coerce names nothing: 404. A query parameter: 400.
impl From<EventError> for Halt {
    fn from(error: EventError) -> Self {
        match error.origin() {
            Some(Origin::Capture) => Halt::NotFound,
            Some(Origin::Query | Origin::Event) => Halt::BadRequest(error.message()),
            None => Halt::Error(error.detail()),
        }
    }
}

impl<E: Display + 'static> From<E> for Halt {
    fn from(error: E) -> Self {
        Halt::Error(error.to_string())
    }
}

/// What `mount` may return: the view, or a `Result` of it with [`Halt`] or any error.
#[diagnostic::on_unimplemented(
    message = "`mount` can't return `{Self}`",
    note = "return `Self` or `Result<Self, Halt>`"
)]
pub trait Mounted<V> {
    /// As the session wants it.
    ///
    /// # Errors
    ///
    /// Why there is no view.
    fn mounted(self) -> Result<V, Halt>;
}

impl<V> Mounted<V> for V {
    fn mounted(self) -> Result<V, Halt> {
        Ok(self)
    }
}

impl<V, E: Into<Halt>> Mounted<V> for Result<V, E> {
    fn mounted(self) -> Result<V, Halt> {
        self.map_err(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_leads_to_a_page() {
        for url in [
            "/a",
            "?x=javascript:",
            "#a:b",
            "//other.example/",
            "https://other.example/",
            " HTTP://other.example/",
            "sign-in",
            "1a:b",
            "",
        ] {
            assert_eq!(Halt::redirect(url), Halt::Redirect(url.to_owned()), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "\u{1} java\tscript\n:alert(1)",
            "DATA:text/html,x",
            "file:///etc",
            "mailto:a@b.example",
            "about:blank",
        ] {
            assert_eq!(Halt::redirect(url).status(), 500, "{url:?}");
        }
    }

    #[test]
    fn a_bad_capture_is_not_found_and_a_bad_query_is_a_bad_request() {
        let bad = |origin| EventError::bad_param("id", "an integer", "text `x`", origin);
        assert_eq!(Halt::from(bad(Origin::Capture)).status(), 404);
        assert_eq!(Halt::from(bad(Origin::Query)).status(), 400);
        assert_eq!(Halt::from(EventError::failed("no")).status(), 500);
    }

    #[test]
    fn mount_may_return_the_view_or_a_result() {
        assert_eq!(5.mounted(), Ok(5));
        assert_eq!(
            Err::<i32, _>(Halt::Forbidden).mounted(),
            Err::<i32, _>(Halt::Forbidden)
        );
        let failed: Result<i32, _> = "x".parse::<i32>();
        assert!(matches!(
            Mounted::<i32>::mounted(failed),
            Err(Halt::Error(_))
        ));
    }
}
