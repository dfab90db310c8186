//! Messages that plain actix handlers leave for the page that their redirect leads to.
//!
//! They lie in the browser's session, of the crate `actix-session`, until a page with `{% dj_flash %}` is loaded. This is the feature
//! `session`.

use std::fmt::Display;

use actix_session::{Session, SessionExt, SessionInsertError};
use actix_web::HttpRequest;

/// Where they lie in the session.
const KEY: &str = "djust_flash";

/// As many as are kept: a session may be a cookie, which holds 4 KB.
const MOST: usize = 8;

/// What `{% dj_flash %}` writes.
pub(crate) const ATTRIBUTE: &str = "data-dj-auto-dismiss";

/// Leaves a message for the next page that is loaded with `{% dj_flash %}`: the one that a redirect leads to. Of many, the last eight
/// are shown.
///
/// ```no_run
/// use actix_session::Session;
/// use actix_web::HttpResponse;
/// use djust_actix::prelude::*;
///
/// async fn sign_out(session: Session) -> actix_web::Result<HttpResponse> {
///     session.remove("user");
///     djust_actix::flash::put(&session, Level::Info, "See you.")?;
///     Ok(HttpResponse::SeeOther().insert_header(("Location", "/")).finish())
/// }
/// ```
///
/// # Errors
///
/// The session could not take it.
pub fn put(
    session: &Session,
    level: impl AsRef<str>,
    message: impl Display,
) -> Result<(), SessionInsertError> {
    let mut messages = messages(session);
    messages.push((level.as_ref().to_owned(), message.to_string()));
    let old = messages.len().saturating_sub(MOST);
    session.insert(KEY, &messages[old..])
}

/// Takes the messages out of the session of a request.
pub(crate) fn take(request: &HttpRequest) -> Vec<(String, String)> {
    let session = request.get_session();
    let messages = messages(&session);
    // One that is not touched sets no cookie.
    if !messages.is_empty() {
        session.remove(KEY);
    }
    messages
}

fn messages(session: &Session) -> Vec<(String, String)> {
    session.get(KEY).ok().flatten().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn texts(messages: &[(String, String)]) -> Vec<(&str, &str)> {
        let texts = messages.iter();
        texts.map(|(level, text)| (&**level, &**text)).collect()
    }

    #[test]
    fn fl_01_the_last_eight_wait_with_their_levels_and_are_taken_once() {
        let request = TestRequest::default().to_http_request();
        let session = request.get_session();
        put(&session, "error", "one & <b>two</b>").unwrap();
        assert_eq!(texts(&take(&request)), [("error", "one & <b>two</b>")]);
        assert_eq!(take(&request), []);
        for n in 1..=9 {
            let level = ["info", "warning"][n % 2];
            put(&session, level, n).unwrap();
        }
        let taken = take(&request);
        let expected: Vec<String> = (2..=9).map(|n: u32| n.to_string()).collect();
        let shown: Vec<&str> = texts(&taken).into_iter().map(|(_, text)| text).collect();
        assert_eq!(shown, expected);
        assert_eq!(texts(&taken)[..2], [("info", "2"), ("warning", "3")]);
        assert_eq!(take(&request), []);
    }
}
