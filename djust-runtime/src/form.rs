//! Forms: what a user typed, as text, beside what it is worth, and why not.
//!
//! A [`LiveForm`] keeps the text of each field and its error. It shows an error only once the user was in the field, or has sent the
//! form. `#[derive(Form)]` on a struct gives its rules; [`Form`] is a form of such a struct, and gives one when all rules hold.
//! [`Schema`] makes rules while the program runs. Fields stand in groups, `address[city]`, and in [rows](Row), `lines[3][qty]`.
//!
//! ```
//! use djust_runtime::form::{LiveForm, Rules, Schema};
//!
//! let schema = Schema::new()
//!     .field("name", Rules::new().required().min_length(2))
//!     .field("email", Rules::new().required().email())
//!     .field("age", Rules::new().min(0).max(150));
//! let mut form = LiveForm::new(schema)?;
//! form.validate_field("email", "bad");
//! assert_eq!(form.error("email"), Some("Enter a valid email address"));
//! form.set_values([("name", "Jo"), ("email", "jo@x.com"), ("age", "25")]);
//! assert!(form.validate_all());
//! # Ok::<(), djust_runtime::form::BadPattern>(())
//! ```

mod ask;
mod live;
mod nested;
mod problem;
mod rules;
mod schema;
mod typed;
mod values;

pub use ask::{Answer, Question};
pub use live::{LiveForm, Row};
pub use nested::BadNames;
pub use problem::Problem;
pub use rules::{BadPattern, Rules};
pub use schema::Schema;
pub use typed::{Form, FormData, Nested};
pub use values::{FieldValue, FormValues};

#[cfg(test)]
mod tests;
