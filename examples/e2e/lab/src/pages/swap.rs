//! Two views that take each other's place by a transition of the browser's, and are fetched ahead.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the pages are.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(
        live_session("/swap")
            .view::<One>("/one")
            .view::<Two>("/two")
            .view::<Three>("/three"),
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
