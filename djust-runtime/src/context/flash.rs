//! Messages to the user, which the page shows for a while.
//!
//! They go as pushed events of a reserved name, so they arrive in order, once, behind the patch of their handler, whatever
//! becomes of the connection.

use std::fmt::{self, Display};

use serde_json::json;

use super::Context;

/// The name of the pushed event.
pub(crate) const FLASH: &str = "djust:flash";

/// The usual levels of a message. Any text is one: it ends the class `dj-flash-…`.
///
/// ```
/// use djust_runtime::context::Level;
///
/// assert_eq!(Level::Success.as_ref(), "success");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Something to know.
    Info,
    /// It worked.
    Success,
    /// Something to take care of.
    Warning,
    /// It did not work.
    Error,
}

impl AsRef<str> for Level {
    fn as_ref(&self) -> &str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_ref())
    }
}

impl Context {
    /// Shows a message where the template has `{% dj_flash %}`, until it was read.
    ///
    /// ```ignore
    /// cx.put_flash(Level::Success, "Saved");
    /// cx.put_flash("party", format!("{guests} will come"));
    /// ```
    pub fn put_flash(&mut self, level: impl AsRef<str>, message: impl Display) {
        let put = [level.as_ref(), &message.to_string()];
        self.push_event(FLASH, &json!({ "put": put }));
    }

    /// Takes all messages away.
    pub fn clear_flash(&mut self) {
        self.push_event(FLASH, &json!({ "clear": null }));
    }

    /// Takes the messages of a level away.
    pub fn clear_flash_of(&mut self, level: impl AsRef<str>) {
        self.push_event(FLASH, &json!({ "clear": level.as_ref() }));
    }
}
