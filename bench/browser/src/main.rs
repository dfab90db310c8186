//! The table of js-framework-benchmark three times: `/live` is a live page, `/hand` does the same with code written by hand
//! and no server, and `/socket` with that code over a bare WebSocket.
//!
//! All show the same markup after every operation, which `driver/pages.test.mjs` holds. What is measured, and how,
//! stands in `driver`.

mod hand;
mod rows;
mod socket;

use std::process::ExitCode;

use actix_web::web::ServiceConfig;
use djust_actix::Limits;
use djust_actix::prelude::*;

fn main() -> ExitCode {
    // A benchmark clicks as soon as the last click is answered: more often than a hand does.
    let limits = Limits {
        messages_per_second: u32::MAX,
        message_burst: u32::MAX,
        events_per_second: u32::MAX,
        ..Limits::default()
    };
    site::serve("browser", site::builder().limits(limits), routes)
}

fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<rows::Rows>("/live"))
        .configure(hand::routes);
}
