//! Reading a tape along its skeleton: slot after slot of a fragment. It only points; it copies nothing.

use super::{Entry, Tape};
use crate::engine::skeleton::{Edge, Fragment, Key, Slot};

/// What stands at a slot. Entry indices of fragments point behind the mark that entered them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    /// A text: its entry.
    Text(usize),
    /// A branch: the arm's index among the slot's arms, its fragment and its first entry; `None` if none was taken.
    Branch(Option<(usize, u16, usize)>),
    /// A list.
    List(Rows),
    /// A component: the entry of its id.
    Component(usize),
}

/// The rows of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    /// The row's fragment.
    pub(crate) fragment: u16,
    /// What a row is in the page.
    pub(crate) edge: Edge,
    /// The mark that enters the first row, if there is one.
    first: usize,
}

/// A walk over the slots of one fragment, in the order of the tape.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Walk<'t> {
    tape: &'t Tape,
    table: &'static Fragment,
    slot: usize,
    next: usize,
}

/// A fragment without slots, for an index that no table has.
static NOTHING: Fragment = Fragment {
    fields: &[],
    slots: &[],
    parts: &[],
    key: Key::None,
    namespace: crate::engine::skeleton::Namespace::Html,
};

impl Iterator for Walk<'_> {
    type Item = Item;

    #[inline]
    fn next(&mut self) -> Option<Item> {
        let slot = self.table.slots.get(self.slot)?;
        self.slot += 1;
        Some(match slot {
            Slot::Text(_) => {
                self.next += 1;
                Item::Text(self.next - 1)
            }
            Slot::Component(_) | Slot::Outlet(_) => {
                self.next += 1;
                Item::Component(self.next - 1)
            }
            Slot::Branch(arms) => {
                let fragment = self.tape.entered(self.next);
                let arm = arms.iter().position(|arm| Some(*arm) == fragment);
                Item::Branch(arm.zip(fragment).map(|(arm, fragment)| {
                    let first = self.next + Entry::HEAD;
                    self.next = self.tape.behind(self.next);
                    (arm, fragment, first)
                }))
            }
            Slot::List(rows) => {
                let first = self.next;
                // Behind the last slot nobody asks where the rows end.
                if self.slot < self.table.slots.len() {
                    while self.tape.entered(self.next) == Some(rows.fragment) {
                        self.next = self.tape.behind(self.next);
                    }
                }
                Item::List(Rows {
                    fragment: rows.fragment,
                    edge: rows.edge,
                    first,
                })
            }
        })
    }
}

impl Tape {
    /// The slots of a fragment whose first entry is given.
    #[inline]
    pub(crate) fn walk(&self, fragment: u16, first: usize) -> Walk<'_> {
        Walk {
            tape: self,
            table: self
                .skeleton
                .fragments
                .get(usize::from(fragment))
                .unwrap_or(&NOTHING),
            slot: 0,
            next: first,
        }
    }

    /// Where a list's rows are entered. A row's slots begin [`Entry::HEAD`] behind.
    pub(crate) fn rows(&self, rows: Rows) -> impl Iterator<Item = usize> + '_ {
        let mut next = rows.first;
        std::iter::from_fn(move || {
            (self.entered(next) == Some(rows.fragment)).then(|| {
                let row = next;
                next = self.behind(row);
                row
            })
        })
    }

    /// The text at a text's entry.
    #[inline]
    pub(crate) fn text_at(&self, entry: usize) -> &str {
        let (from, to) = self.range(entry);
        self.text.get(from..to).unwrap_or_default()
    }

    /// Where the text at a text's entry begins and ends.
    #[inline]
    pub(crate) fn range(&self, entry: usize) -> (usize, usize) {
        (self.offset(entry), self.offset(entry + 1))
    }

    /// The id of the component at an entry; 0, which no component has, if there is none.
    pub(crate) fn component_at(&self, entry: usize) -> u32 {
        self.text_at(entry).parse().unwrap_or(0)
    }

    /// The ids of the components that stand in it, in the order of the render; not of those in these.
    pub(crate) fn component_ids(&self) -> Vec<u32> {
        let mut ids = Vec::new();
        if !self.skeleton.components.is_empty() {
            self.ids_in(0, 0, &mut ids);
        }
        ids
    }

    fn ids_in(&self, fragment: u16, first: usize, ids: &mut Vec<u32>) {
        for item in self.walk(fragment, first) {
            match item {
                Item::Text(_) | Item::Branch(None) => {}
                Item::Branch(Some((_, arm, first))) => self.ids_in(arm, first, ids),
                Item::List(rows) => {
                    for row in self.rows(rows) {
                        self.ids_in(rows.fragment, row + Entry::HEAD, ids);
                    }
                }
                Item::Component(entry) => ids.push(self.component_at(entry)),
            }
        }
    }

    /// Where the text at or behind an entry begins.
    #[inline]
    pub(crate) fn offset(&self, entry: usize) -> usize {
        let rest = self.entries.get(entry..).unwrap_or_default();
        let found = rest.iter().find_map(|entry| entry.at());
        found.unwrap_or(self.text.len())
    }

    /// The first entry behind the fragment that is entered here.
    #[inline]
    pub(crate) fn behind(&self, entry: usize) -> usize {
        let length = self.entries.get(entry + 1);
        length.map_or(usize::MAX, |length| entry + Entry::HEAD + length.entries())
    }

    /// The key of a row, if it has one.
    pub(crate) fn key(&self, fragment: u16, row: usize) -> Option<&str> {
        self.key_in(fragment, row + Entry::HEAD)
    }

    fn key_in(&self, fragment: u16, first: usize) -> Option<&str> {
        let table = self.skeleton.fragments.get(usize::from(fragment))?;
        match table.key {
            Key::None => None,
            Key::Slot(slot) => {
                let slot = usize::from(slot);
                // Where only texts come before, no walk is needed.
                let texts = table.slots.get(..=slot)?.iter();
                if texts.clone().all(|slot| matches!(slot, Slot::Text(_))) {
                    return Some(self.text_at(first + slot));
                }
                match self.walk(fragment, first).nth(slot)? {
                    Item::Text(entry) => Some(self.text_at(entry)),
                    Item::Branch(_) | Item::List(_) | Item::Component(_) => None,
                }
            }
            Key::Branch(slot) => match self.walk(fragment, first).nth(usize::from(slot))? {
                Item::Branch(Some((_, arm, first))) => self.key_in(arm, first),
                _ => None,
            },
        }
    }

    #[inline]
    fn entered(&self, entry: usize) -> Option<u16> {
        self.entries.get(entry)?.entered()
    }
}

impl Walk<'_> {
    /// The table of the fragment.
    pub(crate) fn table(&self) -> &'static Fragment {
        self.table
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::skeleton::{Fragment, Key, Namespace, Skeleton, Slot, Text};
    use crate::engine::tape::Recorder;

    static HOLDER: Skeleton = Skeleton {
        attributes: &[],
        token: false,
        template: "holder.html",
        document: false,
        components: &[|| &HOLDER],
        contents: &[],
        fragments: &[Fragment {
            fields: &[],
            slots: &[
                Slot::Component(0),
                Slot::Text(Text::Live),
                Slot::Component(0),
            ],
            parts: &[],
            key: Key::None,
            namespace: Namespace::Html,
        }],
    };

    #[test]
    fn a_components_slot_holds_an_id() {
        let mut recorder = Recorder::new();
        let mut tape = |id: &str| {
            let holder = recorder.mark(0).text("1").mark(1).text("77").mark(2);
            holder.text(id).finish(&HOLDER)
        };
        let ids = tape("4294967295").unwrap().component_ids();
        assert_eq!(ids, [1, u32::MAX], "a text is no id");
        for id in ["", "0", "-1", "x", "1 ", "4294967296"] {
            let error = tape(id).unwrap_err().to_string();
            assert!(
                error.contains("mark 2 ") && error.contains("the id of a component"),
                "{error}"
            );
        }
    }
}
