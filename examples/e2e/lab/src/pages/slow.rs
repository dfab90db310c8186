//! A handler that takes its time.

use std::time::Duration;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Slow>("/slow"));
}

#[live_view(template = "slow.html")]
pub(crate) struct Slow {
    count: u32,
}

#[live_view]
impl Slow {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    async fn inc(&mut self) {
        actix_web::rt::time::sleep(Duration::from_millis(700)).await;
        self.count += 1;
    }

    #[event_handler]
    fn quick(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn fail(&mut self) {
        panic!("asked to");
    }
}
