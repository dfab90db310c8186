//! A form of a struct.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::{FormValues, LiveForm, Schema};

/// A struct that a form gives: written by `#[derive(Form)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form",
    note = "put `#[derive(Form)]` on the struct"
)]
pub trait FormData: Sized {
    /// Its fields and their rules.
    fn schema() -> Arc<Schema>;

    /// Its value by what the form holds; nothing if a field does not fit its type.
    fn from_form(form: &LiveForm) -> Option<Self>;
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

    /// Takes all fields of a form that was sent. Gives their value if all rules hold; otherwise the errors show.
    pub fn submit(&mut self, values: &FormValues) -> Option<T> {
        self.live.take_all(values).then(|| self.data())?
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
