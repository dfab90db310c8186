//! Pages that only the browser tests need: states by number, so that a page that was patched into a state can be
//! compared with one that was rendered in it.

mod branches;
mod random;
mod slow;
mod tables;

use std::process::ExitCode;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

fn main() -> ExitCode {
    site::serve("lab", site::builder(), routes)
}

fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<branches::Branches>("/branches"))
        .service(live_view::<tables::Tables>("/tables"))
        .service(live_view::<slow::Slow>("/slow"));
}
