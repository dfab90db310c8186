//! Handlers that show something while they run.

use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

use crate::gate::Gate;

static GATE: Gate = Gate::new();

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Running>("/running"))
        .route("/running/allow", web::get().to(|| GATE.open()));
}

#[live_view(template = "running.html")]
pub(crate) struct Running {
    step: u32,
    is_saving: bool,
    /// A handler's name that the template can't know.
    handler: String,
    /// What was typed, each text that a handler saw.
    typed: Vec<String>,
    #[model]
    bound: String,
}

#[live_view]
impl Running {
    fn mount() -> Self {
        Self {
            step: 0,
            is_saving: false,
            handler: "mount".to_owned(),
            typed: Vec::new(),
            bound: String::new(),
        }
    }

    #[event_handler]
    async fn climb(&mut self, cx: &mut Context) {
        for step in 1..=5 {
            self.step = step;
            cx.push_state(&*self).await;
            sleep(Duration::from_millis(100)).await;
        }
    }

    #[event_handler(loading = "is_saving")]
    async fn save(&mut self, fails: bool) -> Result<(), EventError> {
        sleep(Duration::from_millis(200)).await;
        self.step += 1;
        if fails {
            return Err("The disk is full.".into());
        }
        Ok(())
    }

    #[event_handler]
    fn reset(&mut self) {
        self.step = 0;
    }

    /// Waits until the test lets it go on.
    #[event_handler]
    async fn wait(&mut self) {
        GATE.pass().await;
        self.step += 1;
    }

    #[event_handler]
    fn typed(&mut self, value: String) {
        self.typed.push(value);
    }

    #[event_handler(rate_limit = "2/h")]
    fn seldom(&mut self) {
        self.step += 10;
    }

    #[event_handler(permission = "step")]
    fn forbidden(&mut self) {
        self.step = 1_000;
    }
}
