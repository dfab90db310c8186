//! A form of a struct.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, RangeInclusive};
use std::sync::Arc;

use super::schema::{Kind, Of, ROWS};
use super::{FormValues, LiveForm, Schema};

/// A struct that a form gives: written by `#[derive(Form)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form",
    note = "put `#[derive(Form)]` on the struct"
)]
pub trait FormData: Sized {
    /// The names of its fields.
    const FIELDS: &'static [&'static str];

    /// Its fields and their rules.
    fn schema() -> Arc<Schema>;

    /// Its value by what the form holds; nothing if a field does not fit its type.
    fn from_form(form: &LiveForm) -> Option<Self>;
}

/// What a field with `#[form(nested)]` holds: a struct with a form of its own, or a `Vec` of them, which is rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a form nor rows of one",
    note = "a field with `#[form(nested)]` is a struct with `#[derive(Form)]`, or a `Vec` of such a struct"
)]
pub trait Nested: Sized {
    /// Adds it to the schema of the struct that it is a field of. How many rows there may be is nothing to a single struct.
    #[doc(hidden)]
    fn add(schema: Schema, name: &str, least: Option<usize>, most: Option<usize>) -> Schema;

    /// Its value by what the form of the struct around it holds.
    #[doc(hidden)]
    fn from_form(form: &LiveForm, name: &str) -> Option<Self>;
}

impl<T: FormData> Nested for T {
    fn add(schema: Schema, name: &str, _: Option<usize>, _: Option<usize>) -> Schema {
        schema.with(name.to_owned(), Kind::Group(Of::Type(T::schema)))
    }

    fn from_form(form: &LiveForm, name: &str) -> Option<Self> {
        T::from_form(form.group(name)?)
    }
}

impl<T: FormData> Nested for Vec<T> {
    fn add(schema: Schema, name: &str, least: Option<usize>, most: Option<usize>) -> Schema {
        let rows: RangeInclusive<usize> =
            least.unwrap_or(*ROWS.start())..=most.unwrap_or(*ROWS.end());
        schema.with(name.to_owned(), Kind::Rows(Of::Type(T::schema), rows))
    }

    fn from_form(form: &LiveForm, name: &str) -> Option<Self> {
        let rows = form.rows(name).iter();
        rows.map(|row| T::from_form(row)).collect()
    }
}

/// A form of a struct with `#[derive(Form)]`: a [`LiveForm`] that gives one when all rules hold.
#[derive(Debug, Clone)]
pub struct Form<T> {
    live: LiveForm,
    data: PhantomData<fn() -> T>,
}

impl<T: FormData> Form<T> {
    /// An empty form.
    #[must_use]
    pub fn new() -> Self {
        Self {
            live: LiveForm::of(T::schema()),
            data: PhantomData,
        }
    }

    /// The form with a name of its own, as [`LiveForm::named`] says.
    #[must_use]
    pub fn named(mut self, label: impl Into<String>) -> Self {
        self.live = self.live.named(label);
        self
    }

    /// A form that holds what was sent, its rows as well, and shows no errors: for what a POST brings.
    /// [`Form::check`] then says whether all rules hold.
    #[must_use]
    pub fn from_values(values: &FormValues) -> Self {
        let mut form = Self::new();
        form.restore(values);
        form
    }

    /// Takes all fields of a form that was sent. Gives their value if all rules hold; otherwise the errors show.
    pub fn submit(&mut self, values: &FormValues) -> Option<T> {
        self.live.take_all(values).then(|| self.data())?
    }

    /// Shows the errors of all fields. Gives the value of what they hold if there are none.
    pub fn check(&mut self) -> Option<T> {
        self.live.validate_all().then(|| self.data())?
    }

    /// As [`Form::submit`], for a form with rules that [take time](super::Rules::ask): they are asked when all others hold.
    pub async fn submit_async(&mut self, values: &FormValues) -> Option<T> {
        let holds = self.live.take_all_async(values).await;
        holds.then(|| self.data())?
    }

    /// As [`Form::check`], for a form with rules that [take time](super::Rules::ask): they are asked when all others hold.
    pub async fn check_async(&mut self) -> Option<T> {
        let holds = self.live.validate_all_async().await;
        holds.then(|| self.data())?
    }

    /// The value of what the form holds now, if all rules hold.
    #[must_use]
    pub fn typed(&self) -> Option<T> {
        self.live.holds().then(|| self.data())?
    }

    fn data(&self) -> Option<T> {
        T::from_form(&self.live)
    }
}

impl<T: FormData> Default for Form<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for Form<T> {
    type Target = LiveForm;

    fn deref(&self) -> &LiveForm {
        &self.live
    }
}

impl<T> DerefMut for Form<T> {
    fn deref_mut(&mut self) -> &mut LiveForm {
        &mut self.live
    }
}
