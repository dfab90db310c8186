//! What plain Askama takes to render the table's page on this machine at this moment: a yardstick for what is said in
//! microseconds, for a machine has slow days and slow minutes.
//!
//! The template is that of `examples/table`, the rows are its 1,000: the very page, less what a live one adds.

use std::hint::black_box;
use std::time::Instant;

use askama::Template;

const WORDS: [&str; 7] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
];

/// Renders before those that count, and those that do.
const WARM_UP: usize = 100;
const COUNTED: usize = 300;

struct Row {
    id: usize,
    label: String,
    n: usize,
}

#[derive(Template)]
#[template(path = "table.html")]
struct Table {
    rows: Vec<Row>,
    selected: Option<usize>,
}

impl Table {
    fn new(count: usize) -> Self {
        let row = |id| Row {
            id,
            label: format!("row {id} {}", WORDS[id % WORDS.len()]),
            n: (id * 7919) % 1000,
        };
        Self {
            rows: (0..count).map(row).collect(),
            selected: None,
        }
    }
}

/// What a render takes.
pub(crate) struct Render {
    /// The median. A render is far shorter than a thread's turn on a core, so this is one that nothing interrupted: its
    /// time by the clock is its CPU time.
    pub(crate) micros: f64,
    /// The page's.
    pub(crate) bytes: usize,
}

/// Renders the page some hundred times, into a buffer that stays.
pub(crate) fn measure() -> askama::Result<Render> {
    let table = Table::new(1_000);
    let mut page = String::new();
    let mut times = Vec::with_capacity(COUNTED);
    for turn in 0..WARM_UP + COUNTED {
        page.clear();
        let start = Instant::now();
        black_box(&table).render_into(&mut page)?;
        let time = start.elapsed();
        if turn >= WARM_UP {
            times.push(time);
        }
    }
    times.sort_unstable();
    Ok(Render {
        micros: times[COUNTED / 2].as_nanos() as f64 / 1e3,
        bytes: page.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_the_rows_of_the_scenarios() {
        let page = Table::new(9).render().unwrap();
        let row = "<tr data-key=\"8\"><td class=\"id\" dj-click=\"select\" data-id=\"8\">8</td><td class=\"label\">row 8 bravo</td>\
            <td class=\"n\">352</td><td><button dj-click=\"remove\" data-id=\"8\">x</button></td></tr></tbody>";
        assert!(page.contains(row), "{page}");
    }

    #[test]
    fn a_render_takes_its_time_and_has_its_bytes() {
        let render = measure().unwrap();
        assert!(render.micros > 0.0);
        assert!(render.bytes > 100_000);
    }
}
