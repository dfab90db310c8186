//! The rules of a form's fields. Email addresses and URLs are judged by the crate `validator`; the order of the rules, what is blank and
//! what is said are ours.

use std::fmt::{self, Display};
use std::sync::Arc;

use regex::Regex;
use validator::{ValidateEmail, ValidateUrl};

use super::Problem;
use super::ask::Ask;
use super::values::values_of;
use crate::handler::Kind;
use crate::param::{FromParam, Value, is_decimal, is_integer, truth};

/// A rule of the application's.
type Custom = Arc<dyn Fn(&str) -> Result<(), String> + Send + Sync>;

/// What a type says of a text.
type Check = fn(&str) -> Result<(), Problem>;

/// What must hold of a field's text. Rules are asked in the order in which they were added, those of [`Rules::custom`] last, and the first
/// that does not hold is the one that is told.
///
/// Text that is blank, that is empty or white space alone, fails [`Rules::required`] and no other rule.
///
/// ```
/// use djust_runtime::form::{Problem, Rules};
///
/// let code = Rules::new().required().pattern("[A-Z]{2}-[0-9]+");
/// assert_eq!(code.check("  "), Err(Problem::Required));
/// assert_eq!(code.check("AB-1 and more"), Err(Problem::Pattern));
/// assert_eq!(code.check("AB-1"), Ok(()));
/// ```
#[derive(Clone, Default)]
pub struct Rules {
    pub(super) required: bool,
    /// A box that has to be ticked, where it is required.
    pub(super) is_box: bool,
    /// A field of several values, of which each is asked.
    pub(super) is_list: bool,
    of_type: Option<Check>,
    rules: Vec<Rule>,
    /// The application's rule that takes time.
    pub(super) ask: Option<Ask>,
    /// A pattern that can't be read.
    pub(super) bad: Option<BadPattern>,
}

#[derive(Clone)]
enum Rule {
    MinLength(usize),
    MaxLength(usize),
    Pattern(Regex),
    Email,
    Url,
    Min(f64),
    Max(f64),
    Choices(Vec<String>),
    Custom(Custom),
    /// Stands for a pattern that can't be read.
    Never,
}

/// A pattern that is no regular expression, or too large a one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadPattern {
    pattern: String,
    reason: String,
}

impl Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the pattern `{}`: {}", self.pattern, self.reason)
    }
}

impl std::error::Error for BadPattern {}

impl Rules {
    /// No rules.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The rules of a type: its values are those of [`crate::param`]. A type without a value for empty text is required; `Option`, `String`
    /// and `bool` are not. The rules of a `Vec` are asked of each of its values, and where it is required there must be one.
    #[must_use]
    pub fn of<T: FromParam>() -> Self {
        let is_box = T::KIND == Kind::Bool;
        Self {
            required: T::REQUIRED && !T::EMPTY_IS_VALUE && !is_box,
            is_box,
            is_list: T::KIND == Kind::List,
            of_type: Some(of_type::<T>),
            ..Self::default()
        }
    }

    /// The text must not be blank. A box must be ticked.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The text has at least so many characters.
    #[must_use]
    pub fn min_length(self, least: usize) -> Self {
        self.with(Rule::MinLength(least))
    }

    /// The text has at most so many characters.
    #[must_use]
    pub fn max_length(self, most: usize) -> Self {
        self.with(Rule::MaxLength(most))
    }

    /// The whole text fits this regular expression, in the syntax of the crate `regex`. It takes time in proportion to the text, whatever
    /// the pattern. One that can't be read is told by [`LiveForm::new`](super::LiveForm::new).
    #[must_use]
    pub fn pattern(mut self, pattern: &str) -> Self {
        // By itself first: what closes our group is no pattern.
        let whole = format!(r"\A(?:{pattern})\z");
        match Regex::new(pattern).and_then(|_| Regex::new(&whole)) {
            Ok(regex) => self.with(Rule::Pattern(regex)),
            Err(error) => {
                self.bad.get_or_insert(BadPattern {
                    pattern: pattern.to_owned(),
                    reason: error.to_string(),
                });
                self.with(Rule::Never)
            }
        }
    }

    /// The text is an email address, as HTML has it. White space around it is no part of what the form gives.
    #[must_use]
    pub fn email(self) -> Self {
        self.with(Rule::Email)
    }

    /// The text is an absolute URL with `http`, `https` or `ftp`. White space around it is no part of what the form gives.
    #[must_use]
    pub fn url(self) -> Self {
        self.with(Rule::Url)
    }

    /// The text is a number, at least this one.
    #[must_use]
    pub fn min(self, least: impl Into<f64>) -> Self {
        self.with(Rule::Min(least.into()))
    }

    /// The text is a number, at most this one.
    #[must_use]
    pub fn max(self, most: impl Into<f64>) -> Self {
        self.with(Rule::Max(most.into()))
    }

    /// The text is one of these.
    #[must_use]
    pub fn choices<T: Into<String>>(self, choices: impl IntoIterator<Item = T>) -> Self {
        self.with(Rule::Choices(choices.into_iter().map(Into::into).collect()))
    }

    /// The application's own rule: it says what is wrong with the text.
    #[must_use]
    pub fn custom<E: Display>(
        self,
        rule: impl Fn(&str) -> Result<(), E> + Send + Sync + 'static,
    ) -> Self {
        let rule = move |text: &str| rule(text).map_err(|error| error.to_string());
        self.with(Rule::Custom(Arc::new(rule)))
    }

    /// The application's own rule that takes time, such as whether a name is taken. It is asked when the others hold:
    /// [`LiveForm::take_all_async`](super::LiveForm::take_all_async) and its kin wait for the answer, and
    /// [`LiveForm::question`](super::LiveForm::question) asks while the user goes on.
    ///
    /// A form is not sent before it was asked: until then, [`Problem::Unchecked`] stands beside the field.
    #[must_use]
    pub fn ask<E: Display, W: Future<Output = Result<(), E>> + Send + 'static>(
        mut self,
        rule: impl Fn(String) -> W + Send + Sync + 'static,
    ) -> Self {
        self.ask = Some(Ask::new(rule));
        self
    }

    /// What a text is to the rules and to the struct: addresses have no white space around them.
    pub(super) fn worth<'a>(&self, text: &'a str) -> &'a str {
        let is_address = |rule: &Rule| matches!(rule, Rule::Email | Rule::Url);
        match self.rules.iter().any(is_address) {
            true => text.trim(),
            false => text,
        }
    }

    fn with(mut self, rule: Rule) -> Self {
        self.rules.push(rule);
        self
    }

    /// What is wrong with a text.
    ///
    /// # Errors
    ///
    /// The first rule that does not hold.
    pub fn check(&self, text: &str) -> Result<(), Problem> {
        let text = self.worth(text);
        let missing = match self.is_box {
            true => truth(text.trim().as_bytes()) != Some(true),
            false => text.trim().is_empty(),
        };
        if self.required && missing {
            return Err(Problem::Required);
        }
        if text.trim().is_empty() {
            return Ok(());
        }
        if let Some(of_type) = self.of_type {
            of_type(text)?;
        }
        let (custom, known): (Vec<_>, Vec<_>) = self
            .rules
            .iter()
            .partition(|rule| matches!(rule, Rule::Custom(_)));
        let mut rules = known.into_iter().chain(custom);
        match self.is_list {
            true => {
                rules.try_for_each(|rule| values_of(text).try_for_each(|text| rule.check(text)))
            }
            false => rules.try_for_each(|rule| rule.check(text)),
        }
    }
}

impl Rule {
    fn check(&self, text: &str) -> Result<(), Problem> {
        let holds = |holds: bool, problem: fn() -> Problem| holds.then_some(()).ok_or_else(problem);
        match self {
            Rule::MinLength(least) if text.chars().take(*least).count() < *least => {
                Err(Problem::MinLength(*least))
            }
            Rule::MaxLength(most) if text.chars().nth(*most).is_some() => {
                Err(Problem::MaxLength(*most))
            }
            Rule::MinLength(_) | Rule::MaxLength(_) => Ok(()),
            Rule::Pattern(regex) => holds(regex.is_match(text), || Problem::Pattern),
            Rule::Never => Err(Problem::Pattern),
            Rule::Email => holds(text.validate_email(), || Problem::Email),
            Rule::Url => holds(is_url(text), || Problem::Url),
            Rule::Min(least) if number(text)? < *least => Err(Problem::Min(*least)),
            Rule::Max(most) if number(text)? > *most => Err(Problem::Max(*most)),
            Rule::Min(_) | Rule::Max(_) => Ok(()),
            Rule::Choices(choices) if choices.iter().any(|choice| choice == text) => Ok(()),
            Rule::Choices(choices) => Err(Problem::Choices(choices.clone())),
            Rule::Custom(rule) => rule(text).map_err(Problem::Custom),
        }
    }
}

fn number(text: &str) -> Result<f64, Problem> {
    f64::from_param(Value::Text(text.into())).map_err(|_| Problem::Number)
}

fn is_url(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme);
    let known = |scheme: &str| {
        ["http", "https", "ftp"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
    };
    scheme.is_some_and(known) && text.validate_url()
}

/// Whether a type takes the text, and if not, why.
fn of_type<T: FromParam>(text: &str) -> Result<(), Problem> {
    let taken = T::from_param(Value::Text(text.into()));
    taken.map(|_| ()).map_err(|_| {
        let text = text.trim_ascii().as_bytes();
        match T::KIND {
            Kind::Int if is_integer(text) => Problem::Range,
            Kind::Int if is_decimal(text) => Problem::WholeNumber,
            Kind::Float if is_decimal(text) => Problem::Range,
            Kind::Int | Kind::Float => Problem::Number,
            _ => Problem::Type,
        }
    })
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules")
            .field("required", &self.required)
            .field("rules", &self.rules.len())
            .finish_non_exhaustive()
    }
}
