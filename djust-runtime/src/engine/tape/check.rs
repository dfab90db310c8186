//! Follows the skeleton over freshly recorded marks and makes the entries of a tape of them: whoever reads the tape may
//! then rely on its shape. URLs to refuse are found on the way.

use super::entry::MOST_ENTRIES;
use super::mark::{Place, Recorded};
use super::{ENTER, Entry, FIRST, RenderError, url};
use crate::engine::skeleton::{Rows, Skeleton, Slot, Text};

/// How many entries a mark makes at most: it enters a fragment, and begins a text.
const MOST_A_MARK: usize = Entry::HEAD + 1;

/// Makes entries of marks. Gives those of addresses that are refused.
pub(super) fn check(
    skeleton: &'static Skeleton,
    text: &str,
    marks: &[Recorded],
    entries: &mut Vec<Entry>,
) -> Result<Vec<usize>, RenderError> {
    if marks.len() > MOST_ENTRIES / MOST_A_MARK {
        return Err(RenderError::TooLong);
    }
    entries.clear();
    // Fragment 0 is never inside another, so a mark where it begins says nothing.
    let root = marks
        .first()
        .is_some_and(|mark| mark.place == Place::of(ENTER));
    let mut check = Check {
        skeleton,
        text,
        marks,
        next: usize::from(root),
        entries,
        blocked: Vec::new(),
    };
    match check.root() {
        Ok(()) => Ok(check.blocked),
        Err(expected) => Err(check.mismatch(expected)),
    }
}

/// Whether marks are those of a row of as many texts.
#[inline]
fn is_row_of_texts(first: Place, row: &[Recorded]) -> bool {
    let [entered, rest @ ..] = row else {
        return false;
    };
    let is_slot =
        |(index, mark): (usize, &Recorded)| mark.place == Place::of_slot(index as u32 + 1);
    entered.place == first && rest.iter().enumerate().all(is_slot)
}

/// Makes the entries of a row of texts.
#[inline]
fn row_of_texts(fragment: u16, row: &[Recorded], entries: &mut [Entry]) {
    let [enter, length, texts @ ..] = entries else {
        return;
    };
    *enter = Entry::enter(fragment);
    *length = Entry::length(row.len());
    for (mark, text) in row.iter().zip(texts) {
        *text = Entry::text(mark.at);
    }
}

/// What the skeleton expects where something else is.
#[derive(Clone, Copy)]
enum Expected {
    Slot(u16, u32),
    Table(u16),
    Component,
    End,
}

struct Check<'a> {
    skeleton: &'static Skeleton,
    text: &'a str,
    marks: &'a [Recorded],
    next: usize,
    entries: &'a mut Vec<Entry>,
    /// Indices of the entries of URLs whose scheme is refused.
    blocked: Vec<usize>,
}

impl Check<'_> {
    fn root(&mut self) -> Result<(), Expected> {
        self.fragment(0, None)?;
        if self.next < self.marks.len() {
            return Err(Expected::End);
        }
        Ok(())
    }

    /// The slots of a fragment. `first` is where the text of the first one begins, if the mark that entered said so.
    fn fragment(&mut self, fragment: u16, first: Option<u32>) -> Result<(), Expected> {
        let table = self.skeleton.fragments.get(usize::from(fragment));
        let table = table.ok_or(Expected::Table(fragment))?;
        let mut slots = (0_u32..).zip(table.slots);
        if let Some(at) = first {
            let Some((_, Slot::Text(kind))) = slots.next() else {
                self.next -= 1;
                return Err(Expected::Table(fragment));
            };
            self.text(*kind, at);
        }
        for (slot, kind) in slots {
            match kind {
                Slot::Text(kind) => {
                    let at = self.slot(fragment, slot)?;
                    self.text(*kind, at);
                }
                Slot::Component(_) | Slot::Outlet(_) => self.component(fragment, slot)?,
                Slot::Branch(arms) => self.branch(arms)?,
                Slot::List(rows) => self.list(rows)?,
            }
        }
        Ok(())
    }

    /// Where the text of a slot begins.
    #[inline]
    fn slot(&mut self, fragment: u16, slot: u32) -> Result<u32, Expected> {
        match self.marks.get(self.next) {
            Some(mark) if mark.place == Place::of_slot(slot) => {
                self.next += 1;
                Ok(mark.at)
            }
            _ => Err(Expected::Slot(fragment, slot)),
        }
    }

    #[inline]
    fn text(&mut self, kind: Text, at: u32) {
        if kind == Text::Url && url::refused(self.from(at)) {
            self.blocked.push(self.entries.len());
        }
        self.entries.push(Entry::text(at));
    }

    fn component(&mut self, fragment: u16, slot: u32) -> Result<(), Expected> {
        let at = self.slot(fragment, slot)?;
        if !self.from(at).parse::<u32>().is_ok_and(|id| id > 0) {
            self.next -= 1;
            return Err(Expected::Component);
        }
        self.text(Text::Live, at);
        Ok(())
    }

    fn branch(&mut self, arms: &[u16]) -> Result<(), Expected> {
        match self.entered() {
            Some((arm, first)) if arms.contains(&arm) => self.enter(arm, first),
            _ => Ok(()),
        }
    }

    fn list(&mut self, rows: &Rows) -> Result<(), Expected> {
        self.next += self.rows_of_texts(rows.fragment);
        while let Some((fragment, first)) = self.entered()
            && fragment == rows.fragment
        {
            self.enter(fragment, first)?;
        }
        Ok(())
    }

    /// Makes entries of rows that are nothing but texts that nobody looks at, as most are, for as long as the marks are
    /// as expected. How many marks these are.
    fn rows_of_texts(&mut self, fragment: u16) -> usize {
        let table = self.skeleton.fragments.get(usize::from(fragment));
        let slots = table.map_or(&[][..], |table| table.slots);
        let plain = |slot: &Slot| matches!(slot, Slot::Text(text) if *text != Text::Url);
        if slots.is_empty() || !slots.iter().all(plain) {
            return 0;
        }
        let first = Place::of(ENTER | FIRST | u32::from(fragment));
        let rows = self.marks.get(self.next..).unwrap_or_default();
        let rows = rows.chunks_exact(slots.len());
        let count = rows
            .clone()
            .take_while(|row| is_row_of_texts(first, row))
            .count();
        let (start, length) = (self.entries.len(), Entry::HEAD + slots.len());
        self.entries.resize(start + count * length, Entry::text(0));
        let entries = self.entries[start..].chunks_exact_mut(length);
        for (row, entries) in rows.zip(entries) {
            row_of_texts(fragment, row, entries);
        }
        count * slots.len()
    }

    fn enter(&mut self, fragment: u16, first: bool) -> Result<(), Expected> {
        let at = self.marks.get(self.next).map(|mark| mark.at);
        self.next += 1;
        self.entries.push(Entry::enter(fragment));
        self.entries.push(Entry::length(0));
        let start = self.entries.len();
        self.fragment(fragment, at.filter(|_| first))?;
        let entries = self.entries.len() - start;
        self.entries[start - 1] = Entry::length(entries);
        Ok(())
    }

    /// The fragment that the next mark enters, and whether its first slot's text begins at once.
    #[inline]
    fn entered(&self) -> Option<(u16, bool)> {
        self.marks.get(self.next)?.place.entered()
    }

    /// The text from here to the next mark.
    fn from(&self, at: u32) -> &str {
        let end = self.marks.get(self.next);
        let end = end.map_or(self.text.len(), |mark| mark.at as usize);
        self.text.get(at as usize..end).unwrap_or_default()
    }

    #[cold]
    fn mismatch(&self, expected: Expected) -> RenderError {
        let found = self.marks.get(self.next);
        RenderError::Mismatch {
            template: self.skeleton.template,
            mark: self.next,
            expected: match expected {
                Expected::Slot(fragment, slot) => format!("slot {slot} of fragment {fragment}"),
                Expected::Table(fragment) => {
                    format!("fragment {fragment}, which has no such table,")
                }
                Expected::Component => "the id of a component".to_owned(),
                Expected::End => "the end".to_owned(),
            },
            found: found.map_or_else(|| "missing".to_owned(), |mark| mark.place.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Recorder, SLOT_BITS, Tape};
    use super::*;
    use crate::engine::skeleton::{Edge, Fragment};

    const fn rows(fragment: u16) -> Slot {
        let edge = Edge::Pair;
        Slot::List(Rows { fragment, edge })
    }

    const TEXT: Slot = Slot::Text(Text::Live);

    /// Rows of a text, rows of texts and an arm of texts.
    static NESTED: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        template: "nested.html",
        document: false,
        components: &[],
        contents: &[],
        fragments: &[
            Fragment::of(&[rows(1), TEXT]),
            Fragment::of(&[TEXT, rows(2), Slot::Branch(&[3])]),
            Fragment::of(&[TEXT, Slot::Text(Text::Once), TEXT]),
            Fragment::of(&[Slot::Text(Text::Url), TEXT]),
        ],
    };

    /// Enters a fragment and marks its first slot, by one mark or by two.
    fn enter(recorder: &mut Recorder, fragment: u32, merged: bool) -> &mut Recorder {
        if merged {
            recorder.mark(ENTER | FIRST | fragment)
        } else {
            recorder.mark(ENTER | fragment).mark(fragment << SLOT_BITS)
        }
    }

    fn record(merged: bool, url: &str) -> Result<Tape, RenderError> {
        let recorder = &mut Recorder::new();
        for outer in 0..3 {
            enter(recorder, 1, merged).text("outer");
            for inner in 0..outer {
                // Some rows are not as the others, and yet right.
                enter(recorder, 2, merged && inner != 1).text("a");
                recorder.mark((2 << SLOT_BITS) | 1).text("");
                recorder.mark((2 << SLOT_BITS) | 2).text("c");
            }
            if outer == 1 {
                enter(recorder, 3, merged).text(url);
                recorder.mark((3 << SLOT_BITS) | 1).text("e");
            }
        }
        recorder.mark(1).text("end").finish(&NESTED)
    }

    #[test]
    fn one_mark_says_what_two_do() {
        for url in ["/a", "javascript:a"] {
            let tape = record(true, url).unwrap();
            assert_eq!(tape, record(false, url).unwrap());
            assert!(tape.text.starts_with("outerouterac"));
            assert_eq!(url == "/a", tape.text.contains(url));
            let entered = tape.entries.iter().filter_map(|entry| entry.entered());
            assert_eq!(entered.count(), 3 + 3 + 1);
        }
    }

    #[test]
    fn a_row_that_is_cut_short_is_an_error() {
        for slots in 0..3 {
            let recorder = &mut Recorder::new();
            enter(recorder, 1, true);
            enter(recorder, 2, true);
            enter(recorder, 2, true);
            (1..slots).for_each(|slot| _ = recorder.mark(slot));
            let error = recorder.mark(1).finish(&NESTED).unwrap_err().to_string();
            assert!(error.contains("fragment 2"), "{error}");
        }
        let error = Recorder::new().mark(ENTER | FIRST | 9).finish(&NESTED);
        assert!(error.is_err());
    }
}
