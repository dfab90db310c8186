//! Content that a parent hands to a component: the marks around it, and where the component shows it.

use std::fmt::{self, Display};

use askama::{FastWritable, Values};

use super::store::{Components, Tag};
use crate::engine::tape::{self, CONTENT, ENTER, Mark};

/// Where content begins and ends in the parent's template. Shows nothing.
#[derive(Debug)]
pub struct Handing {
    /// Whether it ends.
    pub ends: bool,
}

impl FastWritable for Handing {
    fn write_into(&self, to: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        tape::with_loan(values, |loan| Components::hand(loan, self.ends));
        Mark(CONTENT[usize::from(self.ends)]).write_into(to, values)
    }
}

impl Display for Handing {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// Where a component shows what was handed to it: a branch, whose arm holds the content if there is one.
pub struct Outlet<'a, const N: usize> {
    name: &'static str,
    /// The fragment of the arm.
    arm: u16,
    keys: [&'a dyn Display; N],
}

impl<'a, const N: usize> Outlet<'a, N> {
    /// The outlet of this name. `keys` are those of the rows around it, as a component's.
    pub fn new(name: &'static str, arm: u16, keys: [&'a dyn Display; N]) -> Self {
        Self { name, arm, keys }
    }
}

impl<const N: usize> FastWritable for Outlet<'_, N> {
    fn write_into(&self, to: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        let slot = u32::from(self.arm) << 12;
        let tag = Tag {
            slot,
            keys: &self.keys,
            contents: &[],
        };
        let shown = tape::with_loan(values, |loan| Components::show(loan, &tag, self.name));
        if let Some(Some(id)) = shown {
            Mark(ENTER | u32::from(self.arm)).write_into(to, values)?;
            Mark(slot).write_into(to, values)?;
            write!(to, "{id}")?;
        }
        Ok(())
    }
}

/// Nothing but through [`FastWritable`].
impl<const N: usize> Display for Outlet<'_, N> {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl<const N: usize> fmt::Debug for Outlet<'_, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outlet")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
