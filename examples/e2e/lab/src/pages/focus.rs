//! Fields that tell of their focus.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Focus>("/focus"));
}

#[live_view(template = "focus.html")]
pub(crate) struct Focus {
    log: Vec<String>,
    /// Whether the fields that a patch brings are there.
    more: bool,
    /// Whether the second of them tells of its focus.
    telling: bool,
    /// Fields that ask for the focus.
    opened: Vec<u32>,
}

#[live_view]
impl Focus {
    fn mount() -> Self {
        Self {
            log: Vec::new(),
            more: false,
            telling: true,
            opened: Vec::new(),
        }
    }

    #[event_handler]
    fn focused(&mut self, field: String, value: String, #[default(0)] row: u32) {
        self.log.push(format!("focus {field}={value} {row}"));
    }

    #[event_handler]
    #[expect(
        clippy::used_underscore_binding,
        reason = "the client gives the parameter its name"
    )]
    fn blurred(&mut self, field: String, value: String, _target: Option<String>) {
        let target = _target.unwrap_or_default();
        self.log.push(format!("blur {field}={value} {target}"));
    }

    #[event_handler]
    fn add(&mut self) {
        self.more = true;
    }

    #[event_handler]
    fn open(&mut self) {
        self.opened.push(self.opened.len() as u32 + 1);
    }

    #[event_handler]
    fn quiet(&mut self) {
        self.telling = false;
    }
}
