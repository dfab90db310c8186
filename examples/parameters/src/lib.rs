//! Clicks, and what they tell their handlers: data, values, arguments.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// What a seat costs.
#[derive(Clone, Copy, PartialEq)]
enum Category {
    Stalls,
    Balcony,
}
param_enum!(Category { Stalls, Balcony });

impl Category {
    const EACH: [(Self, &'static str); 2] = [(Self::Stalls, "stalls"), (Self::Balcony, "balcony")];

    fn price(self) -> u32 {
        match self {
            Self::Stalls => 45,
            Self::Balcony => 30,
        }
    }
}

#[live_view(template = "parameters.html")]
struct BoxOffice {
    category: Category,
    taken: Vec<u32>,
    programmes: u32,
    note: String,
}

#[live_view]
impl BoxOffice {
    fn mount() -> Self {
        Self {
            category: Category::Stalls,
            taken: Vec::new(),
            programmes: 0,
            note: "Nothing yet".to_owned(),
        }
    }

    /// `data-category="balcony"`: text becomes a value of the enum.
    #[event_handler]
    fn choose(&mut self, category: Category) {
        self.category = category;
        self.taken.clear();
    }

    /// `dj-value-seat`: text becomes a number.
    #[event_handler]
    fn take(&mut self, seat: u32) {
        match self.taken.iter().position(|&taken| taken == seat) {
            Some(at) => _ = self.taken.remove(at),
            None => self.taken.push(seat),
        }
    }

    /// `programmes(2)`: an argument in the markup. `programmes` alone takes the default.
    #[event_handler]
    fn programmes(&mut self, #[default(1)] count: u32) {
        self.programmes = self.programmes.saturating_add(count);
    }

    /// `dj-value-tags:json`: a list.
    #[event_handler]
    fn note(&mut self, tags: Vec<String>, urgent: bool) {
        self.note = format!("{}{}", tags.join(" and "), if urgent { "!" } else { "" });
    }

    #[event_handler]
    fn clear(&mut self) {
        *self = Self::mount();
    }

    fn has(&self, seat: u32) -> bool {
        self.taken.contains(&seat)
    }

    fn total(&self) -> u32 {
        let seats = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
        seats
            .saturating_mul(self.category.price())
            .saturating_add(self.programmes.saturating_mul(5))
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<BoxOffice>("/"));
}
