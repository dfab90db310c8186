//! What commands are about and how they go: elements, transitions, values that are toggled.

use super::text;

/// Which elements commands are about. A text is a selector for the whole page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At(String);

impl At {
    /// The element that has the attribute; of commands that the server sends, the page's root.
    #[must_use]
    pub fn this() -> Self {
        Self("null".to_owned())
    }

    /// The nearest element around that one, or itself, that fits a selector.
    #[must_use]
    pub fn closest(selector: &str) -> Self {
        Self(format!("[\"closest\",{}]", text(selector)))
    }

    /// The elements within that one that fit a selector.
    #[must_use]
    pub fn inner(selector: &str) -> Self {
        Self(format!("[\"inner\",{}]", text(selector)))
    }

    pub(super) fn json(self) -> String {
        self.0
    }
}

impl From<&str> for At {
    fn from(selector: &str) -> Self {
        Self(text(selector))
    }
}

impl From<String> for At {
    fn from(selector: String) -> Self {
        Self(text(&selector))
    }
}

impl From<&String> for At {
    fn from(selector: &String) -> Self {
        Self(text(selector))
    }
}

/// How something comes or goes: see [`Commands::transition`](super::Commands::transition).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition(String);

impl Transition {
    pub(super) fn json(self) -> String {
        self.0
    }
}

/// A preset, or the beginning of classes.
impl From<&str> for Transition {
    fn from(name: &str) -> Self {
        Self(text(name))
    }
}

/// Classes from which, and to which.
impl From<(&str, &str)> for Transition {
    fn from((from, to): (&str, &str)) -> Self {
        Self(format!("[{},{}]", text(from), text(to)))
    }
}

/// Classes at the start, for as long as it goes, and at the end.
impl From<(&str, &str, &str)> for Transition {
    fn from((start, active, end): (&str, &str, &str)) -> Self {
        Self(format!("[{},{},{}]", text(start), text(active), text(end)))
    }
}

/// What an attribute is toggled between: a value and nothing, or two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change(String);

impl Change {
    pub(super) fn json(self) -> String {
        self.0
    }
}

impl From<&str> for Change {
    fn from(value: &str) -> Self {
        Self(format!("[{}]", text(value)))
    }
}

impl From<(&str, &str)> for Change {
    fn from((one, other): (&str, &str)) -> Self {
        Self(format!("[{},{}]", text(one), text(other)))
    }
}

// Askama hands on references.
macro_rules! by_reference {
    ($($part:ty: $($from:ty),+;)*) => { $($(
        impl From<&$from> for $part {
            fn from(from: &$from) -> Self {
                Self::from(from.clone())
            }
        }
    )+)* };
}

by_reference! {
    At: At;
    Transition: Transition, (&str, &str), (&str, &str, &str);
    Change: Change, (&str, &str);
}
