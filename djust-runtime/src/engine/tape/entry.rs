//! One word of a tape: where a slot's text begins, or a half of what says that a fragment is entered.
//!
//! Which slot a text belongs to no entry says: whoever reads a tape follows its skeleton, along which it was checked.

use std::fmt;

/// Set in what is no text's.
const FRAGMENT: u32 = 1 << 31;
/// Set, beside it, in a length.
const LENGTH: u32 = 1 << 30;

/// How many bytes of text a tape can address, less one.
pub(super) const MOST_TEXT: usize = FRAGMENT as usize - 1;
/// How many entries a fragment can have.
pub(super) const MOST_ENTRIES: usize = LENGTH as usize - 1;

/// An entry of a tape. A text has one; where a fragment is entered there are two before those of its slots: its index,
/// and how many entries its slots have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry(u32);

impl Entry {
    /// How many entries say that a fragment is entered, before those of its slots.
    pub(crate) const HEAD: usize = 2;

    /// A text that begins here, within [`MOST_TEXT`].
    #[inline]
    pub(super) fn text(at: u32) -> Self {
        Self(at)
    }

    /// Of this fragment.
    #[inline]
    pub(super) fn enter(fragment: u16) -> Self {
        Self(FRAGMENT | u32::from(fragment))
    }

    /// With this many entries, within [`MOST_ENTRIES`].
    #[inline]
    pub(super) fn length(entries: usize) -> Self {
        Self(FRAGMENT | LENGTH | entries as u32)
    }

    /// Where the text begins. It ends where the next one begins.
    #[inline]
    pub(crate) fn at(self) -> Option<usize> {
        (self.0 & FRAGMENT == 0).then_some(self.0 as usize)
    }

    /// The fragment that is entered.
    #[inline]
    pub(crate) fn entered(self) -> Option<u16> {
        (self.0 & (FRAGMENT | LENGTH) == FRAGMENT).then_some(self.0 as u16)
    }

    /// How many entries it has.
    #[inline]
    pub(super) fn entries(self) -> usize {
        (self.0 & !(FRAGMENT | LENGTH)) as usize
    }

    /// What two have not in common when the new one's text is so much further behind, which may wrap; else 0.
    #[inline]
    pub(super) fn difference(old: Self, new: Self, text: u32) -> u32 {
        let shift = if new.0 & FRAGMENT == 0 { text } else { 0 };
        old.0 ^ new.0.wrapping_add(shift)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.at(), self.entered()) {
            (Some(at), _) => write!(f, "text at {at}"),
            (None, Some(fragment)) => write!(f, "fragment {fragment}"),
            (None, None) => write!(f, "of {} entries", self.entries()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_told_from_the_others() {
        for at in [0, 1, MOST_TEXT] {
            let text = Entry::text(at as u32);
            assert_eq!((text.at(), text.entered()), (Some(at), None));
        }
        for fragment in [0, 1, u16::MAX] {
            let entry = Entry::enter(fragment);
            assert_eq!((entry.at(), entry.entered()), (None, Some(fragment)));
        }
        for entries in [0, 1, MOST_ENTRIES] {
            let entry = Entry::length(entries);
            assert_eq!((entry.at(), entry.entered()), (None, None));
            assert_eq!(entry.entries(), entries);
        }
    }

    #[test]
    fn they_read_well() {
        let entries = [Entry::text(7), Entry::enter(1), Entry::length(3)];
        assert_eq!(
            format!("{entries:?}"),
            "[text at 7, fragment 1, of 3 entries]"
        );
    }
}
