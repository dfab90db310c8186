//! The goods in SQLite. Its calls block, so they run where they may: [`with`].

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use djust_actix::prelude::*;
use rusqlite::{Connection, OptionalExtension as _, Result, Row, params};

use crate::goods::{Kind, Sort, TEAS, Tea};

/// How many teas a page of the list has.
const PAGE: u32 = 8;

/// What a list is of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Search {
    pub(crate) q: String,
    pub(crate) kind: Option<Kind>,
    pub(crate) sort: Sort,
    pub(crate) page: u32,
}

/// One page of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub(crate) teas: Vec<Tea>,
    /// On all pages.
    pub(crate) count: u32,
}

impl Found {
    pub(crate) fn pages(&self) -> u32 {
        self.count.div_ceil(PAGE).max(1)
    }
}

/// The database.
#[derive(Debug)]
pub(crate) struct Stock(Mutex<Connection>);

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS teas (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, cents INTEGER NOT NULL, stock INTEGER NOT NULL
    );";

/// The teas that a search finds.
const FOUND: &str = "FROM teas WHERE instr(lower(name), lower(?1)) > 0 AND (?2 = '' OR kind = ?2)";

impl Stock {
    /// Opens the file, or a database in memory.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self> {
        let connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        connection.execute_batch(TABLE)?;
        for (id, (name, kind, cents, stock)) in (1_u32..).zip(TEAS) {
            connection.execute(
                "INSERT OR IGNORE INTO teas VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, name, kind.to_string(), cents, stock],
            )?;
        }
        Ok(Self(Mutex::new(connection)))
    }

    pub(crate) fn search(&self, search: &Search) -> Result<Found> {
        let kind = search.kind.map(|kind| kind.to_string());
        let kind = kind.unwrap_or_default();
        let order = match search.sort {
            Sort::Name => "name",
            Sort::Price => "cents",
            Sort::Stock => "stock",
        };
        let connection = self.lock();
        let count = connection.query_row(
            &format!("SELECT COUNT(*) {FOUND}"),
            params![search.q, kind],
            |row| row.get(0),
        )?;
        let from = search.page.saturating_sub(1).saturating_mul(PAGE);
        let mut query = connection.prepare_cached(&format!(
            "SELECT id, name, kind, cents, stock {FOUND} ORDER BY {order}, id LIMIT {PAGE} OFFSET ?3"
        ))?;
        let teas = query.query_map(params![search.q, kind, from], tea)?;
        let teas = teas.collect::<Result<_>>()?;
        Ok(Found { teas, count })
    }

    pub(crate) fn tea(&self, id: u32) -> Result<Option<Tea>> {
        let query = "SELECT id, name, kind, cents, stock FROM teas WHERE id = ?1";
        self.lock().query_row(query, [id], tea).optional()
    }

    /// Takes one away, if there is one; gives the tea with what is left.
    pub(crate) fn take(&self, id: u32) -> Result<Option<Tea>> {
        self.change(
            "UPDATE teas SET stock = stock - ?2 WHERE id = ?1 AND stock > 0",
            id,
            1,
        )
    }

    /// Puts some there, if there is such a tea.
    pub(crate) fn add(&self, id: u32, count: u32) -> Result<Option<Tea>> {
        self.change(
            "UPDATE teas SET stock = stock + ?2 WHERE id = ?1",
            id,
            count,
        )
    }

    fn change(&self, update: &str, id: u32, count: u32) -> Result<Option<Tea>> {
        let query = format!("{update} RETURNING id, name, kind, cents, stock");
        let changed = self.lock().query_row(&query, [id, count], tea);
        changed.optional()
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tea(row: &Row<'_>) -> Result<Tea> {
    Ok(Tea {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        cents: row.get(3)?,
        stock: row.get(4)?,
    })
}

/// Asks the stock, off the worker.
pub(crate) async fn with<T: Send + 'static>(
    cx: &Context,
    ask: impl FnOnce(&Stock) -> Result<T> + Send + 'static,
) -> Result<T, EventError> {
    let shop = crate::shop(cx)?;
    let answer = cx.blocking(move || ask(&shop.stock)).await;
    answer.map_err(EventError::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &Found) -> Vec<&str> {
        found.teas.iter().map(|tea| &*tea.name).collect()
    }

    #[test]
    fn a_search_has_kind_order_and_page() {
        let stock = Stock::open(None).unwrap();
        let mut search = Search {
            page: 1,
            ..Search::default()
        };
        let all = stock.search(&search).unwrap();
        assert_eq!((all.count, all.pages(), all.teas.len()), (30, 4, 8));
        search.kind = Some(Kind::White);
        search.sort = Sort::Price;
        let white = stock.search(&search).unwrap();
        assert_eq!(names(&white), ["Shou Mei", "White Peony", "Silver Needle"]);
        search.q = "PEONY".to_owned();
        assert_eq!(names(&stock.search(&search).unwrap()), ["White Peony"]);
        search.q = "%".to_owned();
        let none = stock.search(&search).unwrap();
        assert_eq!((none.count, none.pages()), (0, 1), "no sign is special");
    }

    #[test]
    fn nobody_takes_what_is_not_there() {
        let stock = Stock::open(None).unwrap();
        assert_eq!(stock.take(6).unwrap().map(|tea| tea.stock), Some(0));
        assert!(stock.take(6).unwrap().is_none());
        assert_eq!(stock.add(6, 3).unwrap().map(|tea| tea.stock), Some(3));
        assert!(stock.add(99, 3).unwrap().is_none());
        assert!(stock.tea(99).unwrap().is_none());
    }
}
