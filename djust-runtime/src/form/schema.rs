//! What a form is made of: fields, groups of fields, and rows of them.

use std::fmt::{self, Display};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::{BadPattern, LiveForm, Problem, Rules};

/// How many rows there may be where nothing else is said: what a client sends is bounded.
pub(super) const ROWS: RangeInclusive<usize> = 0..=100;

/// How a problem is said: the field's name, and what is wrong.
type Messages = fn(&str, &Problem) -> String;

/// The field that shows what is wrong with a form, and what that is.
type Broken = (String, String);

type Check = dyn Fn(&LiveForm) -> Result<(), Broken> + Send + Sync;

/// A rule of the whole form.
#[derive(Clone)]
pub(super) struct Rule(Arc<Check>);

impl Rule {
    pub(super) fn check(&self, form: &LiveForm) -> Result<(), Broken> {
        (self.0)(form)
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rule")
    }
}

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
    pub(super) rules: Vec<Rule>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Text(Rules),
    Group(Of),
    Rows(Of, RangeInclusive<usize>),
}

impl Kind {
    /// Whether it is a field of several values.
    pub(super) fn is_list(&self) -> bool {
        matches!(self, Kind::Text(rules) if rules.is_list)
    }
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
            rules: Vec::new(),
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

    /// Adds a rule over several fields: it says which one is wrong, and why. Its error shows as the field's own does, once the user was in
    /// that field or sent the form, and follows what is typed into the others. The field's own rules come first.
    ///
    /// The rule of a group or of rows is asked for each, and names fields as they are named there.
    ///
    /// ```
    /// use djust_runtime::form::{LiveForm, Rules, Schema};
    ///
    /// fn passwords_match(form: &LiveForm) -> Result<(), (&'static str, &'static str)> {
    ///     match form.value("password") == form.value("again") {
    ///         true => Ok(()),
    ///         false => Err(("again", "These are not the same.")),
    ///     }
    /// }
    ///
    /// let schema = Schema::new()
    ///     .field("password", Rules::new().required())
    ///     .field("again", Rules::new().required())
    ///     .rule(passwords_match);
    /// let mut form = LiveForm::new(schema)?;
    /// assert!(form.validate_field("password", "open sesame"));
    /// assert!(!form.validate_field("again", "open"));
    /// assert_eq!(form.error("again"), Some("These are not the same."));
    /// assert!(form.validate_field("password", "open"));
    /// assert_eq!(form.error("again"), None);
    /// # Ok::<(), djust_runtime::form::BadPattern>(())
    /// ```
    #[must_use]
    pub fn rule<F: Into<String>, E: Display>(
        mut self,
        rule: impl Fn(&LiveForm) -> Result<(), (F, E)> + Send + Sync + 'static,
    ) -> Self {
        let rule = move |form: &LiveForm| {
            rule(form).map_err(|(field, error)| (field.into(), error.to_string()))
        };
        self.rules.push(Rule(Arc::new(rule)));
        self
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
