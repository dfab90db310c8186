//! Where pages are written: a few buffers a worker that are used again, so that a page asks the system for no memory.

use std::cell::RefCell;
use std::thread::{self, ThreadId};

use bytes::Bytes;

/// How many buffers a worker keeps. More pages than that under way at once get buffers of their own.
const KEPT: usize = 4;
/// A larger buffer is given back to the system: one huge page should not hold its memory for ever.
const LARGEST: usize = 1 << 20;

thread_local! {
    static BUFFERS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// An empty buffer, with room if this worker has one.
pub(super) fn take() -> Vec<u8> {
    BUFFERS.with_borrow_mut(Vec::pop).unwrap_or_default()
}

/// The page in a buffer, as bytes. Once nobody has any of them, the worker has the buffer again.
pub(super) fn lend(page: Vec<u8>) -> Bytes {
    Bytes::from_owner(Lent {
        page,
        home: thread::current().id(),
    })
}

struct Lent {
    page: Vec<u8>,
    /// Only workers write pages: on another thread the buffer would lie unused.
    home: ThreadId,
}

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        &self.page
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if self.page.capacity() > LARGEST || thread::current().id() != self.home {
            return;
        }
        let mut buffer = std::mem::take(&mut self.page);
        buffer.clear();
        // While the thread ends there may be no buffers any more.
        let _ = BUFFERS.try_with(|buffers| {
            let mut buffers = buffers.borrow_mut();
            if buffers.len() < KEPT {
                buffers.push(buffer);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> usize {
        BUFFERS.with_borrow(Vec::len)
    }

    #[test]
    fn a_buffer_comes_back_with_the_last_of_its_bytes() {
        let page = lend(b"page".to_vec());
        let piece = page.slice(1..3);
        drop(page);
        assert_eq!((&piece[..], kept()), (&b"ag"[..], 0));
        drop(piece);
        assert_eq!(kept(), 1);
        let buffer = take();
        assert!(buffer.is_empty() && buffer.capacity() >= 4);
        assert_eq!(kept(), 0);
    }

    #[test]
    fn few_are_kept_and_none_that_are_large() {
        drop(lend(Vec::with_capacity(LARGEST + 1)));
        assert_eq!(kept(), 0);
        let pages: Vec<Bytes> = (0..2 * KEPT as u8).map(|n| lend(vec![n])).collect();
        drop(pages);
        assert_eq!(kept(), KEPT);
    }

    #[test]
    fn a_buffer_does_not_stay_on_another_thread() {
        let page = lend(b"page".to_vec());
        let elsewhere = thread::spawn(move || {
            drop(page);
            kept()
        });
        assert_eq!((elsewhere.join().unwrap(), kept()), (0, 0));
    }
}
