//! Comparing the entries of two tapes: those at other places say the same but for how far they are apart.

use super::{ENTER, Entry};

/// How many entries are compared at once.
const AT_ONCE: usize = 32;

/// How far old entries are behind new ones, and their texts. It wraps, as they may be before them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shift {
    entries: u32,
    text: u32,
}

impl Shift {
    /// The distance from where new ones begin to where old ones do.
    pub(crate) fn between(old: Ends, new: Ends) -> Self {
        let apart = |old: usize, new: usize| (old as u32).wrapping_sub(new as u32);
        Self {
            entries: apart(old.entries, new.entries),
            text: apart(old.text, new.text),
        }
    }

    /// Whether as many entries say the same. It looks at all of them, as a loop without a way out takes several at a
    /// time.
    #[inline]
    pub(crate) fn same(self, old: &[Entry], new: &[Entry]) -> bool {
        let differences = old.iter().zip(new).map(|(old, new)| {
            let shift = if new.code & ENTER == 0 {
                self.text
            } else {
                self.entries
            };
            (old.code ^ new.code) | (old.at ^ new.at.wrapping_add(shift))
        });
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

/// A place in a tape: among the entries, and in the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ends {
    pub(crate) entries: usize,
    pub(crate) text: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: u32, by: Shift) -> Vec<Entry> {
        let enter = |at: u32| Entry {
            code: ENTER | 1,
            at: at.wrapping_add(by.entries),
        };
        let text = |at: u32| Entry {
            code: 5,
            at: (7 * at).wrapping_add(by.text),
        };
        (0..count)
            .map(|at| if at % 3 == 0 { enter(at) } else { text(at) })
            .collect()
    }

    #[test]
    fn ends_in_common_are_found_wherever_the_first_difference_is() {
        let (old, new) = (
            Ends {
                entries: 3,
                text: 1,
            },
            Ends {
                entries: 1,
                text: 900,
            },
        );
        for shift in [Shift::default(), Shift::between(old, new)] {
            for count in [0, 1, 31, 32, 33, 70, 100] {
                let new = entries(count, Shift::default());
                let old = entries(count, shift);
                assert!(shift.same(&old, &new));
                assert_eq!(shift.head(&old, &new), new.len());
                assert_eq!(shift.tail(&old, &new), new.len());
                for wrong in 0..new.len() {
                    for part in 0..2 {
                        let mut old = old.clone();
                        old[wrong].code ^= part;
                        old[wrong].at ^= 1 - part;
                        assert!(!shift.same(&old, &new));
                        assert_eq!(shift.head(&old, &new), wrong);
                        assert_eq!(shift.tail(&old, &new), new.len() - 1 - wrong);
                    }
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
