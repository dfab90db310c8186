//! Commands that the browser carries out by itself.

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Commanded>("/commands"))
        .service(live_view::<Told>("/commands/told"))
        .route("/commands.js", web::get().to(script));
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript")
        .body(include_str!("../../assets/commands.js"))
}

#[live_view(template = "commands.html")]
pub(crate) struct Commanded {
    count: u32,
    said: String,
    is_open: bool,
    more: bool,
}

#[live_view]
impl Commanded {
    fn mount() -> Self {
        Self {
            count: 0,
            said: String::new(),
            is_open: false,
            more: false,
        }
    }

    fn open_menu(&self) -> Js {
        Js::show("#menu")
            .focus_first()
            .on(At::this())
            .set_attr("aria-expanded", true)
    }

    fn close_menu(&self) -> Js {
        Js::hide("#menu").on("#open").remove_attr("aria-expanded")
    }

    fn choose(&self) -> Js {
        Js::push("say", [("text", "chosen")]).then(self.close_menu())
    }

    /// A handler that the template can't be asked for.
    fn unknown(&self) -> Js {
        Js::push("nothing", ())
    }

    #[event_handler]
    fn add(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn open(&mut self) {
        self.is_open = !self.is_open;
    }

    #[event_handler]
    fn more(&mut self) {
        self.more = !self.more;
    }

    #[event_handler]
    fn say(
        &mut self,
        text: String,
        #[default(String::new())] value: String,
        #[default(0)] row: u32,
    ) {
        self.said = format!("{text} {value} {row}");
    }

    #[event_handler]
    fn command(&mut self, cx: &mut Context) {
        self.count += 1;
        cx.js(Js::toggle_class("#box", "told").set_attr("data-count", self.count));
    }

    #[event_handler]
    async fn slow(&mut self) {
        actix_web::rt::time::sleep(std::time::Duration::from_millis(200)).await;
        self.count += 1;
    }
}

/// A page whose template has no commands: the server sends some.
#[live_view(
    source = "{% extends \"layout.html\" %}{% block title %}Told{% endblock %}{% block main %}\
        <div id=\"told\"><p>{{ count }}</p><button dj-click=\"tell\">tell</button></div>{% endblock %}"
)]
pub(crate) struct Told {
    count: u32,
}

#[live_view]
impl Told {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    fn tell(&mut self, cx: &mut Context) {
        self.count += 1;
        cx.js(Js::set_attr("#told", "data-count", self.count));
    }
}
