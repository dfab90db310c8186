//! The clipboard: what a click copies and the page is told of, and what is pasted.

use djust_actix::prelude::*;

#[live_view(template = "clipboard.html")]
pub(crate) struct Clipboard {
    codes: [&'static str; 2],
    copied: String,
    guests: Vec<String>,
}

#[live_view]
impl Clipboard {
    fn mount() -> Self {
        Self {
            codes: ["SPRING-20", "WELCOME-5"],
            copied: String::new(),
            guests: Vec::new(),
        }
    }

    /// The browser has copied it; this is only told.
    #[event_handler]
    fn copied(&mut self, text: String, number: u32) {
        self.copied = format!("{text}, code {number}");
    }

    /// Each line is a guest. The browser pastes nothing.
    #[event_handler]
    fn pasted(&mut self, text: String) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        self.guests.extend(lines.map(str::to_owned));
    }
}
