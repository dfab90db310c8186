//! What a page gets back when its session had to be mounted anew.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Recover>("/recover"));
}

#[live_view(template = "recover.html")]
pub(crate) struct Recover {
    query: String,
    agreed: bool,
    city: String,
    skipped: String,
    restored: Vec<String>,
}

#[live_view]
impl Recover {
    fn mount() -> Self {
        Self {
            query: String::new(),
            agreed: false,
            city: "a".to_owned(),
            skipped: String::new(),
            restored: Vec::new(),
        }
    }

    #[event_handler]
    fn search(&mut self, value: String) {
        self.query = value;
    }

    #[event_handler]
    fn agree(&mut self, value: bool) {
        self.agreed = value;
    }

    #[event_handler]
    fn choose(&mut self, value: String) {
        self.city = value;
    }

    #[event_handler]
    fn skip(&mut self, value: String) {
        self.skipped = value;
    }

    #[event_handler]
    fn restore_canvas(&mut self, brush_size: u32, canvas_id: String, zoom: u32) {
        self.restored
            .push(format!("{canvas_id} {brush_size} {zoom}"));
    }

    #[event_handler]
    fn restore_step(&mut self, step: u32) {
        self.restored.push(format!("step {step}"));
    }
}
