//! A movie's page: the stars twice, for the visitor and for everybody.

use djust_actix::prelude::*;

use crate::ratings::{self, Opinion, Thing};
use crate::stars::StarRating;

const MOVIES: [(&str, &str); 2] = [
    ("The Third Man", "In the sewers of Vienna."),
    ("Playtime", "A day among glass walls."),
];

#[live_view(template = "movie.html")]
pub(crate) struct Movie {
    id: u32,
    title: &'static str,
    tagline: &'static str,
    opinion: Opinion,
    /// Whether the last rating is being kept, was, or could not be.
    rating_changed: Action<()>,
}

#[live_view]
impl Movie {
    async fn mount(id: u32, cx: &mut Context) -> Result<Self, Halt> {
        let movie = (id as usize).checked_sub(1).and_then(|at| MOVIES.get(at));
        let (title, tagline) = movie.ok_or(Halt::NotFound)?;
        Ok(Self {
            id,
            title,
            tagline,
            opinion: ratings::look_up(cx, Thing::Movie(id)).await?,
            rating_changed: Action::new(),
        })
    }

    /// What the stars send up.
    #[action]
    async fn rating_changed(&mut self, value: u32, cx: &mut Context) -> Result<(), EventError> {
        self.opinion = ratings::rate(cx, Thing::Movie(self.id), value).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use djust_actix::test::TestClient;

    use super::*;
    use crate::ratings::Ratings;

    #[test]
    fn co_07_a_rating_is_kept_and_shown() {
        let ratings = Ratings::open(None).unwrap();
        let visit = TestClient::visit("/movies/1")
            .capture("id", 1)
            .data(ratings);
        let mut page = visit.clone().user("cleo").mount::<Movie>().unwrap();
        page.click("#own [aria-label='Rate 1 of 5']");
        assert_eq!(page.count("#own [data-lit='1']"), 1);
        assert_eq!(page.text("#own [role=status]"), "Saved.");
        assert_eq!(page.text("#average p"), "Average (3 reviews)");

        let other = visit.user("dora").mount::<Movie>().unwrap();
        assert_eq!(other.count("#own [data-lit='0']"), 1);
        assert_eq!(other.text("#average p"), "Average (3 reviews)");
    }
}
