//! The page of the benchmark as a live view and as a plain Askama template, of one source.

use askama::Template;
use djust_macros::live_view;
use djust_runtime::engine::tape::{Recorder, Tape};
use djust_runtime::param::UrlParams;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use djust_runtime::view::ViewTemplate;

/// How many rows the pages have.
pub const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

const WORDS: [&str; 7] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
];

/// A row of the table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its key.
    pub id: usize,
    /// Its text.
    pub label: String,
    /// Its number.
    pub n: usize,
}

/// The first rows of the benchmark's table.
#[must_use]
pub fn rows(count: usize) -> Vec<Row> {
    let row = |id| Row {
        id,
        label: format!("row {id} {}", WORDS[id % WORDS.len()]),
        n: (id * 7919) % 1000,
    };
    (0..count).map(row).collect()
}

/// The live view.
#[live_view(template = "table.html")]
#[derive(Debug, Clone)]
pub struct Live {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The row that is shown as selected.
    pub selected: Option<usize>,
}

#[live_view]
impl Live {
    fn mount(rows: usize) -> Self {
        Self::new(rows)
    }

    #[event_handler]
    fn tick(&mut self) {
        let middle = self.rows.len() / 2;
        self.rows[middle].n += 1;
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

    #[event_handler]
    fn form(
        &mut self,
        name: String,
        age: Option<u8>,
        tags: Vec<String>,
        #[default(true)] ok: bool,
    ) {
        let _ = (name, age, tags, ok);
    }
}

impl Live {
    /// A table of so many rows.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self {
            rows: rows(count),
            selected: None,
        }
    }

    /// Its tape.
    ///
    /// # Panics
    ///
    /// Never: the table renders.
    pub fn tape(&self, recorder: &mut Recorder) -> Tape {
        ViewTemplate::render(self, recorder).expect("the table renders");
        recorder.finish(Self::SKELETON).expect("its marks fit")
    }
}

/// The same page by Askama alone.
#[derive(Debug, Template)]
#[template(path = "table.html")]
pub struct Plain {
    /// Its rows.
    pub rows: Vec<Row>,
    /// The row that is shown as selected.
    pub selected: Option<usize>,
}

/// A joined page of so many rows.
///
/// # Panics
///
/// Never: the table mounts.
#[must_use]
pub fn client(rows: usize) -> TestClient {
    let request = MountRequest {
        params: UrlParams {
            query: format!("rows={rows}"),
            ..UrlParams::default()
        },
        ..MountRequest::default()
    };
    TestClient::mount::<Live>(request).expect("the table mounts")
}
