//! Pages that only the browser tests need: states by number, so that a page that was patched into a state can be
//! compared with one that was rendered in it.

mod branches;
mod clock;
mod parts;
mod random;
mod slow;
mod tables;

use std::process::ExitCode;

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

fn main() -> ExitCode {
    site::serve("lab", site::builder(), routes)
}

fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<branches::Branches>("/branches"))
        .service(live_view::<parts::Parts>("/parts"))
        .service(live_view::<tables::Tables>("/tables"))
        .service(live_view::<slow::Slow>("/slow"))
        .service(live_view::<clock::Clock>("/clock"))
        .route("/clock/ticks", web::get().to(ticks));
}

/// For those who want to know what the clock shows without looking at it.
async fn ticks() -> String {
    clock::ticks().to_string()
}
