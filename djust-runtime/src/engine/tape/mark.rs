//! Where a slot's text begins or a fragment is entered: a text without content, known by where it lies in memory.
//!
//! A mark goes the way of all text, through the writer, as that is a single call. What it says is its place in a static
//! of ours, and its length. No text of a user's lies there, so none passes for a mark, whatever it holds. Where a mark
//! gets into another writer it is NULs, which the recorder drops from any text: no page shows them.

use std::fmt;

use askama::{FastWritable, Values};

use super::{ENTER, FIRST, SLOT_BITS};

/// What of a fragment's number the length says; how many slots a fragment has at most.
const LENGTHS: u32 = 1 << SLOT_BITS;
/// What of a fragment's number the place says.
const PLACES: u32 = (1 << 16) / LENGTHS;
/// Where the marks of slots are.
const SLOT_PLACE: u32 = 0;
/// Where those that enter a fragment begin.
const ENTER_PLACE: u32 = 1;
/// Where those begin that enter a fragment and mark its first slot.
const FIRST_PLACE: u32 = ENTER_PLACE + PLACES;

/// How far a place is shifted, and what is below it.
const HALF: u32 = 16;
const LOWER: u32 = (1 << HALF) - 1;

/// What all marks are parts of.
static SILENCE: [u8; (FIRST_PLACE + PLACES + LENGTHS) as usize] = [0; _];

const TEXT: &str = match str::from_utf8(&SILENCE) {
    Ok(text) => text,
    Err(_) => "",
};

/// Where a slot's text begins or a fragment is entered. Shows nothing.
#[derive(Debug, Clone, Copy)]
pub struct Mark(pub u32);

impl Mark {
    /// The text that says so.
    #[inline]
    pub(super) fn text(self) -> &'static str {
        let place = Place::of(self.0);
        TEXT.get(place.place()..place.end()).unwrap_or_default()
    }
}

impl FastWritable for Mark {
    #[inline]
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(to.write_str(self.text())?)
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Mark {}

/// Where in the static a text lies, if it does. An empty one may lie anywhere.
#[inline]
pub(super) fn place(text: &str) -> Option<usize> {
    let place = text.as_ptr().addr().wrapping_sub(SILENCE.as_ptr().addr());
    (place < SILENCE.len()).then_some(place)
}

/// A mark, and where in the text it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recorded {
    pub(super) place: Place,
    pub(super) at: u32,
}

/// Which part of the static a mark is, which tells what it says: the place in the upper half, in the lower one the
/// length less one. So that of a slot is the slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    /// That of a text of ours, which lies here. An empty one is no mark.
    #[inline]
    pub(super) fn at(place: usize, text: &str) -> Option<Self> {
        // What lies in the static is no longer than it is.
        let length = text.len().checked_sub(1)?;
        Some(Self(((place as u32) << HALF) | length as u32))
    }

    /// That of a mark with this code. Of a slot's fragment it says nothing: that is the last one which was entered.
    #[inline]
    pub(super) const fn of(code: u32) -> Self {
        let number = code & !(ENTER | FIRST);
        let place = match code & (ENTER | FIRST) {
            0 => SLOT_PLACE,
            ENTER => ENTER_PLACE + (number / LENGTHS) % PLACES,
            _ => FIRST_PLACE + (number / LENGTHS) % PLACES,
        };
        Self((place << HALF) | (number % LENGTHS))
    }

    /// That of a slot's mark.
    #[inline]
    pub(super) const fn of_slot(slot: u32) -> Self {
        Self(slot)
    }

    fn place(self) -> usize {
        (self.0 >> HALF) as usize
    }

    fn end(self) -> usize {
        self.place() + (self.0 & LOWER) as usize + 1
    }

    /// The fragment that is entered, and whether its first slot's text begins at once.
    #[inline]
    pub(super) fn entered(self) -> Option<(u16, bool)> {
        let place = (self.0 >> HALF).checked_sub(ENTER_PLACE)?;
        let number = (place % PLACES) * LENGTHS + (self.0 & LOWER);
        Some((number as u16, place >= PLACES))
    }

    /// Which mark it is, in words.
    pub(super) fn name(self) -> String {
        match self.entered() {
            None => format!("slot {}", self.0),
            Some((fragment, false)) => format!("the start of fragment {fragment}"),
            Some((fragment, true)) => format!("the start of fragment {fragment} and its slot 0"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(text: &str) -> Option<Place> {
        Place::at(place(text)?, text)
    }

    #[test]
    fn a_mark_is_known_by_where_it_lies() {
        let fragments = [0, 1, 4095, 4096, 40_000, u32::from(u16::MAX)];
        let slots = [0, 1, 4095];
        let codes = fragments
            .iter()
            .flat_map(|f| [ENTER | f, ENTER | FIRST | f]);
        let mut texts = Vec::new();
        for code in codes.chain(slots) {
            let text = Mark(code).text();
            assert_eq!(known(text), Some(Place::of(code)), "{code:x}");
            let entered = Place::of(code).entered();
            let said =
                entered.map(|(f, first)| ENTER | u32::from(f) | if first { FIRST } else { 0 });
            assert_eq!(said.unwrap_or(code), code, "{code:x}");
            texts.push((text.as_ptr(), text.len()));
        }
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), count, "no two are the same");
    }

    #[test]
    fn nothing_else_is_a_mark() {
        let mark = Mark(5).text();
        let copy = mark.to_owned();
        for text in [
            copy.as_str(),
            "",
            "\0",
            "\0\0\0\0\0\0",
            &mark[..0],
            &TEXT[TEXT.len()..],
        ] {
            assert_eq!(known(text), None);
        }
    }

    #[test]
    fn a_code_of_no_compiler_is_a_mark_of_something_else() {
        assert!(!Mark(u32::MAX).text().is_empty());
    }
}
