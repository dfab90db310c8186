//! The live page, whose rows are also those behind `/socket`. Labels follow from the row's number, so that the page
//! without a server can make the same ones.

use djust_actix::prelude::*;

const SIZES: [&str; 7] = ["tiny", "small", "modest", "large", "huge", "narrow", "wide"];
const COLOURS: [&str; 11] = [
    "red", "green", "blue", "brown", "black", "white", "orange", "purple", "yellow", "pink", "grey",
];
const THINGS: [&str; 13] = [
    "table", "chair", "house", "mouse", "desk", "keyboard", "bottle", "boat", "lantern", "pencil",
    "window", "basket", "bridge",
];

/// What an update adds to a label.
pub(crate) const MORE: &str = " !!!";

/// So that a page left to a playful hand stays small.
const MOST: usize = 20_000;

pub(crate) struct Row {
    pub(crate) id: usize,
    pub(crate) label: String,
}

impl Row {
    fn new(id: usize) -> Self {
        let (size, colour, thing) = (SIZES[id % 7], COLOURS[id % 11], THINGS[id % 13]);
        Self {
            id,
            label: format!("{size} {colour} {thing}"),
        }
    }
}

#[live_view(template = "rows.html")]
pub(crate) struct Rows {
    pub(crate) rows: Vec<Row>,
    selected: Option<usize>,
    /// The number of the next row. None comes twice.
    next: usize,
}

#[live_view]
impl Rows {
    pub(crate) fn mount() -> Self {
        Self {
            rows: Vec::new(),
            selected: None,
            next: 1,
        }
    }

    #[event_handler]
    pub(crate) fn run(&mut self) {
        self.clear();
        self.push(1_000);
    }

    #[event_handler]
    pub(crate) fn runlots(&mut self) {
        self.clear();
        self.push(10_000);
    }

    #[event_handler]
    pub(crate) fn add(&mut self) {
        self.push(1_000);
    }

    #[event_handler]
    pub(crate) fn update(&mut self) {
        for row in self.rows.iter_mut().step_by(10) {
            row.label.push_str(MORE);
        }
    }

    #[event_handler]
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.selected = None;
    }

    #[event_handler]
    pub(crate) fn swaprows(&mut self) {
        if self.rows.len() > 998 {
            self.rows.swap(1, 998);
        }
    }

    #[event_handler]
    pub(crate) fn select(&mut self, id: usize) {
        self.selected = Some(id);
    }

    #[event_handler]
    pub(crate) fn remove(&mut self, id: usize) {
        self.rows.retain(|row| row.id != id);
    }

    fn push(&mut self, count: usize) {
        if self.rows.len() + count > MOST {
            return;
        }
        self.rows
            .extend((self.next..self.next + count).map(Row::new));
        self.next += count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_comes_twice_and_the_table_has_an_end() {
        let mut rows = Rows::mount();
        rows.run();
        rows.run();
        assert_eq!(rows.rows[0].id, 1_001);
        rows.runlots();
        for _ in 0..20 {
            rows.add();
        }
        assert_eq!(rows.rows.len(), MOST);
    }

    #[test]
    fn a_label_follows_from_the_number() {
        assert_eq!(Row::new(15).label, "small black house");
    }
}
