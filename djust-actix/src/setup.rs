//! What is easily forgotten where an application is put together, said where its author sees it. Nothing is repaired.

use actix_web::{HttpRequest, HttpResponse, web};
use djust_runtime::halt::Halt;

use crate::assets;
use crate::djust::Djust;

/// The answer of an application that has live pages and no [`Djust`]. Only debug builds tell the browser why.
pub(crate) fn no_djust(request: &HttpRequest) -> HttpResponse {
    let missing = if request.app_data::<web::Data<Djust>>().is_some() {
        "the application's `Djust` is wrapped in `web::Data`, where live pages do not find it: write \
         `.app_data(djust.clone())`"
    } else {
        "the application has live pages but no `Djust`: add `.app_data(djust.clone())` to its `App`"
    };
    tracing::error!("{missing}");
    let said = if cfg!(debug_assertions) {
        missing
    } else {
        "the server is not set up"
    };
    HttpResponse::InternalServerError()
        .content_type("text/plain; charset=utf-8")
        .body(said)
}

/// Looks, at the first page, whether it will find its script.
pub(crate) fn look_once(djust: &Djust, request: &HttpRequest) {
    if djust.shared().is_looked_over() || assets::are_served(request) {
        return;
    }
    tracing::warn!(
        "pages will not become live, for their script is not at {}: add `.service(djust_actix::assets())` to the `App` \
         itself, outside of every scope",
        assets::script_url()
    );
}

/// Shows the author of a page whose URL its `mount` refuses what the path is: a capture may be misspelt. Only a request can
/// tell, for the query gives parameters too, and `mount` need not take every capture.
pub(crate) fn warn_of_unfit(halt: &Halt, request: &HttpRequest) {
    if !cfg!(debug_assertions) || request.match_info().is_empty() {
        return;
    }
    if let (Halt::BadRequest(reason), Some(path)) = (halt, request.match_pattern()) {
        tracing::warn!("`mount` of the page at `{path}` refused its URL: {reason}");
    }
}
