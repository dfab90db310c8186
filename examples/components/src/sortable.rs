//! A table whose columns sort it: a button in each header, and `aria-sort` beside it.

use djust_actix::prelude::*;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct City {
    pub(crate) name: &'static str,
    pub(crate) country: &'static str,
    /// In thousands.
    pub(crate) people: u32,
}

#[live_component(template = "sortable.html")]
pub(crate) struct Sortable {
    #[prop]
    caption: String,
    #[prop]
    cities: Vec<City>,
    column: Option<usize>,
    descending: bool,
}

#[live_component]
impl Sortable {
    const COLUMNS: [&'static str; 3] = ["City", "Country", "People, thousands"];

    #[event_handler]
    fn sort(&mut self, n: usize) {
        if n < Self::COLUMNS.len() {
            self.descending = self.column == Some(n) && !self.descending;
            self.column = Some(n);
        }
    }

    fn sorted(&self) -> Vec<&City> {
        let mut cities: Vec<&City> = self.cities.iter().collect();
        match self.column {
            Some(0) => cities.sort_by_key(|city| city.name),
            Some(1) => cities.sort_by_key(|city| city.country),
            Some(_) => cities.sort_by_key(|city| city.people),
            None => {}
        }
        if self.descending {
            cities.reverse();
        }
        cities
    }

    /// As `aria-sort` says it.
    fn order(&self, n: &usize) -> &'static str {
        match (self.column.as_ref() == Some(n), self.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }

    fn arrow(&self, n: &usize) -> &'static str {
        match self.order(n) {
            "ascending" => "▲",
            "descending" => "▼",
            _ => "",
        }
    }
}
