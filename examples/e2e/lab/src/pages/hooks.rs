//! Elements that scripts of the page accompany.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Hooks>("/hooks"))
        .service(live_view::<HookParts>("/hook_parts"))
        .route("/hooks.js", web::get().to(script));
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!("../../assets/hooks.js"))
}

#[live_view(template = "hooks.html")]
pub(crate) struct Hooks {
    count: u32,
    shown: bool,
    named: bool,
    ids: Vec<u32>,
}

#[live_view]
impl Hooks {
    fn mount() -> Self {
        Self {
            count: 0,
            shown: false,
            named: true,
            ids: vec![1, 2],
        }
    }

    #[event_handler]
    fn add(&mut self, by: u32) {
        self.count += by;
    }

    #[event_handler]
    fn stay(&self) {}

    #[event_handler]
    fn show(&mut self) {
        self.shown = !self.shown;
    }

    #[event_handler]
    fn name(&mut self) {
        self.named = !self.named;
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.ids.reverse();
    }

    #[event_handler]
    fn more(&mut self) {
        self.ids.push(3);
    }

    #[event_handler]
    fn ping(&mut self, cx: &mut Context) {
        self.count += 1;
        cx.push_event("ping", &self.count);
        cx.push_event("ping", &"again");
    }
}

#[live_view(template = "hook_parts.html")]
pub(crate) struct HookParts {
    numbers: Vec<u32>,
}

#[live_view]
impl HookParts {
    fn mount() -> Self {
        Self {
            numbers: vec![1, 2],
        }
    }

    #[event_handler]
    fn more(&mut self) {
        self.numbers.push(3);
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.numbers.reverse();
    }

    #[event_handler]
    fn drop_first(&mut self) {
        self.numbers.remove(0);
    }
}

/// A component whose handler only its hook calls.
#[live_component(
    source = r#"<p><b id="dial{{ number }}" dj-hook="Dial">{{ count }}</b></p>"#
)]
struct Dial {
    #[prop]
    number: u32,
    #[state]
    count: u32,
}

#[live_component]
impl Dial {
    #[event_handler]
    fn turn(&mut self, by: u32) {
        self.count += by;
    }
}
