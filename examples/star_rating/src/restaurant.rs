//! A restaurant's page: the same stars, kept for something else.

use djust_actix::prelude::*;

use crate::ratings::{self, Thing};
use crate::stars::StarRating;

const RESTAURANTS: [&str; 2] = ["At the Corner", "Under the Oaks"];

#[live_view(template = "restaurant.html")]
pub(crate) struct Restaurant {
    id: u32,
    name: &'static str,
    own: u32,
    /// Who has not signed in sees the stars, and gives none.
    is_guest: bool,
    thanks: bool,
}

#[live_view]
impl Restaurant {
    async fn mount(id: u32, cx: &mut Context) -> Result<Self, Halt> {
        let name = (id as usize)
            .checked_sub(1)
            .and_then(|at| RESTAURANTS.get(at));
        Ok(Self {
            id,
            name: name.ok_or(Halt::NotFound)?,
            own: ratings::look_up(cx, Thing::Restaurant(id)).await?.own,
            is_guest: cx.identity().is_none(),
            thanks: false,
        })
    }

    /// The same message as on a movie's page; what it means here is this page's affair.
    #[event_handler]
    async fn rating_changed(&mut self, value: u32, cx: &mut Context) -> Result<(), EventError> {
        self.own = ratings::rate(cx, Thing::Restaurant(self.id), value)
            .await?
            .own;
        self.thanks = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use djust_actix::test::{TestClient, json};

    use super::*;
    use crate::ratings::Ratings;

    #[test]
    fn co_08_guests_see_stars_that_are_read_only_and_can_send_none() {
        let visit = TestClient::visit("/restaurants/1").capture("id", 1);
        let visit = visit.data(Ratings::open(None).unwrap());
        let mut guest = visit.clone().mount::<Restaurant>().unwrap();
        assert_eq!(guest.count(".star:disabled"), 5);
        // A browser can call the page's handler without the stars.
        let forged = guest.send_event("rating_changed", json!({ "value": 4 }));
        assert!(!forged.is_ok());
        assert_eq!(guest.count("[data-lit='0']"), 1);

        let mut member = visit.user("cleo").mount::<Restaurant>().unwrap();
        member.click("[aria-label='Rate 4 of 5']");
        assert_eq!(member.count("[data-lit='4']"), 1);
        assert_eq!(member.text("[role=status]"), "Thank you: 4 of 5.");
    }
}
