//! What is done with keys, a family of attributes at a time: on elements that stand, that come and go,
//! whose attribute comes and goes, and in rows that move.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Gestures>("/gestures/{family}"));
}

#[live_view(template = "gestures.html")]
pub(crate) struct Gestures {
    family: String,
    shown: bool,
    other: bool,
    bound: bool,
    ids: Vec<u32>,
    heard: u32,
    at: String,
}

#[live_view]
impl Gestures {
    fn mount(family: String, bits: Option<u32>) -> Self {
        let mut page = Self {
            family,
            shown: false,
            other: false,
            bound: true,
            ids: Vec::new(),
            heard: 0,
            at: String::new(),
        };
        page.go(bits.unwrap_or(0));
        page
    }

    #[event_handler]
    fn go(&mut self, value: u32) {
        self.shown = value & 1 > 0;
        self.other = value & 2 > 0;
        self.bound = value & 4 == 0;
        self.ids = if value & 16 > 0 { vec![1, 2, 3, 4] } else { vec![1, 2, 3] };
        if value & 8 > 0 {
            self.ids.reverse();
        }
    }

    #[event_handler]
    fn heard(&mut self, kind: Option<String>) {
        self.heard += 1;
        self.at = kind.unwrap_or_default();
    }

    #[event_handler]
    fn other(&mut self, kind: Option<String>) {
        self.heard(kind);
    }
}
