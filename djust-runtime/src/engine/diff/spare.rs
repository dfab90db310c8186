//! Buffers for the rows of lists, which a worker keeps from one diff to the next: no list grows its own anew.

use std::cell::Cell;

thread_local! {
    static KEPT: Cell<Vec<Vec<usize>>> = const { Cell::new(Vec::new()) };
}

/// The longest list whose buffer is kept, in rows.
const LONGEST: usize = 16_384;

/// The worker's buffers, while a diff has them.
#[derive(Debug)]
pub(super) struct Spare(Vec<Vec<usize>>);

impl Spare {
    /// Takes the worker's buffers.
    pub(super) fn take() -> Self {
        Self(KEPT.take())
    }

    /// The rows in a buffer. A list within a row gets another one.
    pub(super) fn filled(&mut self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut buffer = self.0.pop().unwrap_or_default();
        buffer.extend(rows);
        buffer
    }

    /// Takes a buffer back.
    pub(super) fn put(&mut self, mut buffer: Vec<usize>) {
        if buffer.capacity() <= LONGEST {
            buffer.clear();
            self.0.push(buffer);
        }
    }
}

impl Drop for Spare {
    fn drop(&mut self) {
        KEPT.set(std::mem::take(&mut self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_come_back_empty_unless_they_are_long() {
        let mut spare = Spare::take();
        let (short, long) = (spare.filled(0..10), spare.filled(0..LONGEST + 1));
        let capacity = short.capacity();
        spare.put(short);
        spare.put(long);
        drop(spare);
        let mut spare = Spare::take();
        assert_eq!(spare.0.len(), 1);
        let again = spare.filled(7..8);
        assert_eq!((again.as_slice(), again.capacity()), (&[7][..], capacity));
    }
}
