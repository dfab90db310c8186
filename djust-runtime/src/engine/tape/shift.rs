//! Comparing the entries of two tapes: those at other places say the same but for how far their texts are apart.

use super::Entry;

/// How many entries are compared at once.
const AT_ONCE: usize = 32;

/// How far the texts of old entries are behind those of new ones. It wraps, as they may be before them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shift(u32);

impl Shift {
    /// The distance from where a new text begins to where an old one does.
    pub(crate) fn between(old: usize, new: usize) -> Self {
        Self((old as u32).wrapping_sub(new as u32))
    }

    /// Whether as many entries say the same. It looks at all of them, as a loop without a way out takes several at a
    /// time.
    #[inline]
    pub(crate) fn same(self, old: &[Entry], new: &[Entry]) -> bool {
        let both = old.iter().zip(new);
        let differences = both.map(|(old, new)| Entry::difference(*old, *new, self.0));
        old.len() == new.len() && differences.fold(0, |all, one| all | one) == 0
    }

    /// How many entries both begin with.
    pub(crate) fn head(self, old: &[Entry], new: &[Entry]) -> usize {
        let both = old.len().min(new.len());
        let (old, new) = (&old[..both], &new[..both]);
        let chunks = old.chunks_exact(AT_ONCE).zip(new.chunks_exact(AT_ONCE));
        let chunks = chunks.take_while(|(old, new)| self.same(old, new));
        let same = chunks.count() * AT_ONCE;
        let rest = old[same..].chunks(1).zip(new[same..].chunks(1));
        same + rest.take_while(|(old, new)| self.same(old, new)).count()
    }

    /// How many entries both end with.
    pub(crate) fn tail(self, old: &[Entry], new: &[Entry]) -> usize {
        let chunks = old.rchunks_exact(AT_ONCE).zip(new.rchunks_exact(AT_ONCE));
        let chunks = chunks.take_while(|(old, new)| self.same(old, new));
        let same = chunks.count() * AT_ONCE;
        let (old, new) = (&old[..old.len() - same], &new[..new.len() - same]);
        let rest = old.rchunks(1).zip(new.rchunks(1));
        same + rest.take_while(|(old, new)| self.same(old, new)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: u32, by: Shift) -> Vec<Entry> {
        let entry = |index: u32| match index % 4 {
            0 => Entry::enter(index as u16),
            1 => Entry::length(index as usize),
            _ => Entry::text((1_000 + 7 * index).wrapping_add(by.0)),
        };
        (0..count).map(entry).collect()
    }

    #[test]
    fn ends_in_common_are_found_wherever_the_first_difference_is() {
        for shift in [0, 1, 900].map(|new| Shift::between(1, new)) {
            for count in [0, 1, 31, 32, 33, 70, 100] {
                let new = entries(count, Shift::default());
                let old = entries(count, shift);
                assert!(shift.same(&old, &new));
                assert_eq!(shift.head(&old, &new), new.len());
                assert_eq!(shift.tail(&old, &new), new.len());
                for wrong in 0..new.len() {
                    let mut old = old.clone();
                    old[wrong] = Entry::text(99);
                    assert!(!shift.same(&old, &new));
                    assert_eq!(shift.head(&old, &new), wrong);
                    assert_eq!(shift.tail(&old, &new), new.len() - 1 - wrong);
                }
            }
        }
    }

    #[test]
    fn lists_of_other_lengths_are_not_the_same() {
        let all = entries(70, Shift::default());
        assert!(!Shift::default().same(&all, &all[..69]));
        assert_eq!(Shift::default().head(&all, &all[..69]), 69);
        assert_eq!(Shift::default().tail(&all, &all[70..]), 0);
    }
}
