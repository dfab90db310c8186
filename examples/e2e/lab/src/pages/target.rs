//! Answers that may write to a part of the page.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Search>("/target"));
}

#[live_view(template = "target.html")]
pub(crate) struct Search {
    query: String,
    searches: u32,
    log: Vec<String>,
}

#[live_view]
impl Search {
    fn mount() -> Self {
        Self {
            query: String::new(),
            searches: 0,
            log: Vec::new(),
        }
    }

    #[event_handler]
    fn search(&mut self, value: String) {
        self.searches += 1;
        self.log.push(format!("searched for {value}"));
        self.query = value;
    }

    /// Changes nothing.
    #[event_handler]
    fn look(&self) {}

    fn found(&self) -> impl Iterator<Item = &'static str> {
        let words = ["apple", "apricot", "banana", "blueberry", "cherry"];
        words.into_iter().filter(|word| word.contains(self.query.as_str()))
    }
}
