//! What became of an action: a handler whose state the template shows.

use crate::event::EventError;

/// The state of an action, in a field of the action's name: `#[action]` keeps it.
///
/// A view declares it beside its other fields, and a template reads it like them:
///
/// ```ignore
/// #[live_view(source = r#"
///     {% if save.pending %}<p>Saving…</p>
///     {% else if let Some(problem) = save.error %}<p>{{ problem }}</p>
///     {% else if let Some(saved) = save.result %}<p>Saved as {{ saved.name }}.</p>
///     {% endif %}"#)]
/// struct Editor {
///     save: Action<Saved>,
/// }
/// ```
///
/// ```
/// use djust_runtime::action::Action;
///
/// let save: Action<u32> = Action::new();
/// assert!(!save.pending && save.error.is_none() && save.result.is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action<T> {
    /// Whether it runs. A page shows this of an `async` action.
    pub pending: bool,
    /// Why its last run failed, as the user may read it.
    pub error: Option<String>,
    /// What its last run gave.
    pub result: Option<T>,
}

impl<T> Action<T> {
    /// An action that has not run.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            pending: false,
            error: None,
            result: None,
        }
    }

    /// Forgets the last run, as when what it told is not true any more.
    pub fn reset(&mut self) {
        *self = Self::new();
    }

    /// A run begins: nothing of the last one is left.
    #[doc(hidden)]
    pub fn begin(&mut self) {
        *self = Self {
            pending: true,
            ..Self::new()
        };
    }

    /// A run has ended with what the method returned.
    ///
    /// # Errors
    ///
    /// Its own, which is shown as well as told.
    #[doc(hidden)]
    pub fn end(&mut self, returned: impl Returned<T>) -> Result<(), EventError> {
        self.reset();
        match returned.returned() {
            Ok(result) => {
                self.result = Some(result);
                Ok(())
            }
            Err(error) => {
                self.error = Some(error.message());
                Err(error)
            }
        }
    }
}

impl<T> Default for Action<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// What the method of an [`Action<T>`] may return: `T`, or a `Result<T, E>` whose error can be displayed.
#[diagnostic::on_unimplemented(
    message = "an action whose field is an `Action<{T}>` can't return `{Self}`",
    note = "return `{T}`, or a `Result<{T}, E>` with any error that can be displayed; or name what it returns in the field's type"
)]
pub trait Returned<T> {
    /// As the state keeps it.
    ///
    /// # Errors
    ///
    /// The method's own.
    fn returned(self) -> Result<T, EventError>;
}

impl<T> Returned<T> for T {
    fn returned(self) -> Result<T, EventError> {
        Ok(self)
    }
}

impl<T, E: Into<EventError>> Returned<T> for Result<T, E> {
    fn returned(self) -> Result<T, EventError> {
        self.map_err(Into::into)
    }
}

/// A view's field that keeps the state of the action whose name has this number. The struct's macro writes it, the
/// impl's needs it: that is how a missing field is told from a wrong one.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no field for the state of this action",
    label = "needs a field of its own name",
    note = "add the field to the struct, its type `Action<T>` with what the action returns: for `#[action] fn save(&mut self) -> Saved` that is `save: Action<Saved>`"
)]
pub trait ActionField<const NAME: u64> {
    /// What the action gives.
    type Result;

    /// The state.
    fn action(&mut self) -> &mut Action<Self::Result>;
}

/// A type that is an [`Action`], by whatever name.
#[doc(hidden)]
pub trait IsAction {
    /// What the action gives.
    type Result;

    /// The action.
    fn action(&mut self) -> &mut Action<Self::Result>;
}

impl<T> IsAction for Action<T> {
    type Result = T;

    fn action(&mut self) -> &mut Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended<T>(mut action: Action<T>, returned: impl Returned<T>) -> (Action<T>, Option<String>) {
        action.begin();
        assert!(action.pending);
        let told = action.end(returned).err().map(|error| error.message());
        (action, told)
    }

    /// AC-01 to AC-03, AC-08.
    #[test]
    fn ac_01_a_run_leaves_its_result_or_its_error_and_nothing_of_the_last_one() {
        let (action, told) = ended(Action::new(), 7);
        assert_eq!((action.result, &action.error, told), (Some(7), &None, None));
        let (failed, told) = ended(action, Err::<i32, _>("Title is required"));
        assert_eq!(failed.error.as_deref(), Some("Title is required"));
        assert_eq!(
            (failed.result, told.as_deref()),
            (None, Some("Title is required"))
        );
        let (action, _) = ended(failed, Ok::<_, EventError>(8));
        assert_eq!(
            action,
            Action {
                result: Some(8),
                ..Action::new()
            }
        );
    }

    #[test]
    fn a_result_of_a_result_is_a_value() {
        let (action, told) = ended(Action::<Result<u8, u8>>::new(), Err::<u8, u8>(5));
        assert_eq!((action.result, told), (Some(Err(5)), None));
    }
}
