//! The smallest live page: a number and three buttons.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

#[live_view(template = "counter.html")]
struct Counter {
    count: i64,
}

#[live_view]
impl Counter {
    /// `?start=5` begins at five.
    fn mount(start: Option<i64>) -> Self {
        Self {
            count: start.unwrap_or(0),
        }
    }

    #[event_handler]
    fn add(&mut self, #[default(1)] amount: i64) {
        self.count = self.count.saturating_add(amount);
    }

    #[event_handler]
    fn reset(&mut self) {
        self.count = 0;
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Counter>("/"));
}
