//! How many bytes are on their way to a connection that has not taken them.
//!
//! The library counts messages, of which 32 may wait. A client may confirm patches that it never read, each a megabyte, so
//! large ones are counted in bytes as well: each says so when the library has written it and drops it. Small ones are
//! bounded well enough by their number.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use bytestring::ByteString;
use parking_lot::Mutex;

/// A frame of fewer bytes is not counted: 32 of them are half the window.
const SMALL: usize = 4 * 1024;
/// How many bytes may be under way before the next counted frame waits. One frame may be larger.
const WINDOW: usize = 256 * 1024;

/// The frames under way to one connection.
#[derive(Debug, Default)]
pub(super) struct Window(Mutex<UnderWay>);

#[derive(Debug, Default)]
struct UnderWay {
    bytes: usize,
    /// Who waits for room.
    task: Option<Waker>,
}

impl Window {
    /// Whether a frame is counted.
    pub(super) fn counts(frame: &str) -> bool {
        frame.len() >= SMALL
    }

    /// Waits until the next frame need not wait. If the connection goes, it drops what was under way.
    pub(super) fn poll_room(&self, context: &Context<'_>) -> Poll<()> {
        let mut under_way = self.0.lock();
        if under_way.bytes < WINDOW {
            return Poll::Ready(());
        }
        under_way.task = Some(context.waker().clone());
        Poll::Pending
    }

    /// A frame that counts until it is dropped.
    pub(super) fn enter(self: Arc<Self>, frame: &str) -> ByteString {
        self.0.lock().bytes += frame.len();
        let frame = Counted {
            text: frame.to_owned(),
            window: self,
        };
        // What was a string is one still, but only the library's unsafe constructor would take our word for it.
        ByteString::try_from(Bytes::from_owner(frame)).unwrap_or_default()
    }

    fn leave(&self, bytes: usize) {
        let mut under_way = self.0.lock();
        under_way.bytes -= bytes;
        let task = if under_way.bytes < WINDOW {
            under_way.task.take()
        } else {
            None
        };
        drop(under_way);
        if let Some(task) = task {
            task.wake();
        }
    }
}

struct Counted {
    text: String,
    window: Arc<Window>,
}

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        self.text.as_bytes()
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.window.leave(self.text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has_room(window: &Window) -> bool {
        let context = Context::from_waker(Waker::noop());
        window.poll_room(&context).is_ready()
    }

    #[test]
    fn a_frame_waits_while_the_window_is_full() {
        let window = Arc::<Window>::default();
        let large = "\u{e9}".repeat(500_000);
        assert!(Window::counts(&large) && !Window::counts("[\"h\"]"));
        assert!(has_room(&window));
        let first = Arc::clone(&window).enter(&large);
        assert_eq!(first, *large);
        assert!(!has_room(&window));
        drop(first);
        assert!(has_room(&window));
    }
}
