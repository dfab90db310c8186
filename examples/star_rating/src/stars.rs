//! The component. It knows nothing of movies, restaurants or databases.

use djust_actix::prelude::*;

/// The visitor has chosen a rating.
#[derive(Message)]
pub(crate) struct RatingChanged {
    value: u32,
}

#[live_component(template = "star_rating.html", emits(RatingChanged))]
pub(crate) struct StarRating {
    #[prop]
    value: u32,
    #[prop]
    label: String,
    #[prop(default = 5)]
    max: u32,
    #[prop(default)]
    read_only: bool,
    /// The star under the pointer, or 0. The page never sees it.
    #[state]
    hover: u32,
}

#[live_component]
impl StarRating {
    /// Whether a star is lit: up to the one under the pointer, else up to the value.
    fn is_filled(&self, n: u32) -> bool {
        n <= match self.hover {
            0 => self.value,
            hover => hover,
        }
    }

    #[event_handler]
    fn hover_star(&mut self, n: u32) {
        if !self.read_only && n <= self.max {
            self.hover = n;
        }
    }

    #[event_handler]
    fn hover_clear(&mut self) {
        self.hover = 0;
    }

    #[event_handler]
    fn commit_rating(&mut self, n: u32, cx: &mut Context) {
        if self.read_only || n < 1 || n > self.max {
            return;
        }
        self.value = n;
        self.hover = 0;
        cx.send_parent(self, RatingChanged { value: n });
    }
}
