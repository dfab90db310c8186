//! What a view asks of its page beside its content, and forms that are sent over HTTP once the server agrees.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.route("/asks/sent", web::post().to(sent))
        .route("/asks/kept", web::post().to(HttpResponse::NoContent))
        .service(live_view::<Held>("/asks/held"))
        .service(
        live_session("/asks")
            .view::<Asks>("")
            .view::<Bare>("/bare")
            .view::<Plain>("/plain"),
    );
}

/// Says what was posted.
async fn sent(
    query: web::Query<BTreeMap<String, String>>,
    form: web::Form<BTreeMap<String, String>>,
) -> HttpResponse {
    HttpResponse::Ok().body(format!("{:?} {:?}", query.0, form.0))
}

/// A whole document with a title and a description of its own.
#[live_view(template = "asks.html")]
pub(crate) struct Asks {
    name: String,
    said: Vec<String>,
    ready: bool,
}

#[live_view]
impl Asks {
    fn mount(#[default(String::new())] name: String, cx: &mut Context) -> Self {
        if !name.is_empty() {
            cx.page_title(format!("Asks, {name}"));
            cx.page_meta("description", format!("What \"{name}\" asks"));
            cx.page_meta("og:title", &name);
        }
        Self {
            name,
            said: Vec::new(),
            ready: false,
        }
    }

    #[event_handler]
    fn rename(&mut self, cx: &mut Context, to: String) {
        cx.page_title(format!("Asks <{to}>"));
        cx.page_meta("description", &to);
        cx.page_meta("og:title", &to);
        cx.page_meta("robots", "noindex");
    }

    #[event_handler]
    fn post(&mut self, cx: &mut Context, text: String) {
        self.said.push(text);
        cx.reset_form("#message");
        cx.focus("#message [name=text]");
    }

    #[event_handler]
    fn find(&mut self, cx: &mut Context) {
        self.said.push("found".to_owned());
        cx.focus("#found");
        cx.announce(format!("{} results", self.said.len()));
    }

    #[event_handler]
    fn warn(&mut self, cx: &mut Context) {
        cx.announce_at_once("The <server> stops");
    }

    /// The socket can't set a cookie: the form goes over HTTP once the name will do.
    #[event_handler]
    fn enter(&mut self, cx: &mut Context, user: String) -> Result<(), &'static str> {
        if user.is_empty() {
            // An event that is refused sends nothing.
            cx.submit_to("/asks/sent?by=nobody");
            return Err("a name is needed");
        }
        cx.submit_to("/asks/sent?by=server");
        Ok(())
    }

    /// No form sent this event.
    #[event_handler]
    fn lone(&mut self, cx: &mut Context) {
        cx.submit_to("/asks/sent");
    }

    #[event_handler]
    fn check(&mut self, user: String) {
        self.ready = !user.is_empty();
    }
}

/// A template that is only the body.
#[live_view(source = r#"<p id="at">bare</p><button dj-click="home">Home</button>"#)]
pub(crate) struct Bare {}

#[live_view]
impl Bare {
    fn mount(cx: &mut Context) -> Self {
        cx.page_title("Bare & lone");
        cx.page_meta("description", "Nothing <else>");
        Self {}
    }

    #[event_handler]
    fn home(&mut self, cx: &mut Context) {
        cx.live_redirect("/asks?name=Ann");
    }
}

/// Forms whose events the server answers late. What they are sent to keeps the page, so that a form that is sent twice is seen.
#[live_view(source = r#"<link rel="icon" href="/icon.svg"><p id="at">held {{ ran }}</p>
    <form id="debounced" dj-submit="debounced"><input name="text"><button>Debounced</button></form>
    <form id="throttled" dj-submit="throttled"><input name="text"><button>Throttled</button></form>
    <form id="worked" dj-submit="worked"><input name="text"><button>Worked</button></form>
    <form id="stated" dj-submit="stated"><input name="text"><button>Stated</button></form>
    <form id="checked" method="post" action="/asks/kept?by=checked" dj-submit="checked" {% if ready %}dj-trigger-action{% endif %}>
        <input name="text"><button>Checked</button></form>"#)]
pub(crate) struct Held {
    ran: u32,
    ready: bool,
}

#[live_view]
impl Held {
    fn mount() -> Self {
        Self {
            ran: 0,
            ready: false,
        }
    }

    #[event_handler(debounce = "150ms")]
    fn debounced(&mut self, cx: &mut Context) {
        self.ran += 1;
        cx.submit_to("/asks/kept?by=debounced");
    }

    /// Nothing but the request to send goes down.
    #[event_handler(throttle = "150ms", leading = false)]
    fn throttled(&mut self, cx: &mut Context) {
        cx.submit_to("/asks/kept?by=throttled");
    }

    #[event_handler]
    fn worked(&mut self, cx: &mut Context) {
        let work = cx.blocking(|| ());
        cx.start_async("work", work, |view: &mut Self, cx, _| {
            view.ran += 1;
            cx.submit_to("/asks/kept?by=worked");
        });
    }

    /// The form is sent while its handler still runs.
    #[event_handler]
    async fn stated(&mut self, cx: &mut Context) {
        self.ran += 1;
        cx.submit_to("/asks/kept?by=stated");
        cx.push_state(&*self).await;
        self.ran += 1;
    }

    #[event_handler(debounce = "150ms")]
    fn checked(&mut self) {
        self.ready = true;
    }
}

/// A view that asks for nothing.
#[live_view(source = r#"<p id="at">plain</p><button dj-click="say">Say</button><a href="/asks/bare" dj-navigate>Bare</a>"#)]
pub(crate) struct Plain {}

#[live_view]
impl Plain {
    fn mount() -> Self {
        Self {}
    }

    #[event_handler]
    fn say(&mut self, cx: &mut Context) {
        cx.page_title("Plain, again");
        cx.page_meta("robots", "noindex");
    }
}
