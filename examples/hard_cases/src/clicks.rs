//! One click that the browser makes two of: a label's click is followed by one on its field, Enter presses the form's
//! button. Each act counts once.

use djust_actix::prelude::*;

/// What can be clicked.
const PLACES: [&str; 13] = [
    "around", "for", "card", "apart", "own box", "text", "choice", "word", "summary", "button",
    "save", "press", "wrapper",
];

#[live_view(template = "clicks.html")]
pub(crate) struct Clicks {
    counts: [u32; PLACES.len()],
}

#[live_view]
impl Clicks {
    fn mount() -> Self {
        Self {
            counts: [0; PLACES.len()],
        }
    }

    #[event_handler]
    fn hit(&mut self, place: String) {
        if let Some(at) = PLACES.iter().position(|name| *name == place) {
            self.counts[at] += 1;
        }
    }

    fn places(&self) -> impl Iterator<Item = (&'static str, u32)> {
        PLACES.into_iter().zip(self.counts)
    }
}
