//! A table of N rows and the events that change it.

use djust_actix::prelude::*;

use crate::row::{self, Row};

/// So that a page left to a playful hand stays small.
const MOST: usize = 20_000;

#[live_view(template = "table.html")]
pub(crate) struct Table {
    rows: Vec<Row>,
    selected: Option<usize>,
    size: usize,
    /// What `remove_mid` and `remove_first` took out, and where it stood.
    taken: Vec<(usize, Row)>,
}

#[live_view]
impl Table {
    /// `/table` has 1,000 rows, `/table10` ten.
    fn mount(rows: Option<usize>) -> Result<Self, Halt> {
        let size = rows.unwrap_or(1000);
        if ![10, 100, 1000, 10_000].contains(&size) {
            return Err(Halt::NotFound);
        }
        Ok(Self {
            rows: row::rows(size),
            selected: None,
            size,
            taken: Vec::new(),
        })
    }

    #[event_handler]
    fn tick(&mut self) {
        let middle = self.rows.len() / 2;
        if let Some(row) = self.rows.get_mut(middle) {
            row.n += 1;
        }
    }

    #[event_handler]
    fn every10(&mut self) {
        for row in self.rows.iter_mut().step_by(10) {
            row.label.push_str(" !");
        }
    }

    #[event_handler]
    fn swap(&mut self) {
        if self.rows.len() > 3 {
            let last = self.rows.len() - 2;
            self.rows.swap(1, last);
        }
    }

    #[event_handler]
    fn remove_mid(&mut self) {
        self.take(self.size / 2);
    }

    #[event_handler]
    fn add_mid(&mut self) {
        self.put_back();
    }

    #[event_handler]
    fn remove_first(&mut self) {
        self.take(0);
    }

    #[event_handler]
    fn add_first(&mut self) {
        self.put_back();
    }

    #[event_handler]
    fn append100(&mut self) {
        if self.rows.len() <= MOST - 100 {
            let next = self.rows.iter().map(|row| row.id + 1).max().unwrap_or(0);
            self.rows.extend((next..next + 100).map(Row::new));
        }
    }

    #[event_handler]
    fn drop100(&mut self) {
        self.rows.truncate(self.rows.len().saturating_sub(100));
    }

    #[event_handler]
    fn replace(&mut self) {
        for row in &mut self.rows {
            *row = Row::new(row.id + self.size);
        }
    }

    #[event_handler]
    fn noop(&mut self) {}

    #[event_handler]
    fn select(&mut self, id: usize) {
        self.selected = Some(id);
    }

    #[event_handler]
    fn remove(&mut self, id: usize) {
        self.rows.retain(|row| row.id != id);
    }

    fn take(&mut self, index: usize) {
        if index < self.rows.len() {
            let row = self.rows.remove(index);
            self.taken.push((index, row));
        }
    }

    fn put_back(&mut self) {
        if let Some((index, row)) = self.taken.pop() {
            self.rows.insert(index.min(self.rows.len()), row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(table: &Table) -> Vec<usize> {
        table.rows.iter().map(|row| row.id).collect()
    }

    fn table() -> Table {
        match Table::mount(Some(10)) {
            Ok(table) => table,
            Err(halt) => panic!("{halt:?}"),
        }
    }

    #[test]
    fn what_was_removed_is_put_back_in_its_place() {
        let mut table = table();
        table.remove_mid();
        assert_eq!(ids(&table), [0, 1, 2, 3, 4, 6, 7, 8, 9]);
        table.remove_first();
        table.add_first();
        table.add_mid();
        assert_eq!(ids(&table), (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn a_replaced_table_shares_no_row_with_the_former() {
        let mut table = table();
        table.append100();
        table.drop100();
        table.replace();
        assert_eq!(ids(&table), (10..20).collect::<Vec<_>>());
        assert_eq!(table.rows[0], Row::new(10));
    }

    #[test]
    fn only_the_sizes_of_the_benchmark_are_served() {
        assert!(matches!(Table::mount(Some(7)), Err(Halt::NotFound)));
        assert!(Table::mount(None).is_ok_and(|table| table.rows.len() == 1000));
    }
}
