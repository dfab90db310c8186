//! A whole page as tapes: the view's, and those of the components in it.

use std::collections::BTreeMap;
use std::fmt;

use super::Tape;

/// Where the tapes of components are found by their ids.
pub trait Tapes {
    /// The tape of a component; `None` if there is none of this id.
    fn tape(&self, id: u32) -> Option<&Tape>;
}

/// No components.
impl Tapes for () {
    fn tape(&self, _: u32) -> Option<&Tape> {
        None
    }
}

impl Tapes for BTreeMap<u32, Tape> {
    fn tape(&self, id: u32) -> Option<&Tape> {
        self.get(&id)
    }
}

/// A tape, and the tapes of the components that stand in it. A tape alone is one without components.
#[derive(Clone, Copy)]
pub struct Rendered<'a> {
    /// The tape of the view, or of one component.
    pub tape: &'a Tape,
    /// Those of the components in it, and in these.
    pub components: &'a dyn Tapes,
}

impl<'a> Rendered<'a> {
    /// The component of this id.
    #[must_use]
    pub fn component(&self, id: u32) -> Option<Self> {
        self.components.tape(id).map(|tape| Self { tape, ..*self })
    }
}

impl<'a> From<&'a Tape> for Rendered<'a> {
    fn from(tape: &'a Tape) -> Self {
        Self {
            tape,
            components: &(),
        }
    }
}

impl fmt::Debug for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tape.fmt(f)
    }
}
