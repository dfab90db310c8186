//! The writer that Askama renders into: it keeps the text, and notes where the marks among it stand.
//!
//! A template's calls of components reach what was lent to the render past the writer, through a private key of
//! [`askama::Values`]. What that is, the engine does not know.

use std::any::Any;
use std::cell::RefCell;
use std::fmt::{self, Write as _};

use askama::{Template, Values};

use super::mark::{self, Mark, Place, Recorded};
use super::{Entry, RenderError, Tape, check, offset, tape_of};
use crate::engine::skeleton::Skeleton;

/// The private key. No identifier, so no template can ask for it.
static KEY: &str = "\u{0}djust";

/// What is lent to a template's calls of components: whatever keeps them, or nothing while there are none.
pub(crate) type Loan = Option<Box<dyn Any + Send>>;

/// What a recorder shares with a template's calls: the loan, while a session renders.
#[derive(Default)]
struct Lent(RefCell<Option<Loan>>);

/// Hands what was lent to a template's call; `None` if nobody lent to this render.
pub(crate) fn with_loan<R>(values: &dyn Values, with: impl FnOnce(&mut Loan) -> R) -> Option<R> {
    let lent = values.get_value(KEY)?.downcast_ref::<Lent>()?;
    let mut loan = lent.0.try_borrow_mut().ok()?;
    loan.as_mut().map(with)
}

impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lent").finish_non_exhaustive()
    }
}

/// The user's values, and what is lent behind the private key.
struct Shared<'a> {
    lent: &'a Lent,
    values: &'a dyn Values,
}

impl Values for Shared<'_> {
    #[inline]
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        if key == KEY {
            Some(self.lent)
        } else {
            self.values.get_value(key)
        }
    }
}

/// Records renders. Its buffers are scratch space: keep one a worker and use it for every view.
#[derive(Debug, Default)]
pub struct Recorder {
    pub(super) written: Written,
    /// The entries of the tape that is being made.
    pub(super) entries: Vec<Entry>,
    lent: Lent,
}

impl Recorder {
    /// An empty recorder.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Renders a template whose source holds marks; what was recorded before is gone.
    ///
    /// # Errors
    ///
    /// An expression failed, or the text is too long. The recorder may be used again at once.
    pub fn render<T: Template>(&mut self, template: &T) -> Result<(), RenderError> {
        self.render_with_values(template, askama::NO_VALUES)
    }

    /// The same, with values that the template's expressions may ask for.
    ///
    /// # Errors
    ///
    /// As [`Recorder::render`].
    pub fn render_with_values<T: Template>(
        &mut self,
        template: &T,
        values: &dyn Values,
    ) -> Result<(), RenderError> {
        self.clear();
        let lent = &self.lent;
        let result = template.render_into_with_values(&mut self.written, &Shared { lent, values });
        if offset(self.written.text.len()).is_none() {
            self.clear();
            return Err(RenderError::TooLong);
        }
        result.map_err(|error| {
            self.clear();
            RenderError::Template(error)
        })
    }

    /// The tape of what was recorded, of exact size. The recorder is empty afterwards.
    ///
    /// # Errors
    ///
    /// The marks don't follow the skeleton.
    pub fn finish(&mut self, skeleton: &'static Skeleton) -> Result<Tape, RenderError> {
        let Written { text, marks, .. } = &self.written;
        let tape = check(skeleton, text, marks, &mut self.entries)
            .and_then(|blocked| tape_of(skeleton, text, &self.entries, &blocked));
        self.clear();
        tape.map(|(tape, _)| tape)
    }

    /// The same, or `None` if the tape would be equal to the old one.
    pub(crate) fn finish_changed(
        &mut self,
        skeleton: &'static Skeleton,
        old: &Tape,
    ) -> Result<Option<Tape>, RenderError> {
        let Written { text, marks, .. } = &self.written;
        let tape = check(skeleton, text, marks, &mut self.entries).and_then(|blocked| {
            if blocked.is_empty() && **text == *old.text && old.holds(&self.entries) {
                return Ok(None);
            }
            let (tape, other) = tape_of(skeleton, text, &self.entries, &blocked)?;
            Ok((!other || tape != *old).then_some(tape))
        });
        self.clear();
        tape
    }

    /// Forgets what was recorded and keeps the buffers, unless one large page has made them large.
    fn clear(&mut self) {
        const KEEP: usize = 4 << 20;
        if self.written.text.capacity() > KEEP {
            self.written = Written::default();
            self.entries = Vec::new();
        }
        self.written.clear();
    }

    /// Lends to the template's calls.
    pub(crate) fn lend(&mut self, loan: Loan) {
        *self.lent.0.get_mut() = Some(loan);
    }

    /// Takes back what was lent.
    pub(crate) fn take_back(&mut self) -> Loan {
        self.lent.0.take().flatten()
    }

    /// Writes a mark, as a template does. For tests and benches, which have no template.
    #[doc(hidden)]
    pub fn mark(&mut self, code: u32) -> &mut Self {
        self.text(Mark(code).text())
    }

    /// Writes text, as a template does.
    #[doc(hidden)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        // Only an overlong text fails, and `finish` is not reached with one.
        let _ = self.written.write_str(text);
        self
    }
}

/// What was written: text, whose line ends are line feeds and which holds no NUL, as an HTML parser would have it, and
/// marks.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) marks: Vec<Recorded>,
    /// Whether the last character written was a carriage return.
    carriage: bool,
}

impl fmt::Write for Written {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        match mark::place(text) {
            Some(place) => Place::at(place, text).map_or(Ok(()), |mark| self.mark(mark)),
            None => self.text(text),
        }
    }
}

impl Written {
    #[inline]
    fn mark(&mut self, place: Place) -> fmt::Result {
        self.carriage = false;
        // Text that is longer than that was an error already.
        let at = self.text.len() as u32;
        if self.marks.len() == self.marks.capacity() {
            return self.mark_and_grow(Recorded { place, at });
        }
        self.marks.push(Recorded { place, at });
        Ok(())
    }

    /// Apart, as what calls nothing has no registers to save.
    #[cold]
    #[inline(never)]
    fn mark_and_grow(&mut self, mark: Recorded) -> fmt::Result {
        self.marks.push(mark);
        Ok(())
    }

    #[inline(never)]
    fn text(&mut self, text: &str) -> fmt::Result {
        if self.carriage || is_odd(text.as_bytes()) {
            self.odd_text(text);
        } else {
            self.text.push_str(text);
        }
        offset(self.text.len()).map_or(Err(fmt::Error), |_| Ok(()))
    }

    #[cold]
    fn odd_text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '\0' => continue,
                '\r' => self.text.push('\n'),
                '\n' if self.carriage => {}
                _ => self.text.push(letter),
            }
            self.carriage = letter == '\r';
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
        self.carriage = false;
    }
}

/// Whether there is a NUL or a carriage return. Some bytes at once: most texts have no control character at all.
#[inline]
fn is_odd(text: &[u8]) -> bool {
    has_controls(text) && text.iter().any(|byte| matches!(byte, 0 | b'\r'))
}

/// Whether there is a byte below the space. The bytes at the end may be looked at twice.
#[inline]
fn has_controls(text: &[u8]) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    let any = |eight: u64| eight.wrapping_sub(ONES * 0x20) & !eight & (ONES << 7) != 0;
    if let Some(last) = text.last_chunk() {
        let (eights, _) = text.as_chunks();
        let eight = |eight: &[u8; 8]| any(u64::from_ne_bytes(*eight));
        eights.iter().any(eight) || eight(last)
    } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let (first, last) = (u32::from_ne_bytes(*first), u32::from_ne_bytes(*last));
        any((u64::from(first) << 32) | u64::from(last))
    } else {
        text.iter().any(|byte| *byte < 0x20)
    }
}

#[cfg(test)]
mod tests;
