//! Lists: rows by key, the fewest moves, and edits of the rows that stay.
//!
//! A row is known by its key; of rows with equal keys the first is taken for the first, and so on. A row without a key
//! is known by its index. What both lists share at their ends is set aside before any key is looked up.

use super::shared::leading;
use super::sources::sources;
use super::{Diff, moves};
use crate::engine::escape;
use crate::engine::skeleton::Key;
use crate::engine::tape::{Entry, Rows, Shift, Tape};

/// A row in both lists that may differ: its new index, and its marks.
#[derive(Debug, Clone, Copy)]
struct Kept {
    index: usize,
    old: usize,
    new: usize,
}

impl Diff<'_> {
    /// Writes the change of a list, or nothing.
    pub(super) fn list(&mut self, old: Rows, new: Rows) -> bool {
        let olds = self.spare.filled(self.old.rows(old));
        let news = self.spare.filled(self.new.rows(new));
        let changed = self.rows(new.fragment, &olds, &news);
        self.spare.put(olds);
        self.spare.put(news);
        changed
    }

    fn rows(&mut self, fragment: u16, old: &[usize], new: &[usize]) -> bool {
        let keyed = self.is_keyed(fragment);
        let mut kept = Vec::new();
        let head = self.common_head(fragment, keyed, old, new, &mut kept);
        let mut ending = Vec::new();
        let tail = if keyed {
            self.common_tail(fragment, &old[head..], &new[head..], head, &mut ending)
        } else {
            0
        };
        let old_middle = &old[head..old.len() - tail];
        let new_middle = &new[head..new.len() - tail];
        let sources = if old_middle.is_empty() || new_middle.is_empty() || !keyed {
            vec![None; new_middle.len()]
        } else {
            self.sources(fragment, old_middle, new_middle)
        };
        self.push_edited(old_middle, new_middle, &sources, head, &mut kept);
        kept.extend(ending.into_iter().rev());
        self.write_list(
            fragment,
            &kept,
            old_middle.len(),
            new_middle,
            &sources,
            head,
        )
    }

    fn is_keyed(&self, fragment: u16) -> bool {
        self.new.walk(fragment, 0).table().key != Key::None
    }

    /// How many rows both lists begin with; those that differ are pushed.
    fn common_head(
        &self,
        fragment: u16,
        keyed: bool,
        old: &[usize],
        new: &[usize],
        kept: &mut Vec<Kept>,
    ) -> usize {
        let count = old.len().min(new.len());
        let head = leading(count, |index| {
            self.shared
                .head_has(self.old, self.new, old[index], new[index])
        });
        for (index, (&old, &new)) in old.iter().zip(new).enumerate().skip(head) {
            if self.shared.tail_has(self.old, self.new, old, new) {
                return count;
            }
            if same_row(self.old, self.new, old, new) {
                continue;
            }
            if keyed && self.old.key(fragment, old) != self.new.key(fragment, new) {
                return index;
            }
            kept.push(Kept { index, old, new });
        }
        count
    }

    /// How many rows both lists end with; those that differ are pushed, last first. `before` rows stand in front of
    /// what is given.
    fn common_tail(
        &self,
        fragment: u16,
        old: &[usize],
        new: &[usize],
        before: usize,
        kept: &mut Vec<Kept>,
    ) -> usize {
        let lengths = (old.len(), new.len());
        let every_row = matches!(self.new.walk(fragment, 0).table().key, Key::Slot(_));
        let tail = if every_row {
            leading(lengths.0.min(lengths.1), |index| {
                let (old, new) = (old[lengths.0 - 1 - index], new[lengths.1 - 1 - index]);
                self.shared.tail_has(self.old, self.new, old, new)
            })
        } else {
            0
        };
        let pairs = old.iter().rev().zip(new.iter().rev());
        for (count, (&old, &new)) in pairs.enumerate().skip(tail) {
            let same = same_row(self.old, self.new, old, new);
            let key = self.new.key(fragment, new);
            // A row without a key is known by its index, so it stays only if its index does.
            if (!same && self.old.key(fragment, old) != key)
                || (key.is_none() && lengths.0 != lengths.1)
            {
                return count;
            }
            if !same {
                kept.push(Kept {
                    index: before + lengths.1 - 1 - count,
                    old,
                    new,
                });
            }
        }
        lengths.0.min(lengths.1)
    }

    /// Pushes the rows that have a source and differ from it. Rows that followed one another and still do are
    /// compared as one stretch first.
    fn push_edited(
        &self,
        old: &[usize],
        new: &[usize],
        sources: &[Option<usize>],
        before: usize,
        kept: &mut Vec<Kept>,
    ) {
        const STRETCH: usize = 64;
        let mut index = 0;
        while let Some(source) = sources.get(index) {
            let Some(source) = *source else {
                index += 1;
                continue;
            };
            let run = sources[index..].iter().take(STRETCH).zip(source..);
            let run = run.take_while(|(from, row)| **from == Some(*row)).count();
            let (olds, news) = (&old[source..source + run], &new[index..index + run]);
            if !same_rows(self.old, self.new, olds, news) {
                let pairs = olds.iter().zip(news).zip(before + index..);
                kept.extend(
                    pairs
                        .map(|((old, new), index)| Kept {
                            index,
                            old: *old,
                            new: *new,
                        })
                        .filter(|pair| !same_row(self.old, self.new, pair.old, pair.new)),
                );
            }
            index += run;
        }
    }

    /// For each new row the old one that it was, both counted from the middle's start.
    fn sources(&self, fragment: u16, old: &[usize], new: &[usize]) -> Vec<Option<usize>> {
        sources(
            &keys(self.old, fragment, old),
            &keys(self.new, fragment, new),
        )
    }

    fn write_list(
        &mut self,
        fragment: u16,
        kept: &[Kept],
        removable: usize,
        middle: &[usize],
        sources: &[Option<usize>],
        head: usize,
    ) -> bool {
        let start = self.out.len();
        self.out.push_str("[[");
        let empty = self.out.len();
        for pair in kept {
            let before = self.out.len();
            if before > empty {
                self.out.push(',');
            }
            escape::number(self.out, pair.index as u64);
            self.out.push(',');
            if !self.fragment(fragment, pair.old + Entry::HEAD, pair.new + Entry::HEAD) {
                self.out.truncate(before);
            }
        }
        let edited = self.out.len() > empty;
        self.out.push_str("],[");
        let (removed, placed) = self.write_rows(fragment, removable, middle, sources, head);
        if !(edited || removed || placed) {
            self.out.truncate(start);
            return false;
        }
        // Empty ones at the end are left out.
        if !placed {
            let empty = if removed { ",[]" } else { ",[],[]" };
            self.out.truncate(self.out.len() - empty.len());
        }
        self.out.push(']');
        true
    }

    /// Writes the removed and the placed rows, both brackets of each open one behind closed, and says which there are.
    fn write_rows(
        &mut self,
        fragment: u16,
        removable: usize,
        middle: &[usize],
        sources: &[Option<usize>],
        head: usize,
    ) -> (bool, bool) {
        let mut gone = vec![true; removable];
        for source in sources.iter().flatten() {
            gone[*source] = false;
        }
        let removed = self.write_runs(&gone, head);
        self.out.push_str("],[");
        let mut stays = vec![false; sources.len()];
        moves::longest_increasing(sources, &mut stays);
        let start = self.out.len();
        let mut index = 0;
        while index < middle.len() {
            let run = sources[index..].iter().take_while(|s| s.is_none()).count();
            if !stays[index] {
                if self.out.len() > start {
                    self.out.push(',');
                }
                escape::number(self.out, (head + index) as u64);
                self.out.push(',');
                match sources[index] {
                    Some(source) => escape::number(self.out, (head + source) as u64),
                    None => self.write_inserted(fragment, &middle[index..index + run]),
                }
            }
            index += run.max(1);
        }
        let placed = self.out.len() > start;
        self.out.push(']');
        (removed, placed)
    }

    /// Writes removed rows as runs.
    fn write_runs(&mut self, gone: &[bool], head: usize) -> bool {
        let start = self.out.len();
        let mut index = 0;
        while index < gone.len() {
            let run = gone[index..].iter().take_while(|gone| **gone).count();
            if run > 0 {
                if self.out.len() > start {
                    self.out.push(',');
                }
                escape::number(self.out, (head + index) as u64);
                self.out.push(',');
                escape::number(self.out, run as u64);
            }
            index += run.max(1);
        }
        self.out.len() > start
    }

    fn write_inserted(&mut self, fragment: u16, rows: &[usize]) {
        self.out.push('[');
        for (index, row) in rows.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.values.fragment(fragment, row + Entry::HEAD, self.out);
        }
        self.out.push(']');
    }
}

fn keys<'t>(tape: &'t Tape, fragment: u16, rows: &[usize]) -> Vec<Option<&'t str>> {
    rows.iter().map(|row| tape.key(fragment, *row)).collect()
}

/// Whether two rows hold the same.
fn same_row(old: &Tape, new: &Tape, old_row: usize, new_row: usize) -> bool {
    same_rows(old, new, &[old_row], &[new_row])
}

/// Whether as many neighbouring rows of both tapes hold the same: a comparison of memory.
fn same_rows(old: &Tape, new: &Tape, old_rows: &[usize], new_rows: &[usize]) -> bool {
    let (Some((&old_row, &new_row)), Some((&old_last, &new_last))) = (
        old_rows.first().zip(new_rows.first()),
        old_rows.last().zip(new_rows.last()),
    ) else {
        return true;
    };
    let (old_end, new_end) = (old.behind(old_last), new.behind(new_last));
    let (Some(olds), Some(news)) = (
        old.entries.get(old_row..old_end),
        new.entries.get(new_row..new_end),
    ) else {
        return false;
    };
    let (old_from, new_from) = (old.offset(old_row), new.offset(new_row));
    let (old_to, new_to) = (old.offset(old_end), new.offset(new_end));
    if old_to - old_from != new_to - new_from {
        return false;
    }
    let same = Shift::between(old_from, new_from).same(olds, news);
    same && old.text.get(old_from..old_to) == new.text.get(new_from..new_to)
}
