//! What a render writes: the text of all slots in one string, and where each begins.
//!
//! A [`Recorder`] is the writer that Askama renders into; a [`Tape`] is the result, checked against its
//! [`Skeleton`] once, so that whoever reads it may rely on its shape. Comparing tapes and making pages of them is not
//! done here.

use std::collections::BTreeMap;
use std::fmt;

use crate::engine::skeleton::Skeleton;

use check::check;
use entry::MOST_TEXT;

mod check;
mod contain;
mod entry;
mod mark;
mod narrow;
mod read;
mod record;
mod rendered;
mod shift;
mod split;
mod url;

pub(crate) use entry::Entry;
pub use mark::Mark;
pub(crate) use read::{Item, Rows};
pub use record::Recorder;
pub(crate) use record::{Loan, with_loan};
pub use rendered::{Rendered, Tapes};
pub(crate) use shift::Shift;

/// Set in a mark's code where a fragment is entered; the rest is the fragment's index.
pub(crate) const ENTER: u32 = 1 << 31;
/// The marks around content that is handed to a component: no fragment has these numbers.
pub(crate) const CONTENT: [u32; 2] = [ENTER | 0xFFFE, ENTER | 0xFFFF];
/// How far a text mark's code shifts its fragment's index; the rest is the slot.
const SLOT_BITS: u32 = 12;
/// Set in the code of a mark that enters a fragment where its first slot's text begins at once.
const FIRST: u32 = 1 << 30;

/// One render of a view: what changes of its page.
#[derive(Debug, Clone)]
pub struct Tape {
    pub(crate) skeleton: &'static Skeleton,
    pub(crate) text: Box<str>,
    pub(crate) entries: Box<[Entry]>,
}

impl Tape {
    /// A tape on which nothing is.
    pub(crate) fn empty(skeleton: &'static Skeleton) -> Self {
        Self {
            skeleton,
            text: Box::default(),
            entries: Box::default(),
        }
    }

    /// The skeleton that the tape was recorded along.
    #[must_use]
    pub fn skeleton(&self) -> &'static Skeleton {
        self.skeleton
    }

    /// Whether its entries are these.
    fn holds(&self, entries: &[Entry]) -> bool {
        let length = self.entries.len();
        length == entries.len() && Shift::default().head(&self.entries, entries) == length
    }

    /// How many bytes the tape keeps on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.text.len() + size_of_val(&*self.entries)
    }
}

impl PartialEq for Tape {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.holds(&other.entries)
    }
}

impl Eq for Tape {}

/// Why a render gave no tape.
#[derive(Debug)]
#[non_exhaustive]
pub enum RenderError {
    /// An expression of the template failed.
    Template(askama::Error),
    /// The render wrote more than a tape can address (2 GiB of text, a thousand million marks).
    TooLong,
    /// The marks don't follow the skeleton: source and tables were not compiled together.
    Mismatch {
        /// The template's name.
        template: &'static str,
        /// Which mark, from 0.
        mark: usize,
        /// What the skeleton expects there.
        expected: String,
        /// What the render wrote.
        found: String,
    },
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Template(error) => {
                write!(f, "the template could not be rendered: {error}")
            }
            RenderError::TooLong => {
                f.write_str("the template wrote more than 2 GiB of text, or too many marks")
            }
            RenderError::Mismatch {
                template,
                mark,
                expected,
                found,
            } => write!(
                f,
                "{template}: mark {mark} of the render is {found}, the skeleton expects {expected}; \
                 rebuild the crate that holds the template"
            ),
        }
    }
}

impl std::error::Error for RenderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RenderError::Template(error) => Some(error),
            RenderError::TooLong | RenderError::Mismatch { .. } => None,
        }
    }
}

/// What addresses a text that begins here, unless that is too far behind.
fn offset(at: usize) -> Option<u32> {
    (at <= MOST_TEXT).then_some(at as u32)
}

/// A tape of what was recorded, and whether it holds other texts than were: an address that is refused, or markup that
/// reaches out of its element, is replaced.
fn tape_of(
    skeleton: &'static Skeleton,
    text: &str,
    entries: &[Entry],
    blocked: &[usize],
) -> Result<(Tape, bool), RenderError> {
    let tape = Tape {
        skeleton,
        text: text.into(),
        entries: entries.into(),
    };
    let mut others = contain::texts(&tape);
    others.extend(
        blocked
            .iter()
            .map(|entry| (*entry, url::BLOCKED.to_owned())),
    );
    if others.is_empty() {
        Ok((tape, false))
    } else {
        Ok((with_texts(&tape, &others)?, true))
    }
}

/// Puts these texts in the place of those at their entries.
fn with_texts(tape: &Tape, others: &BTreeMap<usize, String>) -> Result<Tape, RenderError> {
    let mut text = String::with_capacity(tape.text.len());
    let mut entries = tape.entries.clone();
    for (index, entry) in entries.iter_mut().enumerate() {
        if entry.at().is_some() {
            *entry = Entry::text(offset(text.len()).ok_or(RenderError::TooLong)?);
            match others.get(&index) {
                Some(other) => text.push_str(other),
                None => text.push_str(tape.text_at(index)),
            }
        }
    }
    Ok(Tape {
        skeleton: tape.skeleton,
        text: text.into_boxed_str(),
        entries,
    })
}
