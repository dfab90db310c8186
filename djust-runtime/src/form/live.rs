//! A form's texts and errors.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{BadPattern, FormValues, Schema};
use crate::handler::Kind;
use crate::param::{FromParam, Value};

/// A form on a page: the text of each field as it was typed, and its error.
///
/// It knows the fields of its schema and no others: whatever else a client names is ignored.
#[derive(Debug, Clone)]
pub struct LiveForm {
    schema: Arc<Schema>,
    /// As the schema's fields.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    text: String,
    /// What is wrong with it, once the user was in it or sent the form.
    error: Option<String>,
    /// A text that the application refused, and why.
    refused: Option<(String, String)>,
}

impl LiveForm {
    /// An empty form.
    ///
    /// # Errors
    ///
    /// A pattern of the schema is no regular expression.
    pub fn new(schema: Schema) -> Result<Self, BadPattern> {
        match schema.bad() {
            Some(bad) => Err(bad.clone()),
            None => Ok(Self::of(Arc::new(schema))),
        }
    }

    /// An empty form of a schema whose patterns are known to be sound; nothing fits one that is not.
    pub(super) fn of(schema: Arc<Schema>) -> Self {
        let entries = vec![Entry::default(); schema.fields.len()];
        Self { schema, entries }
    }

    /// Takes what was typed into a field, and says whether its rules hold. Its error shows from here on, or is gone; those of other fields
    /// stay. A name that is no field's is ignored, and holds.
    pub fn validate_field(&mut self, name: &str, value: impl Into<String>) -> bool {
        let Some(at) = self.find(name) else {
            return true;
        };
        self.entries[at].text = value.into();
        self.show(at)
    }

    /// Shows the errors of all fields, and says whether there are none.
    pub fn validate_all(&mut self) -> bool {
        let shown: Vec<bool> = (0..self.entries.len()).map(|at| self.show(at)).collect();
        shown.into_iter().all(|holds| holds)
    }

    /// Sets fields and validates nothing: the error of a field whose text changes is gone. Names that are no field's are ignored.
    pub fn set_values<N: AsRef<str>, V: Into<String>>(
        &mut self,
        values: impl IntoIterator<Item = (N, V)>,
    ) {
        for (name, value) in values {
            let Some(at) = self.find(name.as_ref()) else {
                continue;
            };
            let (entry, value) = (&mut self.entries[at], value.into());
            if entry.text != value {
                entry.text = value;
                entry.error = None;
            }
        }
    }

    /// Takes all fields of a form that was sent, and shows their errors. A field that is not among them is empty: a browser
    /// leaves a box out that is not ticked. Says whether all rules hold.
    pub fn take_all(&mut self, values: &FormValues) -> bool {
        for (entry, (name, _)) in self.entries.iter_mut().zip(&self.schema.fields) {
            entry.text.clear();
            entry.text.push_str(values.get(name).unwrap_or_default());
        }
        self.validate_all()
    }

    /// Refuses what a field holds for a reason that only the application knows, such as a name that is taken. It counts while the field
    /// holds this value; if it holds another one by now, nothing happens: the answer came late.
    pub fn refuse(&mut self, name: &str, value: &str, message: impl Into<String>) {
        let Some(at) = self.find(name).filter(|&at| self.entries[at].text == value) else {
            return;
        };
        self.entries[at].refused = Some((value.to_owned(), message.into()));
        self.show(at);
    }

    /// Empties all fields, and forgets their errors.
    pub fn reset(&mut self) {
        self.entries.fill_with(Entry::default);
    }

    /// What a field holds, as it was typed. Empty if there is no such field.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.find(name).map_or("", |at| &self.entries[at].text)
    }

    /// The error that a field shows.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        self.entries[..].get(self.find(name)?)?.error.as_deref()
    }

    /// The errors that show, by their fields.
    #[must_use]
    pub fn errors(&self) -> BTreeMap<&str, &str> {
        let errors = self.named().filter_map(|(name, entry)| {
            let error = entry.error.as_deref()?;
            Some((name, error))
        });
        errors.collect()
    }

    /// The first field, in the schema's order, that shows an error.
    #[must_use]
    pub fn first_error(&self) -> Option<&str> {
        self.named()
            .find_map(|(name, entry)| entry.error.as_ref().map(|_| name))
    }

    /// What all fields hold.
    #[must_use]
    pub fn data(&self) -> BTreeMap<&str, &str> {
        let values = self.named().map(|(name, entry)| (name, &*entry.text));
        values.collect()
    }

    /// Whether no error shows. [`LiveForm::holds`] tells whether the form could be sent.
    #[must_use]
    pub fn valid(&self) -> bool {
        self.entries.iter().all(|entry| entry.error.is_none())
    }

    /// Whether all rules hold of what the fields hold now, whether the user was in them or not.
    #[must_use]
    pub fn holds(&self) -> bool {
        (0..self.entries.len()).all(|at| self.problem(at).is_none())
    }

    /// What a field is worth as a type; nothing if it does not fit.
    #[must_use]
    pub fn get<T: FromParam>(&self, name: &str) -> Option<T> {
        let text = self.value(name);
        let value = match (T::KIND, T::REQUIRED) {
            // A box that is not ticked.
            (Kind::Bool, true) if text.trim().is_empty() => Value::Bool(false),
            _ => Value::Text(text.into()),
        };
        if value.is_missing::<T>() {
            return T::missing();
        }
        T::from_param(value).ok()
    }

    /// Shows what is wrong with a field, and says whether nothing is.
    fn show(&mut self, at: usize) -> bool {
        let error = self.problem(at);
        self.entries[at].error = error;
        self.entries[at].error.is_none()
    }

    fn problem(&self, at: usize) -> Option<String> {
        let ((name, rules), entry) = (self.schema.fields.get(at)?, self.entries.get(at)?);
        match (rules.check(&entry.text), &entry.refused) {
            (Err(problem), _) => Some((self.schema.messages)(name, &problem)),
            (Ok(()), Some((value, message))) if *value == entry.text => Some(message.clone()),
            _ => None,
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let mut fields = self.schema.fields.iter();
        fields.position(|(known, _)| known == name)
    }

    fn named(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let names = self.schema.fields.iter().map(|(name, _)| name.as_str());
        names.zip(&self.entries)
    }
}
