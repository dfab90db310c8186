//! Adjacent branches in every combination: among text, in a table, in attributes, in one another.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Branches>("/branches"));
}

#[live_view(template = "branches.html")]
pub(crate) struct Branches {
    bits: u32,
}

#[live_view]
impl Branches {
    fn mount(bits: Option<u32>) -> Self {
        Self {
            bits: bits.unwrap_or(0),
        }
    }

    #[event_handler]
    fn go(&mut self, value: u32) {
        self.bits = value;
    }

    fn on(&self, bit: u32) -> bool {
        (self.bits >> bit) & 1 == 1
    }
}
