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
