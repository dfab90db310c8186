//! Two views that take each other's place by a transition of the browser's, and are fetched ahead.

use std::time::Duration;

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(
        live_session("/swap")
            .view::<One>("/one")
            .view::<Two>("/two")
            .view::<Three>("/three")
            .view::<Turn>("/turn/{number}"),
    );
}

#[live_view(
    source = r#"{% extends "swap.html" %}{% block view %}<p id="at">one {{ count }}</p><button dj-click="add">Add</button>{% endblock %}"#
)]
pub(crate) struct One {
    count: u32,
}

#[live_view]
impl One {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    fn add(&mut self) {
        self.count += 1;
    }
}

#[live_view(
    source = r#"{% extends "swap.html" %}{% block view %}<p id="at">two</p><p dj-click-away="away">{{ away }}</p>{% endblock %}"#
)]
pub(crate) struct Two {
    away: bool,
}

#[live_view]
impl Two {
    fn mount() -> Self {
        Self { away: false }
    }

    #[event_handler]
    fn away(&mut self) {
        self.away = true;
    }
}

#[live_view(source = r#"{% extends "swap.html" %}{% block view %}<p id="at">three</p>{% endblock %}"#)]
pub(crate) struct Three {}

#[live_view]
impl Three {
    fn mount() -> Self {
        Self {}
    }
}

/// Leads on by itself, to another of its kind or elsewhere, and changes while that is shown.
#[live_view(
    source = r#"{% extends "swap.html" %}{% block view %}<p id="at">turn {{ number }}: {{ ticks }}</p><button dj-click="next">Next</button><button dj-click="leave">Leave</button>{% endblock %}"#
)]
pub(crate) struct Turn {
    number: u32,
    ticks: u32,
}

#[live_view]
impl Turn {
    fn mount(cx: &mut Context, number: u32) -> Self {
        for tick in 1..=4 {
            let later = actix_web::rt::time::sleep(Duration::from_millis(30 * tick));
            cx.spawn(later, |turn: &mut Self, _, ()| turn.ticks += 1);
        }
        Self { number, ticks: 0 }
    }

    #[event_handler]
    fn next(&mut self, cx: &mut Context) {
        cx.live_redirect(format!("/swap/turn/{}", self.number + 1));
    }

    #[event_handler]
    fn leave(&mut self, cx: &mut Context) {
        cx.live_redirect("/swap/two");
    }
}
