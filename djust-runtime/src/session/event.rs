//! An event that waits, in memory that the worker uses again.

use std::borrow::Cow;
use std::cell::Cell;

use serde_json::value::RawValue;

use super::VIEW;
use crate::engine::skeleton::Within;
use crate::model;
use crate::wire::Visit;

/// What an event's parameters say of its answer.
#[derive(serde::Deserialize)]
struct Aimed<'a> {
    #[serde(borrow, rename = "_within")]
    within: Option<Cow<'a, str>>,
}

/// What an event's parameters say of events like it.
#[derive(serde::Deserialize)]
struct Alike<'a> {
    /// Of which of the page's timers it is: a client counts those that send only what is latest.
    #[serde(borrow, rename = "_latest")]
    latest: Option<&'a RawValue>,
    /// The field that is entered.
    #[serde(borrow)]
    field: Option<Cow<'a, str>>,
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

    /// Whether a newer event says all that this one does: an edit of the same bound field, or what the same timer of the page held back.
    pub(super) fn is_outdated_by(&self, newer: &Self) -> bool {
        if self.component != newer.component || self.name() != newer.name() {
            return false;
        }
        match (self.alike(), newer.alike()) {
            (Some(own), Some(others)) if self.name() == model::EVENT => {
                own.field.is_some() && own.field == others.field
            }
            (Some(own), Some(others)) => {
                let (own, others) = (own.latest, others.latest);
                own.is_some() && own.map(RawValue::get) == others.map(RawValue::get)
            }
            _ => false,
        }
    }

    /// Whether a newer one can say all that it does.
    pub(super) fn is_latest(&self) -> bool {
        let marked = || self.alike().is_some_and(|it| it.latest.is_some());
        self.visit.is_none() && (self.name() == model::EVENT || marked())
    }

    fn alike(&self) -> Option<Alike<'_>> {
        serde_json::from_str(self.params()?).ok()
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
