//! What visitors think of things, in SQLite.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use djust_actix::prelude::*;
use rusqlite::{Connection, Result, params};

/// What can be rated.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Thing {
    Movie(u32),
    Restaurant(u32),
}

impl Thing {
    fn key(self) -> (&'static str, u32) {
        match self {
            Thing::Movie(id) => ("movie", id),
            Thing::Restaurant(id) => ("restaurant", id),
        }
    }
}

/// What is thought of a thing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Opinion {
    /// The visitor's own rating, or 0.
    pub(crate) own: u32,
    /// The average, in whole stars.
    pub(crate) average: u32,
    pub(crate) count: u32,
}

/// The database. Its calls block, so they run where they may: [`look_up`] and [`rate`].
#[derive(Debug)]
pub(crate) struct Ratings(Mutex<Connection>);

/// Who has not signed in. A name has a letter at least, so nobody's ratings are kept under this one.
const GUEST: &str = "";

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS ratings (
        kind TEXT NOT NULL, id INTEGER NOT NULL, visitor TEXT NOT NULL, stars INTEGER NOT NULL,
        PRIMARY KEY (kind, id, visitor)
    );
    INSERT OR IGNORE INTO ratings VALUES
        ('movie', 1, 'ann', 5), ('movie', 1, 'ben', 4), ('movie', 2, 'ann', 2),
        ('restaurant', 1, 'ben', 3);";

impl Ratings {
    /// Opens the file, or a database in memory.
    pub(crate) fn open(file: Option<&Path>) -> Result<Self> {
        let connection = match file {
            Some(file) => Connection::open(file)?,
            None => Connection::open_in_memory()?,
        };
        connection.execute_batch(TABLE)?;
        Ok(Self(Mutex::new(connection)))
    }

    fn opinion(&self, thing: Thing, visitor: &str) -> Result<Opinion> {
        let (kind, id) = thing.key();
        self.lock().query_row(
            "SELECT IFNULL(MAX(CASE WHEN visitor = ?3 THEN stars END), 0), IFNULL(ROUND(AVG(stars)), 0), COUNT(*)
             FROM ratings WHERE kind = ?1 AND id = ?2",
            params![kind, id, visitor],
            |row| {
                let average: f64 = row.get(1)?;
                Ok(Opinion {
                    own: row.get(0)?,
                    average: average as u32,
                    count: row.get(2)?,
                })
            },
        )
    }

    fn rate(&self, thing: Thing, visitor: &str, stars: u32) -> Result<Opinion> {
        let (kind, id) = thing.key();
        self.lock().execute(
            "INSERT INTO ratings VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (kind, id, visitor) DO UPDATE SET stars = ?4",
            params![kind, id, visitor, stars],
        )?;
        self.opinion(thing, visitor)
    }

    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is thought of a thing, off the worker.
pub(crate) async fn look_up(cx: &Context, thing: Thing) -> Result<Opinion, EventError> {
    with(cx, move |ratings, visitor| ratings.opinion(thing, visitor)).await
}

/// Keeps the visitor's rating, off the worker.
pub(crate) async fn rate(cx: &Context, thing: Thing, stars: u32) -> Result<Opinion, EventError> {
    if cx.identity().is_none() {
        return Err("sign in to rate".into());
    }
    if !(1..=5).contains(&stars) {
        return Err("one to five stars can be given".into());
    }
    with(cx, move |ratings, visitor| {
        ratings.rate(thing, visitor, stars)
    })
    .await
}

async fn with<T: Send + 'static>(
    cx: &Context,
    job: impl FnOnce(&Ratings, &str) -> Result<T> + Send + 'static,
) -> Result<T, EventError> {
    let ratings = cx.shared::<Ratings>();
    let ratings = ratings.ok_or("the ratings are not there")?;
    let visitor = cx.identity().unwrap_or(GUEST).to_owned();
    let result = cx.blocking(move || job(&ratings, &visitor)).await;
    result.map_err(EventError::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_one_for_each_visitor_and_thing() {
        let ratings = Ratings::open(None).unwrap();
        let movie = Thing::Movie(1);
        let before = ratings.opinion(movie, "guest").unwrap();
        assert_eq!((before.own, before.average, before.count), (0, 5, 2));
        ratings.rate(movie, "guest", 5).unwrap();
        let after = ratings.rate(movie, "guest", 1).unwrap();
        assert_eq!((after.own, after.average, after.count), (1, 3, 3));
        let other = ratings.opinion(Thing::Restaurant(1), "guest").unwrap();
        assert_eq!((other.own, other.count), (0, 1));
    }
}
