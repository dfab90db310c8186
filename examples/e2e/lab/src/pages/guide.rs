//! The example of the guide to hooks, as the guide has it.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};

include!(concat!(env!("OUT_DIR"), "/guide_hooks.rs"));

/// Where the page is, and its script.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Readings>("/guide/hooks"))
        .route("/charts.js", web::get().to(script));
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!(concat!(env!("OUT_DIR"), "/guide_hooks.js")))
}
