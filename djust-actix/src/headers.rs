//! Headers of a request as text.

use actix_web::HttpRequest;
use actix_web::http::header::AsHeaderName;

/// The first header of a name; `None` also for one that is no text.
pub(crate) fn text(request: &HttpRequest, name: impl AsHeaderName) -> Option<&str> {
    request.headers().get(name)?.to_str().ok()
}
