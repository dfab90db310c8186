//! Markup of events, feedback and recovery as other documentation has it, with handlers of ours behind it.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// Where the page's style sheet and script are; the page is one of those that go to one another.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.route("/pasted.css", web::get().to(style))
        .route("/pasted.js", web::get().to(script));
}

async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css")
        .body(include_str!("../../assets/pasted.css"))
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!("../../assets/pasted.js"))
}

#[live_view(template = "pasted_events.html")]
pub(crate) struct PastedEvents {
    /// What was called, in order.
    log: Vec<String>,
    id: u32,
    category: &'static str,
    query: String,
    title: String,
    email: String,
    is_saving: bool,
    shown: u8,
    share_url: &'static str,
    api_key: &'static str,
    token: &'static str,
}

#[live_view]
impl PastedEvents {
    fn mount() -> Self {
        Self {
            log: Vec::new(),
            id: 5,
            category: "draft",
            query: "green".to_owned(),
            title: "A title".to_owned(),
            email: String::new(),
            is_saving: false,
            shown: 0,
            share_url: "https://share.test/",
            api_key: "key",
            token: "token",
        }
    }

    fn called(&mut self, what: impl Into<String>) {
        self.log.push(what.into());
    }

    #[event_handler]
    fn delete(&mut self, #[default(0)] item_id: u32, #[default(String::new())] category: String) {
        self.called(format!("delete {item_id} {category}"));
    }

    #[event_handler]
    fn update(&mut self, count: i64, price: f64, enabled: bool, tags: Vec<String>, items: Vec<String>) {
        self.called(format!("update {count} {price} {enabled} {tags:?} {items:?}"));
    }

    #[event_handler]
    fn select(&mut self, item_id: u32) {
        self.called(format!("select {item_id}"));
    }

    #[event_handler]
    fn generate(&mut self) {
        self.called("generate");
    }

    #[event_handler]
    fn lock(&mut self) {
        self.called("lock");
    }

    #[event_handler]
    fn poll_status(&mut self) {
        self.called("poll_status");
    }

    /// The page shows that it saves before the handler begins.
    #[event_handler(loading = "is_saving")]
    async fn save(&mut self) {
        self.called(format!("save {}", self.is_saving));
    }

    #[event_handler]
    fn search(&mut self, value: String) {
        self.called(format!("search {value}"));
    }

    #[event_handler]
    fn on_change(&mut self, value: String) {
        self.called(format!("change {value}"));
    }

    #[event_handler]
    fn validate(&mut self, value: String) {
        self.called(format!("validate {value}"));
    }

    #[event_handler]
    fn save_form(&mut self, title: String, email: String) {
        self.called(format!("form {title} {email}"));
        (self.title, self.email) = (title, email);
    }

    #[event_handler]
    fn close_modal(&mut self) {
        self.called("close_modal");
    }

    #[event_handler]
    fn on_scroll(&mut self, section: String) {
        self.called(format!("scroll {section}"));
    }

    #[event_handler]
    fn on_background_click(&mut self, client_x: i64, client_y: i64) {
        self.called(format!("background {client_x} {client_y}"));
    }

    #[event_handler]
    fn on_resize(&mut self) {
        self.called("resize");
    }

    #[event_handler]
    fn open_search(&mut self, shortcut: String) {
        self.called(format!("open {shortcut}"));
    }

    #[event_handler]
    fn close_search(&mut self, shortcut: String) {
        self.called(format!("close {shortcut}"));
    }

    #[event_handler]
    fn copied(&mut self, text: String, snippet_id: u32) {
        self.called(format!("copied {text} {snippet_id}"));
    }

    #[event_handler]
    fn restore_canvas(&mut self, #[default(0)] brush_size: u32, #[default(String::new())] canvas_id: String) {
        self.called(format!("restore {brush_size} {canvas_id}"));
    }

    #[event_handler]
    fn next(&mut self) {
        self.shown += 1;
    }
}
