//! What shows while an event is under way: each handler waits until the test lets it go on.

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

use crate::gate::Gate;

static GATE: Gate = Gate::new();

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Feedback>("/feedback"))
        .route("/feedback/allow", web::get().to(|| GATE.open()));
}

// A mode that does nothing is among what is tried.
#[allow(deprecated)]
#[live_view(template = "feedback.html")]
pub(crate) struct Feedback {
    count: u32,
    other: bool,
    plain: bool,
    rows: Vec<u32>,
    copied: String,
    grown: bool,
}

#[live_view]
impl Feedback {
    fn mount() -> Self {
        Self {
            count: 0,
            other: false,
            plain: false,
            rows: vec![1, 2, 3],
            copied: String::new(),
            grown: false,
        }
    }

    #[event_handler]
    async fn save(&mut self) {
        GATE.pass().await;
        self.count += 1;
    }

    #[event_handler]
    async fn cancel(&mut self) {
        GATE.pass().await;
        self.count += 100;
    }

    /// Changes nothing.
    #[event_handler]
    async fn noop(&mut self) {
        GATE.pass().await;
    }

    #[event_handler]
    async fn fail(&mut self) {
        GATE.pass().await;
        panic!("asked to");
    }

    /// Puts another button in place of the one that was pressed.
    #[event_handler]
    async fn replace(&mut self) {
        GATE.pass().await;
        self.other = !self.other;
    }

    #[event_handler]
    async fn reverse(&mut self) {
        GATE.pass().await;
        self.rows.reverse();
    }

    /// Shows on its way what is about it.
    #[event_handler]
    async fn grow(&mut self, cx: &mut Context) {
        self.grown = true;
        cx.push_state(&*self).await;
        GATE.pass().await;
        self.count += 1;
    }

    /// Runs once nobody has called it for a while.
    #[event_handler(debounce = "400ms")]
    fn later(&mut self) {
        self.count += 1000;
    }

    #[event_handler(rate_limit = "1/h")]
    fn seldom(&mut self) {
        self.count += 1;
    }

    #[event_handler(permission = "feedback")]
    fn forbidden(&mut self) {
        self.count += 1;
    }

    /// Takes the attributes away, or gives them back.
    #[event_handler]
    fn plain(&mut self) {
        self.plain = !self.plain;
    }

    #[event_handler]
    fn copied(&mut self, text: String, id: u32) {
        self.copied = format!("{text} {id}");
    }
}
