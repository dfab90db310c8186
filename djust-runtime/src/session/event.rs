//! An event that waits, in memory that the worker uses again.

use std::cell::Cell;

use serde_json::value::RawValue;

use crate::wire::Visit;

/// An event that waits.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) reference: u64,
    /// The component that it is for, or the view.
    pub(super) component: u32,
    /// Whether the client was told that it waits: then it gets an answer of its own.
    pub(super) held: bool,
    /// How to go to the URL that is its name, if it calls no handler.
    pub(super) visit: Option<Visit>,
    /// Its name, and behind it its parameters, if there are any.
    text: String,
    /// How long the name is.
    name: usize,
}

thread_local! {
    /// The text of an event that has run, for the worker's next one.
    static SPARE: Cell<String> = const { Cell::new(String::new()) };
}

impl Event {
    pub(super) fn new(
        reference: u64,
        component: u32,
        name: &str,
        params: Option<&RawValue>,
    ) -> Self {
        let mut text = SPARE.take();
        text.push_str(name);
        text.push_str(params.map_or("", RawValue::get));
        Self {
            reference,
            component,
            held: false,
            visit: None,
            text,
            name: name.len(),
        }
    }

    pub(super) fn name(&self) -> &str {
        self.text.get(..self.name).unwrap_or_default()
    }

    pub(super) fn params(&self) -> Option<&str> {
        self.text
            .get(self.name..)
            .filter(|params| !params.is_empty())
    }

    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.text.len()
    }

    /// It has run: its memory is the next one's.
    pub(super) fn recycle(mut self) {
        const KEEP: usize = 4 * 1024;
        if self.text.capacity() <= KEEP {
            self.text.clear();
            SPARE.set(self.text);
        }
    }
}
