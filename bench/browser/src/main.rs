//! The table of js-framework-benchmark twice: `/live` is a live page, `/hand` does the same with code written by hand.
//!
//! Both show the same markup after every operation, which `driver/pages.test.mjs` holds. What is measured, and how,
//! stands in `driver`.

mod rows;

use std::process::ExitCode;

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, http::header::ContentType};
use djust_actix::Limits;
use djust_actix::prelude::*;

fn main() -> ExitCode {
    // A benchmark clicks as soon as the last click is answered: more often than a hand does.
    let limits = Limits {
        messages_per_second: u32::MAX,
        message_burst: u32::MAX,
        ..Limits::default()
    };
    site::serve("browser", site::builder().limits(limits), routes)
}

fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<rows::Rows>("/live"))
        .route("/hand", web::get().to(page))
        .route("/hand.js", web::get().to(script));
}

async fn page() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::html())
        .body(include_str!("../hand/hand.html"))
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(include_str!("../hand/hand.js"))
}
