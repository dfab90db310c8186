//! Elements that come and go by and by, dialogs, logs that stay at their end, attributes that patches leave alone.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Transitions>("/transitions"))
        .route("/transitions.css", web::get().to(style));
}

async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css")
        .body(include_str!("../../assets/transitions.css"))
}

#[live_view(template = "transitions.html")]
pub(crate) struct Transitions {
    ids: Vec<u32>,
    shown: bool,
    odd: bool,
    open: bool,
    lines: u32,
    count: u32,
    log: Vec<String>,
}

#[live_view]
impl Transitions {
    fn mount() -> Self {
        Self {
            ids: (1..=4).collect(),
            shown: false,
            odd: false,
            open: false,
            lines: 20,
            count: 0,
            log: Vec::new(),
        }
    }

    #[event_handler]
    fn add(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn flag(&mut self) {
        self.shown = !self.shown;
    }

    #[event_handler]
    fn oddly(&mut self) {
        self.odd = !self.odd;
    }

    #[event_handler]
    fn remove(&mut self, id: u32) {
        self.ids.retain(|other| *other != id);
    }

    #[event_handler]
    fn put_back(&mut self) {
        self.ids = (1..=4).collect();
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.ids.reverse();
    }

    #[event_handler]
    fn clear(&mut self) {
        self.ids.clear();
    }

    #[event_handler]
    fn dialog(&mut self) {
        self.open = !self.open;
    }

    #[event_handler]
    fn closed(&mut self) {
        self.open = false;
        self.log.push("closed".to_owned());
    }

    #[event_handler]
    fn line(&mut self) {
        self.lines += 1;
    }
}

/// A component that comes and goes by and by.
#[live_component(
    source = "<p class=\"leaf\" dj-transition=\"fade\"><button dj-click=\"grow\">grow</button> {{ size }}</p>"
)]
struct Leaf {
    #[state]
    size: u32,
}

#[live_component]
impl Leaf {
    #[event_handler]
    fn grow(&mut self) {
        self.size += 1;
    }
}
