//! Events that browsers do each in their way: keys, the pointer, the focus, the clipboard, forms.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;
use serde_json::Value;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Engines>("/engines"))
        .route("/engines.js", web::get().to(script));
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!("../../assets/engines.js"))
}

#[live_view(template = "engines.html")]
pub(crate) struct Engines {
    ids: Vec<u32>,
    count: u32,
}

#[live_view]
impl Engines {
    fn mount() -> Self {
        Self {
            ids: vec![1, 2, 3],
            count: 0,
        }
    }

    /// Tells the page what came.
    #[event_handler]
    fn echo(&self, cx: &mut Context, #[rest] all: BTreeMap<String, Value>) {
        cx.push_event("took", &all);
    }

    /// Turns the rows around.
    #[event_handler]
    fn reverse(&mut self) {
        self.ids.reverse();
        self.count += 1;
    }
}
