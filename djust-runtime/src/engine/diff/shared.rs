//! What two tapes begin and end with in common, found by comparing memory: most rows of most lists lie there, and
//! need no comparison of their own.

use crate::engine::tape::{Shift, Tape};

/// How much two tapes share at their ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    head_entries: usize,
    head_text: usize,
    tail_entries: usize,
    tail_text: usize,
}

impl Shared {
    pub(super) fn of(old: &Tape, new: &Tape) -> Self {
        // Texts count from the tape's start; at the end they are alike but for what was inserted before.
        let shift = Shift::between(old.text.len(), new.text.len());
        Self {
            head_entries: Shift::default().head(&old.entries, &new.entries),
            tail_entries: shift.tail(&old.entries, &new.entries),
            head_text: common_head(old.text.as_bytes(), new.text.as_bytes()),
            tail_text: common_tail(old.text.as_bytes(), new.text.as_bytes()),
        }
    }

    /// Whether the rows that two marks enter lie in what both tapes begin with. If so, those before them do, too.
    #[inline]
    pub(super) fn head_has(&self, old: &Tape, new: &Tape, old_row: usize, new_row: usize) -> bool {
        let end = old.behind(old_row);
        if old_row != new_row || end > self.head_entries {
            return false;
        }
        let text = old.offset(end);
        text <= self.head_text && text == new.offset(end)
    }

    /// Whether the rows that two marks enter lie in what both tapes end with. If so, those behind them do, too.
    #[inline]
    pub(super) fn tail_has(&self, old: &Tape, new: &Tape, old_row: usize, new_row: usize) -> bool {
        let left = old.entries.len() - old_row;
        left <= self.tail_entries
            && left == new.entries.len() - new_row
            && old.text.len() - old.offset(old_row) <= self.tail_text
    }
}

/// How many of so many items have a property that the first ones have and the others have not.
pub(super) fn leading(count: usize, has: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if has(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// How many bytes both begin with.
fn common_head(old: &[u8], new: &[u8]) -> usize {
    const CHUNK: usize = 64;
    let equal = old
        .chunks_exact(CHUNK)
        .zip(new.chunks_exact(CHUNK))
        .take_while(|(old, new)| old == new)
        .count()
        * CHUNK;
    let rest = old[equal..].iter().zip(&new[equal..]);
    equal + rest.take_while(|(old, new)| old == new).count()
}

/// How many bytes both end with.
fn common_tail(old: &[u8], new: &[u8]) -> usize {
    const CHUNK: usize = 64;
    let equal = old
        .rchunks_exact(CHUNK)
        .zip(new.rchunks_exact(CHUNK))
        .take_while(|(old, new)| old == new)
        .count()
        * CHUNK;
    let rest = old[..old.len() - equal].iter().rev();
    let rest = rest.zip(new[..new.len() - equal].iter().rev());
    equal + rest.take_while(|(old, new)| old == new).count()
}
