//! The cookie that tells one browser from another: random, of no meaning, out of scripts' reach. A session made for one
//! browser is never given to another, whatever token that one shows.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};

use crate::token::random_text;

const NAME: &str = "djust_browser";

/// The browser that sent the request, if it was here before.
pub(crate) fn known(request: &HttpRequest) -> Option<Arc<str>> {
    let cookie = request.cookie(NAME)?;
    let value = cookie.value();
    let valid = value.len() == 22
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    valid.then(|| value.into())
}

/// A name for a browser that has none, and the cookie that gives it.
pub(crate) fn named(request: &HttpRequest) -> (Arc<str>, Cookie<'static>) {
    let name = random_text();
    let cookie = Cookie::build(NAME, name.clone())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(request.connection_info().scheme() == "https")
        .finish();
    (name.into(), cookie)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_name_comes_back_as_it_went_out() {
        let (name, cookie) = named(&TestRequest::default().to_http_request());
        assert!(cookie.http_only() == Some(true) && cookie.same_site() == Some(SameSite::Lax));
        let request = TestRequest::default().cookie(cookie).to_http_request();
        assert_eq!(known(&request), Some(name));
    }

    #[test]
    fn a_name_that_was_not_ours_is_no_name() {
        for odd in ["", "short", &"x".repeat(5_000), "aaaaaaaaaaaaaaaaaaaaa\""] {
            let request = TestRequest::default()
                .cookie(Cookie::new(NAME, odd.to_owned()))
                .to_http_request();
            assert_eq!(known(&request), None, "{odd:.30}");
        }
    }
}
