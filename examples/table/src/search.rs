//! A list that is filtered while one types.

use djust_actix::prelude::*;

use crate::row::{Row, rows};

#[live_view(template = "search.html")]
pub(crate) struct Search {
    rows: Vec<Row>,
    query: String,
}

#[live_view]
impl Search {
    fn mount() -> Self {
        Self {
            rows: rows(1000),
            query: String::new(),
        }
    }

    #[event_handler]
    fn search(&mut self, value: String) {
        self.query = value;
    }

    fn found(&self) -> impl Iterator<Item = &Row> {
        self.rows
            .iter()
            .filter(|row| row.label.contains(&self.query))
    }
}
