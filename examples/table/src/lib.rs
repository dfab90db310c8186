//! The pages and events of the benchmark: a table of N rows, a counter, a search, N components.
//!
//! README.md shows what travels for one event.

mod parts;
mod row;
mod search;
mod table;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

#[live_view(template = "counter.html")]
struct Counter {
    count: i64,
}

#[live_view]
impl Counter {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    fn inc(&mut self) {
        self.count += 1;
    }
}

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Counter>("/counter"))
        .service(live_view::<table::Table>("/table{rows:[0-9]*}"))
        .service(live_view::<parts::Parts>("/parts{count:[0-9]+}"))
        .service(live_view::<search::Search>("/search"))
        .service(
            live_session("/ways")
                .view::<table::Table>("/table{rows:[0-9]*}")
                .view::<parts::Parts>("/parts{count:[0-9]+}"),
        );
}
