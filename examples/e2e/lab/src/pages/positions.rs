//! One element with an attribute of each family of events, wherever such an element can stand.

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;
use serde_json::json;

use crate::gate::Gate;

static GATE: Gate = Gate::new();

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Positions>("/positions"))
        .service(live_view::<Root>("/positions/root"))
        .service(live_view::<Feedback>("/positions/feedback"))
        .service(live_view::<Locked>("/positions/locked"))
        .route("/positions/allow", web::get().to(|| GATE.open()));
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

/// What shows that an event is under way, and what holds events back.
#[live_view(template = "positions_feedback.html")]
pub(crate) struct Feedback {
    bits: u32,
    shown: bool,
    ids: Vec<u32>,
    count: u32,
    #[model]
    name: String,
}

#[live_view]
impl Feedback {
    fn mount() -> Self {
        Self {
            bits: 0,
            shown: false,
            ids: vec![1, 2, 3],
            count: 0,
            name: String::new(),
        }
    }

    #[event_handler]
    fn go(&mut self, value: u32) {
        self.bits = value;
        self.shown = value & 1 > 0;
        self.ids = vec![1, 2, 3];
        if value & 8 > 0 {
            self.ids.reverse();
        }
    }

    #[event_handler]
    fn keep(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn heard(&self, cx: &mut Context, kind: String, by: String) {
        took(cx, "", &kind, &by);
    }

    #[event_handler]
    fn polled(&self, cx: &mut Context, kind: String) {
        cx.push_event("polled", &kind);
    }
}

/// The same in a component.
#[live_component(template = "positions_box.html")]
pub(crate) struct Held {
    #[prop]
    kind: String,
    #[state]
    count: u32,
    #[model]
    #[state]
    name: String,
}

#[live_component]
impl Held {
    #[event_handler]
    fn keep(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn heard(&self, cx: &mut Context, kind: String, by: String) {
        took(cx, "", &kind, &by);
    }

    #[event_handler]
    fn polled(&self, cx: &mut Context, kind: String) {
        cx.push_event("polled", &kind);
    }
}

/// The root of a page, locked while its handler waits.
#[live_view(template = "positions_locked.html")]
pub(crate) struct Locked {
    count: u32,
}

#[live_view]
impl Locked {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    async fn keep(&mut self) {
        GATE.pass().await;
        self.count += 1;
    }
}

fn took(cx: &mut Context, prefix: &str, kind: &str, by: &str) {
    cx.push_event("took", &json!(format!("{prefix}{kind} {by}")));
}
