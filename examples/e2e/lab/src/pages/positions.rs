//! One element with an attribute of each family of events, wherever such an element can stand.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;
use serde_json::json;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Positions>("/positions"))
        .service(live_view::<Root>("/positions/root"));
}

#[live_component(template = "positions_part.html")]
pub(crate) struct Part {
    #[state]
    count: u32,
}

#[live_component]
impl Part {
    #[event_handler]
    fn heard(&mut self, cx: &mut Context, kind: String, by: String) {
        self.count += 1;
        took(cx, "", &kind, &by);
    }
}

#[live_view(template = "positions.html")]
pub(crate) struct Positions {
    bits: u32,
    shown: bool,
    other: bool,
    bound: bool,
    ids: Vec<u32>,
}

#[live_view]
impl Positions {
    fn mount() -> Self {
        Self {
            bits: 0,
            shown: false,
            other: false,
            bound: true,
            ids: vec![1, 2, 3],
        }
    }

    #[event_handler]
    fn go(&mut self, value: u32) {
        self.bits = value;
        self.shown = value & 1 > 0;
        self.other = value & 2 > 0;
        self.bound = value & 4 == 0;
        self.ids = vec![1, 2, 3];
        if value & 8 > 0 {
            self.ids.reverse();
        }
    }

    #[event_handler]
    fn heard(&self, cx: &mut Context, kind: String, by: String) {
        took(cx, "", &kind, &by);
    }

    #[event_handler]
    fn other(&self, cx: &mut Context, kind: String, by: String) {
        took(cx, "other ", &kind, &by);
    }
}

#[live_view(template = "positions_root.html")]
pub(crate) struct Root {
    count: u32,
}

#[live_view]
impl Root {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    fn heard(&mut self, cx: &mut Context, kind: String, by: String) {
        self.count += 1;
        took(cx, "", &kind, &by);
    }
}

fn took(cx: &mut Context, prefix: &str, kind: &str, by: &str) {
    cx.push_event("took", &json!(format!("{prefix}{kind} {by}")));
}
