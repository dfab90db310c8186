//! What a render writes: the text of all slots in one string, and where each begins.
//!
//! A [`Recorder`] is the writer that Askama renders into; a [`Tape`] is the result, checked against its
//! [`Skeleton`] once, so that whoever reads it may rely on its shape. Comparing tapes and making pages of them is not
//! done here.

use std::fmt;

use crate::skeleton::{Skeleton, Slot, Text};

mod read;
mod record;
mod rendered;
mod url;

pub(crate) use read::{Item, Rows};
pub(crate) use record::with_components;
pub use record::{Mark, Recorder};
pub use rendered::{Rendered, Tapes};

/// Set in a mark's code where a fragment is entered; the rest is the fragment's index.
pub(crate) const ENTER: u32 = 1 << 31;
/// How far a text mark's code shifts its fragment's index; the rest is the slot.
pub(crate) const SLOT_BITS: u32 = 12;

/// A mark of a tape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    /// `ENTER | fragment`, or `fragment << SLOT_BITS | slot`.
    pub(crate) code: u32,
    /// For a text: where it begins in the text. It ends where the next one begins. For a fragment: the index of the
    /// first entry behind it.
    pub(crate) at: u32,
}

/// One render of a view: what changes of its page.
#[derive(Debug, Clone)]
pub struct Tape {
    pub(crate) skeleton: &'static Skeleton,
    pub(crate) text: Box<str>,
    pub(crate) entries: Box<[Entry]>,
}

impl Tape {
    /// The skeleton that the tape was recorded along.
    #[must_use]
    pub fn skeleton(&self) -> &'static Skeleton {
        self.skeleton
    }

    /// How many bytes the tape keeps on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        self.text.len() + size_of_val(&*self.entries)
    }
}

impl PartialEq for Tape {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.text == other.text
    }
}

impl Eq for Tape {}

/// Why a render gave no tape.
#[derive(Debug)]
#[non_exhaustive]
pub enum RenderError {
    /// An expression of the template failed.
    Template(askama::Error),
    /// The render wrote more than a tape can address (4 GiB of text).
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
            RenderError::TooLong => f.write_str("the template wrote more than 4 GiB of text"),
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

/// Follows the skeleton over freshly recorded marks: sets where each fragment ends, and finds URLs to refuse.
struct Check<'a> {
    skeleton: &'static Skeleton,
    text: &'a str,
    entries: &'a mut [Entry],
    next: usize,
    /// Indices of URL texts whose scheme is refused.
    blocked: Vec<usize>,
}

impl Check<'_> {
    fn root(&mut self) -> Result<(), RenderError> {
        self.fragment(0)?;
        if self.next < self.entries.len() {
            return Err(self.mismatch("the end".to_owned()));
        }
        Ok(())
    }

    fn fragment(&mut self, fragment: u16) -> Result<(), RenderError> {
        let Some(table) = self.skeleton.fragments.get(usize::from(fragment)) else {
            return Err(self.mismatch(format!("fragment {fragment}, which has no table,")));
        };
        for (slot, kind) in (0_u32..).zip(table.slots) {
            match kind {
                Slot::Text(text) => self.text(fragment, slot, *text)?,
                Slot::Component(_) => self.component(fragment, slot)?,
                Slot::Branch(arms) => {
                    if let Some(arm) = self.entered()
                        && arms.contains(&arm)
                    {
                        self.enter(arm)?;
                    }
                }
                Slot::List(rows) => {
                    while self.entered() == Some(rows.fragment) {
                        self.enter(rows.fragment)?;
                    }
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn text(&mut self, fragment: u16, slot: u32, text: Text) -> Result<(), RenderError> {
        let code = (u32::from(fragment) << SLOT_BITS) | slot;
        if self.entries.get(self.next).is_none_or(|e| e.code != code) {
            return Err(self.no_text(code));
        }
        if text == Text::Url && url::refused(self.raw_text(self.next)) {
            self.blocked.push(self.next);
        }
        self.next += 1;
        Ok(())
    }

    fn component(&mut self, fragment: u16, slot: u32) -> Result<(), RenderError> {
        let entry = self.next;
        self.text(fragment, slot, Text::Live)?;
        if self.raw_text(entry).parse::<u32>().is_ok_and(|id| id > 0) {
            return Ok(());
        }
        self.next = entry;
        Err(self.mismatch("the id of a component".to_owned()))
    }

    fn enter(&mut self, fragment: u16) -> Result<(), RenderError> {
        let entry = self.next;
        self.next += 1;
        self.fragment(fragment)?;
        // Entries are fewer than 2^32: the recorder stops before.
        self.entries[entry].at = u32::try_from(self.next).map_err(|_| RenderError::TooLong)?;
        Ok(())
    }

    /// The fragment that the next mark enters.
    #[inline]
    fn entered(&self) -> Option<u16> {
        let code = self.entries.get(self.next)?.code;
        (code & ENTER != 0)
            .then(|| u16::try_from(code & !ENTER).ok())
            .flatten()
    }

    /// The text at an entry whose followers are not rewritten yet: every `at` behind it is still an offset.
    fn raw_text(&self, entry: usize) -> &str {
        let from = self.entries.get(entry).map_or(0, |e| e.at as usize);
        let to = self
            .entries
            .get(entry + 1)
            .map_or(self.text.len(), |e| e.at as usize);
        self.text.get(from..to).unwrap_or_default()
    }

    #[cold]
    fn no_text(&self, code: u32) -> RenderError {
        self.mismatch(name(code))
    }

    #[cold]
    fn mismatch(&self, expected: String) -> RenderError {
        RenderError::Mismatch {
            template: self.skeleton.template,
            mark: self.next,
            expected,
            found: self
                .entries
                .get(self.next)
                .map_or_else(|| "missing".to_owned(), |e| name(e.code)),
        }
    }
}

/// A mark's code in words.
fn name(code: u32) -> String {
    if code & ENTER == 0 {
        format!(
            "slot {} of fragment {}",
            code & ((1 << SLOT_BITS) - 1),
            code >> SLOT_BITS
        )
    } else {
        format!("the start of fragment {}", code & !ENTER)
    }
}

/// Makes a tape of recorded marks, whose `at` are all offsets in the text.
fn finish(
    skeleton: &'static Skeleton,
    text: &str,
    marks: &mut Vec<Entry>,
) -> Result<Tape, RenderError> {
    let blocked = check(skeleton, text, marks)?;
    tape_of(skeleton, text, marks, &blocked)
}

/// The same, or `None` if the old tape holds just that.
fn finish_changed(
    skeleton: &'static Skeleton,
    text: &str,
    marks: &mut Vec<Entry>,
    old: &Tape,
) -> Result<Option<Tape>, RenderError> {
    let blocked = check(skeleton, text, marks)?;
    if blocked.is_empty() && *old.entries == **marks && *old.text == *text {
        return Ok(None);
    }
    let tape = tape_of(skeleton, text, marks, &blocked)?;
    Ok((tape != *old).then_some(tape))
}

/// Checks marks against the skeleton and sets where fragments end. Gives the addresses that are refused.
fn check(
    skeleton: &'static Skeleton,
    text: &str,
    marks: &mut Vec<Entry>,
) -> Result<Vec<usize>, RenderError> {
    // Fragment 0 is never inside another, so a mark where it begins says nothing.
    if marks.first().is_some_and(|e| e.code == ENTER) {
        marks.remove(0);
    }
    let mut check = Check {
        skeleton,
        text,
        entries: marks,
        next: 0,
        blocked: Vec::new(),
    };
    check.root()?;
    Ok(check.blocked)
}

fn tape_of(
    skeleton: &'static Skeleton,
    text: &str,
    entries: &[Entry],
    blocked: &[usize],
) -> Result<Tape, RenderError> {
    let tape = Tape {
        skeleton,
        text: text.into(),
        entries: entries.into(),
    };
    if blocked.is_empty() {
        Ok(tape)
    } else {
        without_urls(tape, blocked)
    }
}

/// Puts a harmless address in the place of each refused one.
fn without_urls(tape: Tape, blocked: &[usize]) -> Result<Tape, RenderError> {
    let mut text = String::with_capacity(tape.text.len());
    let mut entries = tape.entries.clone();
    let mut blocked = blocked.iter().copied().peekable();
    for (index, entry) in entries.iter_mut().enumerate() {
        if entry.code & ENTER == 0 {
            entry.at = u32::try_from(text.len()).map_err(|_| RenderError::TooLong)?;
            if blocked.next_if_eq(&index).is_some() {
                text.push_str(url::BLOCKED);
            } else {
                text.push_str(tape.text_at(index));
            }
        }
    }
    Ok(Tape {
        skeleton: tape.skeleton,
        text: text.into_boxed_str(),
        entries,
    })
}
