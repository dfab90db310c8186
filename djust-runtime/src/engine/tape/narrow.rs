//! A tape of which some slots are a newer one's: what an event may show that has a target.

use super::{Entry, Tape, offset};
use crate::engine::skeleton::Slot;

/// Takes slots of two tapes as they come.
struct Splice {
    text: String,
    entries: Vec<Entry>,
}

impl Tape {
    /// This tape, with these slots of the template itself as the newer one has them. `None` if not both hold the same
    /// components: one that came or went elsewhere has to be told.
    pub(crate) fn narrowed(&self, new: &Tape, slots: &[u16]) -> Option<Tape> {
        if self.component_ids() != new.component_ids() {
            return None;
        }
        let mut splice = Splice {
            text: String::with_capacity(new.text.len()),
            entries: Vec::with_capacity(new.entries.len()),
        };
        let (mut old_at, mut new_at) = (0, 0);
        let root = self.skeleton.fragments.first()?;
        for (number, slot) in (0_u16..).zip(root.slots) {
            let (old_end, new_end) = (self.slot_end(*slot, old_at), new.slot_end(*slot, new_at));
            if slots.contains(&number) {
                splice.add(new, new_at, new_end)?;
            } else {
                splice.add(self, old_at, old_end)?;
            }
            (old_at, new_at) = (old_end, new_end);
        }
        Some(Tape {
            skeleton: self.skeleton,
            text: splice.text.into_boxed_str(),
            entries: splice.entries.into_boxed_slice(),
        })
    }

    /// The first entry behind a slot whose first entry is given.
    fn slot_end(&self, slot: Slot, first: usize) -> usize {
        let enters = |at: usize, fragments: &[u16]| {
            let entered = self.entries.get(at).and_then(|entry| entry.entered());
            entered.is_some_and(|entered| fragments.contains(&entered))
        };
        let mut end = first;
        match slot {
            Slot::Text(_) | Slot::Component(_) | Slot::Outlet(_) => end += 1,
            Slot::Branch(arms) if enters(end, arms) => end = self.behind(end),
            Slot::Branch(_) => {}
            Slot::List(rows) => {
                while enters(end, &[rows.fragment]) {
                    end = self.behind(end);
                }
            }
        }
        end
    }
}

impl Splice {
    /// Adds a range of entries, and their texts.
    fn add(&mut self, tape: &Tape, first: usize, end: usize) -> Option<()> {
        let (from, to) = (tape.offset(first), tape.offset(end));
        let start = self.text.len();
        for entry in tape.entries.get(first..end)? {
            self.entries.push(match entry.at() {
                Some(at) => Entry::text(offset(start + at.checked_sub(from)?)?),
                None => *entry,
            });
        }
        self.text.push_str(tape.text.get(from..to)?);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::skeleton::{Edge, Fragment, Rows, Skeleton, Slot, Text};
    use crate::engine::tape::{ENTER, Recorder, Tape};

    const TEXT: Slot = Slot::Text(Text::Live);

    /// A text, rows, an arm, a text.
    static PAGE: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        template: "page.html",
        document: false,
        components: &[],
        contents: &[],
        fragments: &[
            Fragment::of(&[
                TEXT,
                Slot::List(Rows {
                    fragment: 1,
                    edge: Edge::Pair,
                }),
                Slot::Branch(&[2, 3]),
                TEXT,
            ]),
            Fragment::of(&[TEXT, TEXT]),
            Fragment::of(&[]),
            Fragment::of(&[TEXT]),
        ],
    };

    fn tape(first: &str, rows: &[&str], arm: Option<&str>, last: &str) -> Tape {
        let mut recorder = Recorder::new();
        recorder.mark(0).text(first);
        for row in rows {
            recorder.mark(ENTER | 1).mark(1 << 12).text(row);
            recorder.mark((1 << 12) | 1).text("!");
        }
        match arm {
            Some("") => _ = recorder.mark(ENTER | 2),
            Some(text) => _ = recorder.mark(ENTER | 3).mark(3 << 12).text(text),
            None => {}
        }
        recorder.mark(3).text(last);
        recorder.finish(&PAGE).expect("the marks fit")
    }

    #[test]
    fn dr_03_the_slots_that_are_named_are_new_and_the_others_old() {
        let rows: [&[&str]; 3] = [&[], &["a"], &["b", "", "c"]];
        let arms = [None, Some(""), Some("arm")];
        let all = rows.iter().flat_map(|rows| arms.map(|arm| (*rows, arm)));
        let all: Vec<_> = all.collect();
        for (old_rows, old_arm) in &all {
            for (new_rows, new_arm) in &all {
                let old = tape("one", old_rows, *old_arm, "");
                let new = tape("", new_rows, *new_arm, "last");
                for named in 0..16_u16 {
                    let slots: Vec<u16> = (0..4).filter(|slot| named >> slot & 1 > 0).collect();
                    let is = |slot: u16| slots.contains(&slot);
                    let expected = tape(
                        if is(0) { "" } else { "one" },
                        if is(1) { new_rows } else { old_rows },
                        if is(2) { *new_arm } else { *old_arm },
                        if is(3) { "last" } else { "" },
                    );
                    assert_eq!(old.narrowed(&new, &slots), Some(expected), "{slots:?}");
                }
            }
        }
    }
}
