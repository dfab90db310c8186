//! An event that waits, in memory that the worker uses again.

use std::borrow::Cow;
use std::cell::Cell;

use serde_json::value::RawValue;

use super::VIEW;
use crate::engine::skeleton::Within;
use crate::wire::Visit;

/// What an event's parameters say of its answer.
#[derive(serde::Deserialize)]
struct Aimed<'a> {
    #[serde(borrow, rename = "_within")]
    within: Option<Cow<'a, str>>,
}

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

    /// The slots that its answer may write, of the elements that answers are narrowed to; everything, if it names none.
    pub(super) fn within(&self, elements: &'static [Within]) -> Option<&'static [u16]> {
        if elements.is_empty() || self.component != VIEW {
            return None;
        }
        let Aimed { within } = serde_json::from_str(self.params()?).ok()?;
        let id = within?;
        let element = elements
            .iter()
            .find(|it| id.strip_prefix('#') == Some(it.id))?;
        Some(element.slots)
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
