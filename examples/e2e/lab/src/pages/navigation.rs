//! Pages whose URL is part of their state.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Shelf>("/shelf/{name}"));
    app.service(live_view::<Front>("/"));
}

/// A view at the root.
#[live_view(source = r#"{% extends "layout.html" %}{% block main %}<p id="at">{{ page }}</p><a id="root" dj-patch="/">Root</a> <a id="query" dj-patch="?page=2">2</a>{% endblock %}"#)]
pub(crate) struct Front {
    page: u32,
}

#[live_view]
impl Front {
    fn mount() -> Self {
        Self { page: 0 }
    }

    fn handle_params(&mut self, #[default(1)] page: u32) {
        self.page = page;
    }
}

/// One view over several paths, which says what it was told.
#[live_view(template = "shelf.html")]
pub(crate) struct Shelf {
    name: String,
    page: u32,
    sort: String,
    q: String,
    /// What was called, in order.
    log: Vec<String>,
    clicks: u32,
}

#[live_view]
impl Shelf {
    fn mount(name: String) -> Self {
        Self {
            log: vec![format!("mount {name}")],
            name,
            page: 0,
            sort: String::new(),
            q: String::new(),
            clicks: 0,
        }
    }

    fn handle_params(
        &mut self,
        cx: &mut Context,
        name: String,
        #[default(1)] page: u32,
        #[default(String::new())] sort: String,
        #[default(String::new())] q: String,
    ) -> Result<(), &'static str> {
        if page == 13 {
            return Err("there is no page 13");
        }
        self.log.push(format!("params {}", cx.url()));
        (self.name, self.page, self.sort, self.q) = (name, page, sort, q);
        Ok(())
    }

    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    /// The page alone.
    #[event_handler]
    fn turn(&mut self, cx: &mut Context, page: u32) {
        cx.live_patch(Patch::query([("page", Some(page)), ("sort", None)]));
    }

    /// Everything but the page stays.
    #[event_handler]
    fn turn_on(&mut self, cx: &mut Context) {
        cx.live_patch(Patch::keep().set("page", self.page + 1));
    }

    #[event_handler]
    fn same(&mut self, cx: &mut Context) {
        cx.live_patch(Patch::keep());
    }

    #[event_handler]
    fn clear(&mut self, cx: &mut Context) {
        cx.live_patch(Patch::clear());
    }

    /// Another path in place of the present one.
    #[event_handler]
    fn other(&mut self, cx: &mut Context) {
        cx.live_patch(Patch::clear().path("/shelf/other").replace());
    }

    #[event_handler]
    fn lost(&mut self, cx: &mut Context) {
        cx.live_patch("/focus");
    }

    #[event_handler]
    fn evil(&mut self, cx: &mut Context) {
        cx.live_patch("//evil.example/");
    }

    #[event_handler]
    fn boom(&mut self) {
        panic!("boom");
    }
}
