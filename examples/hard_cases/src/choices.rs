//! Selects whose options depend on another one: what is chosen is what someone chose, or what the server says, and
//! never what happens to stand at the same place.

use djust_actix::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Country {
    France,
    Italy,
    Nowhere,
}

param_enum!(Country {
    France,
    Italy,
    Nowhere
});

struct Region {
    name: &'static str,
    cities: Vec<City>,
}

#[derive(Clone, Copy)]
struct City {
    name: &'static str,
    capital: bool,
}

#[live_view(template = "choices.html")]
#[allow(deprecated)] // Loops without keys are what this page is about.
pub(crate) struct Choices {
    country: Country,
    /// Whether the cities stand in the opposite order.
    turned: bool,
    /// The city that the last select holds: the view knows it.
    known: String,
    /// What the form sent last.
    sent: String,
}

#[live_view]
impl Choices {
    fn mount(#[default(Country::France)] country: Country, #[default(false)] turned: bool) -> Self {
        Self {
            country,
            turned,
            known: String::new(),
            sent: String::new(),
        }
    }

    #[event_handler]
    fn set_country(&mut self, value: Country) {
        self.country = value;
        self.known.clear();
    }

    #[event_handler]
    fn turn(&mut self) {
        self.turned = !self.turned;
    }

    #[event_handler]
    fn know(&mut self, value: String) {
        self.known = value;
    }

    #[event_handler]
    fn order(&mut self, #[rest] form: Order) {
        self.sent = format!("{form:?}");
    }

    fn is_in(&self, country: &Country) -> bool {
        self.country == *country
    }

    fn is_known(&self, city: &City) -> bool {
        self.known == city.name
    }

    fn regions(&self) -> Vec<Region> {
        let mut regions = regions(self.country);
        if self.turned {
            regions.reverse();
            for region in &mut regions {
                region.cities.reverse();
            }
        }
        regions
    }

    fn cities(&self) -> Vec<City> {
        let regions = self.regions().into_iter();
        regions.flat_map(|region| region.cities).collect()
    }
}

impl Country {
    const EACH: [(Self, &str); 3] = [
        (Self::France, "France"),
        (Self::Italy, "Italy"),
        (Self::Nowhere, "Nowhere"),
    ];
}

/// What the form sends: nothing for a select without a choice.
#[derive(Debug, serde::Deserialize)]
#[expect(dead_code, reason = "it is only shown")]
struct Order {
    plain: Option<String>,
    keyed: Option<String>,
    texts: Option<String>,
    grouped: Option<String>,
    asked: Option<String>,
    #[serde(default)]
    many: Vec<String>,
    capital: Option<String>,
    known: Option<String>,
}

fn regions(country: Country) -> Vec<Region> {
    let region = |name, cities: &[&'static str]| Region {
        name,
        cities: cities.iter().map(|name| city(name)).collect(),
    };
    match country {
        Country::France => vec![
            region("The north", &["Lille", "Paris"]),
            region("The south", &["Lyon", "Nice", "Elsewhere"]),
        ],
        Country::Italy => vec![
            region("The north", &["Milan", "Turin"]),
            region("The south", &["Naples", "Bari", "Rome", "Elsewhere"]),
        ],
        Country::Nowhere => Vec::new(),
    }
}

fn city(name: &'static str) -> City {
    City {
        name,
        capital: ["Paris", "Rome"].contains(&name),
    }
}
