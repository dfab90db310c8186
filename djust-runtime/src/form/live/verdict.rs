//! What a form shows of its problems.

/// What is wrong with a field, or with how many rows there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Verdict {
    /// What its own rules say, once it shows errors.
    pub(super) error: Option<String>,
    /// What a rule over several fields says, once it shows errors.
    pub(super) ruled: Option<String>,
    /// Whether it shows errors: the user was in it or sent the form.
    pub(super) touched: bool,
}

impl Verdict {
    /// Shows what its own rules say.
    pub(super) fn show(&mut self, error: Option<String>) {
        self.error = error;
        self.touched = true;
    }

    /// The error that the page shows.
    pub(super) fn shown(&self) -> Option<&str> {
        self.error.as_deref().or(self.ruled.as_deref())
    }
}
