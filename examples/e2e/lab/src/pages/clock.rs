//! A page that changes by itself, fifty times a second.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// Where the page is, and the number for those who want to know it without looking at the page.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Clock>("/clock"))
        .route("/clock/ticks", web::get().to(async || ticks().to_string()));
}

const TICK: Duration = Duration::from_millis(20);

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

#[live_view(template = "clock.html")]
pub(crate) struct Clock {
    count: u32,
    ticks: u128,
}

#[live_view]
impl Clock {
    fn mount(cx: &mut Context) -> Self {
        next(cx);
        Self {
            count: 0,
            ticks: ticks(),
        }
    }

    #[event_handler]
    fn inc(&mut self) {
        self.count += 1;
    }
}

/// What a page shows that is up to date.
fn ticks() -> u128 {
    START.elapsed().as_millis() / TICK.as_millis()
}

fn next(cx: &mut Context) {
    let tick = actix_web::rt::time::sleep(TICK);
    cx.spawn(tick, |clock: &mut Clock, cx, ()| {
        clock.ticks = ticks();
        next(cx);
    });
}
