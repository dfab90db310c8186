//! Rows of a form: groups of fields that the user adds, takes away and sorts.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut, RangeInclusive};
use std::sync::Arc;

use super::LiveForm;
use super::verdict::Verdict;
use crate::form::nested::Tree;
use crate::form::schema::Of;

/// A row of a form: fields like those of any form, under a key that stays with the row wherever it stands.
#[derive(Debug, Clone)]
pub struct Row {
    key: u32,
    form: LiveForm,
}

impl Row {
    /// What the row is known by: the number in the names of its fields. A row that comes later has a higher one.
    #[must_use]
    pub fn key(&self) -> u32 {
        self.key
    }
}

impl Deref for Row {
    type Target = LiveForm;

    fn deref(&self) -> &LiveForm {
        &self.form
    }
}

impl DerefMut for Row {
    fn deref_mut(&mut self) -> &mut LiveForm {
        &mut self.form
    }
}

/// All rows of a name.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) name: Box<str>,
    /// What the ids of their elements begin with.
    pub(super) label: Arc<str>,
    of: Of,
    pub(super) limits: RangeInclusive<usize>,
    pub(super) rows: Vec<Row>,
    /// The key of the next row; nothing once there are no more keys.
    next: Option<u32>,
    pub(super) verdict: Verdict,
}

impl Rows {
    pub(super) fn new(
        name: Box<str>,
        label: &Arc<str>,
        of: Of,
        limits: RangeInclusive<usize>,
    ) -> Self {
        Self {
            name,
            label: Arc::clone(label),
            of,
            limits,
            rows: Vec::new(),
            next: Some(0),
            verdict: Verdict::default(),
        }
    }

    pub(super) fn row(&self, key: &str) -> Option<&Row> {
        let key: u32 = key.parse().ok()?;
        self.rows.iter().find(|row| row.key == key)
    }

    pub(super) fn row_mut(&mut self, key: &str) -> Option<&mut Row> {
        let key: u32 = key.parse().ok()?;
        self.rows.iter_mut().find(|row| row.key == key)
    }

    /// Another row, unless there are as many as there may be.
    pub(super) fn add(&mut self) -> Option<&mut Row> {
        if self.rows.len() >= *self.limits.end() {
            return None;
        }
        let key = self.next?;
        self.push(key);
        self.rows.last_mut()
    }

    pub(super) fn forms_mut(&mut self) -> impl Iterator<Item = &mut LiveForm> {
        self.rows.iter_mut().map(|row| &mut row.form)
    }

    fn push(&mut self, key: u32) {
        let name = format!("{}[{key}]", self.name);
        let form = LiveForm::within(self.of.schema(), &name, &self.label);
        self.rows.push(Row { key, form });
        let after = key.checked_add(1);
        self.next = self.next.and_then(|next| Some(next.max(after?)));
    }

    pub(super) fn remove(&mut self, key: u32) -> bool {
        let before = self.rows.len();
        self.rows.retain(|row| row.key != key);
        self.rows.len() < before
    }

    pub(super) fn put(&mut self, key: u32, to: usize) -> bool {
        let Some(at) = self.rows.iter().position(|row| row.key == key) else {
            return false;
        };
        let row = self.rows.remove(at);
        self.rows.insert(to.min(self.rows.len()), row);
        true
    }

    pub(super) fn sort(&mut self, mut compare: impl FnMut(&Row, &Row) -> Ordering) {
        self.rows.sort_by(|one, other| compare(one, other));
    }

    /// Takes what was sent of the rows that there are. One that was taken away, or is not known yet, stays so: the page that was sent
    /// may be older than the form.
    pub(super) fn take(&mut self, sent: Option<&Tree>) {
        for row in &mut self.rows {
            match sent.and_then(|sent| sent.get(&row.key.to_string())) {
                Some(fields) => row.form.take(fields),
                None => row.form.untick(),
            }
        }
    }

    /// Takes the rows that were sent in place of those that there are, in the order in which they were sent.
    pub(super) fn become_sent(&mut self, sent: &Tree) {
        self.rows.clear();
        let mut known = BTreeSet::new();
        for (key, fields) in sent.entries() {
            let Ok(key) = key.parse() else { continue };
            if self.rows.len() < *self.limits.end() && known.insert(key) {
                self.push(key);
                let added = self.rows.last_mut();
                added
                    .into_iter()
                    .for_each(|row| row.form.become_sent(fields));
            }
        }
    }
}
