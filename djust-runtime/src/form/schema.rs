//! What a form is made of: fields, groups of fields, and rows of them.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::{BadPattern, Problem, Rules};

/// How many rows there may be where nothing else is said: what a client sends is bounded.
pub(super) const ROWS: RangeInclusive<usize> = 0..=100;

/// How a problem is said: the field's name, and what is wrong.
type Messages = fn(&str, &Problem) -> String;

/// The fields of a form with their rules.
///
/// ```
/// use djust_runtime::form::{LiveForm, Rules, Schema};
///
/// let line = Schema::new()
///     .field("item", Rules::new().required())
///     .field("qty", Rules::new().required().min(1));
/// let mut order = LiveForm::new(Schema::new().rows("lines", line, 1..=20))?;
/// assert!(!order.validate_all());
/// assert_eq!(order.error("lines"), Some("Must have at least 1 entry."));
///
/// order.add_row("lines");
/// order.validate_field("lines[0][qty]", "none");
/// assert_eq!(order.error("lines[0][qty]"), Some("Must be a number."));
/// assert_eq!(order.error("lines"), None);
/// # Ok::<(), djust_runtime::form::BadPattern>(())
/// ```
#[derive(Debug, Clone)]
pub struct Schema {
    pub(super) parts: Vec<(String, Kind)>,
    pub(super) messages: Messages,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Text(Rules),
    Group(Of),
    Rows(Of, RangeInclusive<usize>),
}

/// The fields of a group, or of each row.
#[derive(Debug, Clone)]
pub(super) enum Of {
    Made(Arc<Schema>),
    /// That of a struct, which may have rows of itself: it is asked for when there is such a row.
    Type(fn() -> Arc<Schema>),
}

impl Of {
    pub(super) fn schema(&self) -> Arc<Schema> {
        match self {
            Of::Made(schema) => Arc::clone(schema),
            Of::Type(schema) => schema(),
        }
    }

    fn bad(&self) -> Option<&BadPattern> {
        match self {
            Of::Made(schema) => schema.bad(),
            // The macro has read its patterns.
            Of::Type(_) => None,
        }
    }
}

impl Default for Schema {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            messages: |_, problem| problem.to_string(),
        }
    }
}

impl Schema {
    /// No fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field; one of this name is replaced.
    #[must_use]
    pub fn field(self, name: impl Into<String>, rules: Rules) -> Self {
        self.with(name.into(), Kind::Text(rules))
    }

    /// Adds a group of fields. In a group `address`, the field `city` has the name `address[city]`.
    #[must_use]
    pub fn group(self, name: impl Into<String>, fields: Schema) -> Self {
        self.with(name.into(), Kind::Group(Of::Made(Arc::new(fields))))
    }

    /// Adds rows of fields, as many as `rows` allows. In rows `lines`, the field `qty` of the row whose key is 3 has the name
    /// `lines[3][qty]`.
    #[must_use]
    pub fn rows(
        self,
        name: impl Into<String>,
        fields: Schema,
        rows: RangeInclusive<usize>,
    ) -> Self {
        self.with(name.into(), Kind::Rows(Of::Made(Arc::new(fields)), rows))
    }

    /// Says problems in other words, or in another language: the function gets the field's name and what is wrong.
    #[must_use]
    pub fn messages(mut self, messages: Messages) -> Self {
        self.messages = messages;
        self
    }

    pub(super) fn with(mut self, name: String, kind: Kind) -> Self {
        self.parts.retain(|(known, _)| *known != name);
        self.parts.push((name, kind));
        self
    }

    /// The first pattern that can't be read.
    pub(super) fn bad(&self) -> Option<&BadPattern> {
        self.parts.iter().find_map(|(_, kind)| match kind {
            Kind::Text(rules) => rules.bad.as_ref(),
            Kind::Group(of) | Kind::Rows(of, _) => of.bad(),
        })
    }
}
