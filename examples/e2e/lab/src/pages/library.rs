//! Views that follow one another on one socket.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{ServiceConfig, get};
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(
        live_session("/library")
            .on_mount(async |cx: &mut Context| match cx.url().contains("secret") {
                true => Err(Halt::redirect("/focus")),
                false => Ok(()),
            })
            .view::<Hall>("/hall")
            .view::<Cellar>("/book/cellar")
            .view::<Book>("/book/{id}"),
    );
    // Where a browser goes and stays where it is.
    app.route("/leave/file", get().to(file));
    app.route("/leave/nothing", get().to(HttpResponse::NoContent));
}

async fn file() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"teas.txt\""))
        .body("Assam")
}

/// Numbers the mounts, so that a test can tell one view from the next of its kind.
static MOUNTS: AtomicU64 = AtomicU64::new(0);

fn number() -> u64 {
    MOUNTS.fetch_add(1, Ordering::Relaxed)
}

#[live_view(template = "hall.html")]
pub(crate) struct Hall {
    mount: u64,
    page: u32,
    clicks: u32,
    ticks: u32,
}

#[live_view]
impl Hall {
    fn mount(cx: &mut Context) -> Self {
        // Work for a view that is gone by then: it must not come to the next one.
        cx.spawn(async {}, |hall: &mut Self, _, ()| hall.ticks += 1);
        Self {
            mount: number(),
            page: 1,
            clicks: 0,
            ticks: 0,
        }
    }

    fn handle_params(&mut self, #[default(1)] page: u32) {
        self.page = page;
    }

    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    fn open(&mut self, cx: &mut Context, id: u32) {
        cx.push_event("opened", &id);
        cx.live_redirect(format!("/library/book/{id}#notes"));
    }

    #[event_handler]
    fn swap(&mut self, cx: &mut Context) {
        cx.live_redirect(Patch::to("/library/book/5").replace());
    }

    #[event_handler]
    fn turn(&mut self, cx: &mut Context) {
        cx.live_patch(Patch::query([("page", self.page + 1)]));
    }

    #[event_handler]
    fn outside(&mut self, cx: &mut Context) {
        cx.live_redirect("/focus");
    }
}

#[live_view(template = "book.html")]
pub(crate) struct Book {
    mount: u64,
    id: u32,
    notes: String,
    clicks: u32,
}

#[live_view]
impl Book {
    async fn mount(id: u32, wait: Option<u64>) -> Result<Self, Halt> {
        if let Some(wait) = wait {
            actix_web::rt::time::sleep(Duration::from_millis(wait)).await;
        }
        match id {
            404 => return Err(Halt::NotFound),
            403 => return Err(Halt::Forbidden),
            500 => panic!("there is no such book"),
            302 => return Err(Halt::redirect("/library/hall?page=9")),
            _ => {}
        }
        Ok(Self {
            mount: number(),
            id,
            notes: format!("Notes on {id}"),
            clicks: 0,
        })
    }

    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    fn write(&mut self, value: String) {
        self.notes = value;
    }
}

#[live_view(source = "{% extends \"library.html\" %}{% block title %}Cellar{% endblock %}{% block view %}<p id=\"at\">cellar</p>{% endblock %}")]
pub(crate) struct Cellar {}

#[live_view]
impl Cellar {
    fn mount() -> Self {
        Self {}
    }
}
