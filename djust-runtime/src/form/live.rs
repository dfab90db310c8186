//! A form's texts and errors.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use self::part::{Entry, Part};
pub use self::rows::Row;
use self::rows::Rows;
use self::verdict::Verdict;
use super::schema::Kind as Of;
use super::values::values_of;
use super::{BadPattern, FormValues, Problem, Schema};
use crate::handler::Kind;
use crate::param::{FromParam, Value, truth};

mod asked;
mod judge;
mod part;
mod rows;
mod verdict;

/// A form on a page: the text of each field as it was typed, and its error.
///
/// It knows the fields of its schema and no others: whatever else a client names is ignored. A field in a group has the name
/// `address[city]`, one in a row `lines[3][qty]`; to the group or the row itself they are `city` and `qty`.
#[derive(Debug, Clone)]
pub struct LiveForm {
    schema: Arc<Schema>,
    /// What the ids of its elements begin with, if the page has several forms.
    label: Arc<str>,
    /// As the schema's.
    parts: Vec<Part>,
    /// Whether it was checked as a whole since it was empty.
    submitted: bool,
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
        Self::within(schema, "", &Arc::from(""))
    }

    /// One whose fields' names begin with that of what it stands in.
    fn within(schema: Arc<Schema>, outer: &str, label: &Arc<str>) -> Self {
        let parts = schema.parts.iter();
        let parts = parts.map(|(name, kind)| Part::new(kind, outer, name, label));
        Self {
            parts: parts.collect(),
            label: Arc::clone(label),
            schema,
            submitted: false,
        }
    }

    /// The form with a name of its own, with which the ids of its elements begin: for pages where two forms have a field of the same name,
    /// and for components that stand there more than once. Fields keep their names, as each belongs to its own `<form>`.
    ///
    /// ```
    /// use djust_runtime::form::{LiveForm, Rules, Schema};
    ///
    /// let address = Schema::new().field("city", Rules::new());
    /// let billing = LiveForm::new(address)?.named("billing");
    /// assert_eq!((billing.id("city").as_str(), billing.name("city")), ("billing-city", "city"));
    /// # Ok::<(), djust_runtime::form::BadPattern>(())
    /// ```
    #[must_use]
    pub fn named(mut self, label: impl Into<String>) -> Self {
        self.take_label(&Arc::from(label.into()));
        self
    }

    /// Takes what was typed into a field, and says whether its rules hold. Its error shows from here on, or is gone; those of other fields
    /// stay. A name that is no field's is ignored, and holds.
    pub fn validate_field(&mut self, name: &str, value: impl Into<String>) -> bool {
        let Some((form, at)) = self.locate_mut(name) else {
            return true;
        };
        if let Some(entry) = form.entry_mut(at) {
            entry.text = value.into();
        }
        form.show(at);
        self.judge();
        self.shows_none(name)
    }

    /// Shows the errors of all fields, and says whether there are none.
    pub fn validate_all(&mut self) -> bool {
        self.submitted = true;
        self.show_all();
        self.show_unchecked();
        self.judge() && self.valid()
    }

    /// Sets fields and validates nothing: the error of a field whose text changes is gone. Names that are no field's are ignored.
    pub fn set_values<N: AsRef<str>, V: Into<String>>(
        &mut self,
        values: impl IntoIterator<Item = (N, V)>,
    ) {
        for (name, value) in values {
            let found = self.locate_mut(name.as_ref());
            let Some(entry) = found.and_then(|(form, at)| form.entry_mut(at)) else {
                continue;
            };
            let value = value.into();
            if entry.text != value {
                entry.text = value;
                entry.verdict = Verdict::default();
            }
        }
        self.judge();
    }

    /// Takes all fields of a form that was sent, and shows their errors. A field that is not among them is empty: a browser
    /// leaves a box out that is not ticked. Rows stay those that there are: a page may have sent one that was taken away since. Says
    /// whether all rules hold.
    ///
    /// Nothing is taken of a form whose names do not fit one another, such as `lines` and `lines[0][qty]`.
    pub fn take_all(&mut self, values: &FormValues) -> bool {
        self.take_sent(values) && self.validate_all()
    }

    /// Takes all fields, if their names fit one another.
    fn take_sent(&mut self, values: &FormValues) -> bool {
        match self.sent(values) {
            Ok(sent) => {
                self.take(&sent);
                true
            }
            Err(error) => {
                tracing::debug!(%error, "a form was refused");
                false
            }
        }
    }

    /// Takes all fields of a form that was sent, and its rows: in place of those that there are, in the order in which they were sent.
    /// Shows no errors. It is for a form that is made anew from what a page holds: of a POST, or after a session was lost.
    pub fn restore(&mut self, values: &FormValues) {
        match self.sent(values) {
            Ok(sent) => {
                self.reset();
                self.become_sent(&sent);
            }
            Err(error) => tracing::debug!(%error, "a form was refused"),
        }
    }

    /// Refuses what a field holds for a reason that only the application knows, such as a name that is taken. It counts while the field
    /// holds this value; if it holds another one by now, nothing happens: the answer came late.
    pub fn refuse(&mut self, name: &str, value: &str, message: impl Into<String>) {
        let Some((form, at)) = self.locate_mut(name) else {
            return;
        };
        let worth = form.worth(at).is_some_and(|worth| worth == value);
        if let Some(entry) = form.entry_mut(at)
            && (worth || entry.text == value)
        {
            entry.refused = Some((entry.text.clone(), message.into()));
            form.show(at);
            self.judge();
        }
    }

    /// Empties all fields, takes all rows away, and forgets the errors.
    pub fn reset(&mut self) {
        self.submitted = false;
        self.parts.iter_mut().for_each(Part::reset);
    }

    /// What a field holds, as it was typed. Empty if there is no such field.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.entry(name).map_or("", |entry| &entry.text)
    }

    /// The error that a field shows, or that rows show of how many they are.
    #[must_use]
    pub fn error(&self, name: &str) -> Option<&str> {
        let (form, at) = self.locate(name)?;
        form.parts.get(at)?.verdict()?.shown()
    }

    /// The name that a field has on the page: that of `qty` in a row is `lines[3][qty]`. Empty if there is no such field.
    #[must_use]
    pub fn name(&self, field: &str) -> &str {
        self.entry(field).map_or("", |entry| &entry.name)
    }

    /// An id for the element of a field, by its name: `lines-3-qty`. [`LiveForm::named`] keeps those of two forms apart.
    #[must_use]
    pub fn id(&self, field: &str) -> String {
        let id = self.name(field).replace("][", "-").replace('[', "-");
        let id = id.replace(']', "");
        match &*self.label {
            "" => id,
            label => format!("{label}-{id}"),
        }
    }

    /// Whether a field may not be left blank.
    #[must_use]
    pub fn is_required(&self, field: &str) -> bool {
        let found = self.locate(field);
        let kind = found.and_then(|(form, at)| form.schema.parts.get(at));
        matches!(kind, Some((_, Of::Text(rules))) if rules.required)
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn is_ticked(&self, field: &str) -> bool {
        truth(self.value(field).trim().as_bytes()) == Some(true)
    }

    /// Whether a field holds this value: that an option of a `<select>` is a chosen one.
    #[must_use]
    pub fn is_chosen(&self, field: &str, value: impl AsRef<str>) -> bool {
        let found = self.locate(field);
        let kind = found.and_then(|(form, at)| form.schema.parts.get(at));
        match kind {
            Some((_, kind)) if kind.is_list() => {
                values_of(self.value(field)).any(|one| one == value.as_ref())
            }
            _ => self.value(field) == value.as_ref(),
        }
    }

    /// The fields of a group.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&LiveForm> {
        let (form, at) = self.locate(name)?;
        match form.parts.get(at)? {
            Part::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The rows of a name, in their order.
    #[must_use]
    pub fn rows(&self, name: &str) -> &[Row] {
        let found = self.locate(name);
        match found.and_then(|(form, at)| form.parts.get(at)) {
            Some(Part::Rows(rows)) => &rows.rows,
            _ => &[],
        }
    }

    /// Adds an empty row behind the others. Nothing comes of it where there are as many as there may be.
    pub fn add_row(&mut self, name: &str) -> Option<&mut Row> {
        self.change_rows(name, |rows| rows.add().is_some())?;
        self.rows_mut(name)?.rows.last_mut()
    }

    /// Takes a row away, and says whether there was one of this key.
    pub fn remove_row(&mut self, name: &str, key: u32) -> bool {
        self.change_rows(name, |rows| rows.remove(key)).is_some()
    }

    /// Moves a row to another place, and says whether there is one of this key. Past the last place it becomes the last.
    pub fn move_row(&mut self, name: &str, key: u32, to: usize) -> bool {
        self.change_rows(name, |rows| rows.put(key, to)).is_some()
    }

    /// Sorts rows. Equal ones stay in their order.
    pub fn sort_rows(&mut self, name: &str, compare: impl FnMut(&Row, &Row) -> Ordering) {
        if let Some(rows) = self.rows_mut(name) {
            rows.sort(compare);
            self.judge();
        }
    }

    /// The errors that show, by their fields.
    #[must_use]
    pub fn errors(&self) -> BTreeMap<&str, &str> {
        let mut errors = BTreeMap::new();
        self.each_error(&mut |name, error| {
            errors.insert(name, error);
        });
        errors
    }

    /// The first field, in the schema's order, that shows an error.
    #[must_use]
    pub fn first_error(&self) -> Option<&str> {
        let mut first = None;
        self.each_error(&mut |name, _| {
            first.get_or_insert(name);
        });
        first
    }

    /// What all fields hold.
    #[must_use]
    pub fn data(&self) -> BTreeMap<&str, &str> {
        let mut data = BTreeMap::new();
        self.each_text(&mut |name, text| {
            data.insert(name, text);
        });
        data
    }

    /// Whether the whole form was checked since it was empty, as when it is sent: from then on a list of all errors is no surprise.
    #[must_use]
    pub fn was_submitted(&self) -> bool {
        self.submitted
    }

    /// Whether no error shows. [`LiveForm::holds`] tells whether the form could be sent.
    #[must_use]
    pub fn valid(&self) -> bool {
        self.first_error().is_none()
    }

    /// Whether all rules hold of what the fields hold now, whether the user was in them or not.
    #[must_use]
    pub fn holds(&self) -> bool {
        let parts_hold = (0..self.parts.len()).all(|at| match self.parts.get(at) {
            Some(Part::Group(group)) => group.holds(),
            Some(Part::Rows(rows)) => {
                self.problem(at).is_none() && rows.rows.iter().all(|row| row.holds())
            }
            _ => self.problem(at).is_none() && !self.is_unchecked(at),
        });
        parts_hold && self.broken_rules().is_empty()
    }

    /// What a field is worth as a type; nothing if it does not fit.
    #[must_use]
    pub fn get<T: FromParam>(&self, name: &str) -> Option<T> {
        let (form, at) = self.locate(name)?;
        let text = form.worth(at).unwrap_or_default();
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

    fn show_all(&mut self) {
        (0..self.parts.len()).for_each(|at| self.show(at));
    }

    /// Shows what is wrong with a field, or with all that is in a group or in rows.
    fn show(&mut self, at: usize) {
        let error = self.problem(at);
        let Some(part) = self.parts.get_mut(at) else {
            return;
        };
        if let Some(verdict) = part.verdict_mut() {
            verdict.show(error);
        }
        part.forms_mut().for_each(Self::show_all);
    }

    /// Whether a field shows no error, or nothing in a group or in rows does.
    fn shows_none(&self, name: &str) -> bool {
        let found = self.locate(name);
        match found.and_then(|(form, at)| form.parts.get(at)) {
            Some(Part::Text(entry)) => entry.verdict.shown().is_none(),
            Some(Part::Group(group)) => group.valid(),
            Some(Part::Rows(rows)) => {
                rows.verdict.shown().is_none() && rows.rows.iter().all(|row| row.valid())
            }
            None => true,
        }
    }

    /// What a field's text is to its rules, and to the application.
    fn worth(&self, at: usize) -> Option<&str> {
        match (self.schema.parts.get(at)?, self.parts.get(at)?) {
            ((_, Of::Text(rules)), Part::Text(entry)) => Some(rules.worth(&entry.text)),
            _ => None,
        }
    }

    fn problem(&self, at: usize) -> Option<String> {
        let ((name, kind), part) = (self.schema.parts.get(at)?, self.parts.get(at)?);
        let problem = match (kind, part) {
            (Of::Text(rules), Part::Text(entry)) => {
                let problem = rules.check(&entry.text).err();
                if let (None, Some((_, message))) = (&problem, entry.refusal()) {
                    return Some(message.clone());
                }
                problem?
            }
            (Of::Rows(_, limits), Part::Rows(Rows { rows, .. })) => match rows.len() {
                few if few < *limits.start() => Problem::MinRows(*limits.start()),
                many if many > *limits.end() => Problem::MaxRows(*limits.end()),
                _ => return None,
            },
            _ => return None,
        };
        Some((self.schema.messages)(name, &problem))
    }

    /// Changes rows; `None` if there are none of this name, or nothing came of it. What shows of how many they are follows.
    fn change_rows(&mut self, name: &str, change: impl FnOnce(&mut Rows) -> bool) -> Option<()> {
        let (form, at) = self.locate_mut(name)?;
        let Some(Part::Rows(rows)) = form.parts.get_mut(at) else {
            return None;
        };
        let (done, shows) = (change(rows), rows.verdict.error.is_some());
        let error = form.problem(at).filter(|_| shows);
        if let Some(Part::Rows(rows)) = form.parts.get_mut(at) {
            rows.verdict.error = error;
        }
        self.judge();
        done.then_some(())
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let (form, at) = self.locate(name)?;
        match form.parts.get(at)? {
            Part::Text(entry) => Some(entry),
            _ => None,
        }
    }

    fn entry_mut(&mut self, at: usize) -> Option<&mut Entry> {
        match self.parts.get_mut(at)? {
            Part::Text(entry) => Some(entry),
            _ => None,
        }
    }

    fn rows_mut(&mut self, name: &str) -> Option<&mut Rows> {
        let (form, at) = self.locate_mut(name)?;
        match form.parts.get_mut(at)? {
            Part::Rows(rows) => Some(rows),
            _ => None,
        }
    }
}
