//! Keys, clicks, the pointer and scrolling, a family of attributes at a time: on elements that stand, that come and go,
//! whose attribute comes and goes, and in rows that move.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Gestures>("/gestures/{family}"));
}

/// What was pasted, as a type with serde's `Deserialize`.
#[derive(serde::Deserialize)]
struct Files {
    files: Vec<File>,
}

#[derive(serde::Deserialize)]
struct File {
    name: String,
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
    fn heard(&mut self, kind: Option<String>, chart_type: Option<String>) {
        self.heard += 1;
        self.at = kind.or(chart_type).unwrap_or_default();
    }

    #[event_handler]
    fn other(&mut self, kind: Option<String>) {
        self.heard(kind, None);
    }

    #[event_handler]
    fn scrolled(&mut self, scroll_x: i32, scroll_y: i32, section: Option<String>) {
        self.heard += 1;
        self.at = format!("{scroll_x} {scroll_y} {}", section.unwrap_or_default());
    }

    #[event_handler]
    fn resized(&mut self, inner_width: u32, inner_height: u32) {
        self.heard += 1;
        self.at = format!("{inner_width} {inner_height}");
    }

    #[event_handler]
    fn pointed(&mut self, client_x: i32, client_y: i32, kind: Option<String>) {
        self.heard += 1;
        self.at = format!("{client_x} {client_y} {}", kind.unwrap_or_default());
    }

    #[event_handler]
    fn pasted(&mut self, text: String, html: String, has_files: bool, #[rest] files: Files, kind: Option<String>) {
        self.heard += 1;
        let names: Vec<&str> = files.files.iter().map(|file| file.name.as_str()).collect();
        self.at = format!("{text}|{html}|{has_files}|{}|{}", names.join(","), kind.unwrap_or_default());
    }

    /// Waits longer than any test.
    #[event_handler]
    fn never(&mut self) {
        self.heard += 1000;
    }

    /// Whether what is to be bound late is bound.
    fn late(&self) -> bool {
        self.shown && self.bound
    }
}
