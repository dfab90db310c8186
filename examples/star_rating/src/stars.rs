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
    /// How many stars are lit: up to the one under the pointer, else up to the value. It is told once, for all of them, so
    /// that the answer to a hover does not grow with the stars between it and the one before.
    fn lit(&self) -> u32 {
        match self.hover {
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

#[cfg(test)]
mod tests {
    use djust_actix::test::{Cost, TestClient, assert_state, json};

    use super::*;

    fn stars(value: u32, read_only: bool) -> TestClient {
        let stars = StarRating {
            value,
            label: "Yours".to_owned(),
            max: 5,
            read_only,
            hover: 0,
        };
        TestClient::component(stars).unwrap()
    }

    #[test]
    fn co_09_the_star_under_the_pointer_is_shown_and_a_click_counts() {
        let mut page = stars(2, false);
        page.trigger("mouseenter", ".star:nth-child(4)");
        assert_eq!(page.count("[data-lit='4']"), 1);
        page.trigger("mouseleave", ".star-rating");
        assert_eq!(page.count("[data-lit='2']"), 1);
        page.click("[aria-label='Rate 3 of 5']");
        assert_state!(page, StarRating { value: 3, hover: 0 });
        assert_eq!(
            page.sent(),
            [("rating_changed".to_owned(), json!({ "value": 3 }))]
        );
    }

    #[test]
    fn co_08_co_10_what_is_read_only_or_out_of_range_does_nothing() {
        for (read_only, n) in [(true, 1), (false, 0), (false, 6)] {
            let mut page = stars(2, read_only);
            page.send_event_to(1, "commit_rating", json!({ "n": n }))
                .assert_ok();
            assert_state!(page, StarRating { value: 2 });
            assert!(page.sent().is_empty());
        }
        assert_eq!(stars(2, true).count(".star:disabled"), 5);
    }

    #[test]
    fn ip_16_the_answer_to_a_hover_is_small_wherever_it_comes_from() {
        let mut page = stars(0, false);
        let limit = Cost {
            bytes: 60,
            writes: 1,
            ..Cost::default()
        };
        for n in (1..=5).flat_map(|from| (1..=5).flat_map(move |to| [from, to])) {
            let hover = page.send_event_to(1, "hover_star", json!({ "n": n }));
            hover.assert_ok().assert_costs_at_most(limit);
        }
    }
}
