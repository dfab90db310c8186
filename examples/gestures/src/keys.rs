//! Keys: shortcuts that work anywhere but in a field, and a field's own keys.

use djust_actix::prelude::*;

const SLIDES: [&str; 3] = ["Lichens", "Mosses", "Ferns"];

#[live_view(template = "keys.html")]
pub(crate) struct Keys {
    slide: usize,
    notes: [String; SLIDES.len()],
    help: bool,
}

#[live_view]
impl Keys {
    fn mount() -> Self {
        Self {
            slide: 0,
            notes: Default::default(),
            help: false,
        }
    }

    #[event_handler]
    fn next(&mut self) {
        self.slide = (self.slide + 1).min(SLIDES.len() - 1);
    }

    #[event_handler]
    fn previous(&mut self) {
        self.slide = self.slide.saturating_sub(1);
    }

    /// What a field holds comes with its keys.
    #[event_handler]
    fn note(&mut self, value: String) {
        self.notes[self.slide] = value;
    }

    #[event_handler]
    fn drop_note(&mut self) {
        self.notes[self.slide].clear();
    }

    #[event_handler]
    fn help(&mut self) {
        self.help = !self.help;
    }

    #[event_handler]
    fn close(&mut self) {
        self.help = false;
    }

    fn title(&self) -> &'static str {
        SLIDES[self.slide]
    }
}
