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

#[cfg(test)]
mod tests {
    use djust_actix::test::{TestClient, assert_state};

    use super::*;

    #[test]
    fn buttons_count() {
        let mut page = TestClient::visit("/?start=5").mount::<Counter>().unwrap();
        page.click("[aria-label='one more']")
            .click("button:has-text('+10')");
        assert_state!(page, Counter { count: 16 });
        page.click("[aria-label='one less']");
        assert_eq!(page.text("output"), "15");
        page.click("button:has-text('Reset')");
        assert_eq!(
            page.count("button:disabled"),
            1,
            "there is nothing to reset"
        );
    }
}
