//! Frames on their way to the connection: the session's task writes them, the connection takes their bytes.
//!
//! No channel: both ends belong to one worker. How much is under way is bounded by bytes, because a client may confirm
//! patches that it never read; past the bound the task waits.

use std::cell::Cell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use actix_web::web::Bytes;
use bytes::BytesMut;

use super::frame;

/// How many bytes may be under way before the next frame waits. One frame may be larger.
const WINDOW: usize = 256 * 1024;
/// How many short frames may be under way besides, each an answer to a client that sends more than it reads.
const SHORT: u32 = 32;
/// The largest buffer that a worker uses again.
const KEEP: usize = 64 * 1024;

thread_local! {
    /// The buffer that a connection has copied, for the worker's next frame.
    static SPARE: Cell<BytesMut> = Cell::new(BytesMut::new());
}

/// Makes both ends.
pub(crate) fn pipe() -> (Sender, Taker) {
    let pipe = Rc::new(Pipe::default());
    (Sender(Rc::clone(&pipe)), Taker(pipe))
}

#[derive(Default)]
struct Pipe {
    bytes: Cell<BytesMut>,
    under_way: Cell<usize>,
    /// How many short frames are among them.
    short: Cell<u32>,
    /// Whether nothing follows.
    ended: Cell<bool>,
    /// Whether nobody takes anything any more.
    gone: Cell<bool>,
    /// The connection, which waits for bytes.
    connection: Cell<Option<Waker>>,
    /// The task, which waits for room, or for the end.
    task: Cell<Option<Waker>>,
}

/// The task's end.
pub(crate) struct Sender(Rc<Pipe>);

/// The connection's end.
pub(crate) struct Taker(Rc<Pipe>);

impl Sender {
    /// Sends a text. Whoever sends many waits for room before each.
    pub(crate) fn text(&self, text: &str) {
        self.0.write(|out| frame::text(out, text));
    }

    /// Sends a short text, unless many are under way. Whether there is room does not matter.
    pub(crate) fn short_text(&self, text: &str) {
        self.short(|out| frame::text(out, text));
    }

    /// Answers a ping, in the same way.
    pub(crate) fn pong(&self, payload: &[u8]) {
        self.short(|out| frame::pong(out, payload));
    }

    fn short(&self, write: impl FnOnce(&mut BytesMut)) {
        let count = self.0.short.get();
        if count < SHORT {
            self.0.short.set(count + 1);
            self.0.write(write);
        }
    }

    /// Sends the last frame.
    pub(crate) fn close(self, said: Option<(u16, &str)>) {
        self.0.write(|out| frame::close(out, said));
    }

    /// Whether the next frame need not wait.
    pub(crate) fn has_room(&self) -> bool {
        self.0.under_way.get() < WINDOW
    }

    /// Whether the connection is gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.0.gone.get()
    }

    /// Waits until there is room, or the connection is gone.
    pub(crate) fn poll_room(&self, context: &Context<'_>) -> Poll<()> {
        if self.has_room() || self.is_gone() {
            return Poll::Ready(());
        }
        self.0.task.set(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        self.0.ended.set(true);
        wake(&self.0.connection);
    }
}

impl Taker {
    /// Asks not to be woken: this end is about to take what there is.
    pub(crate) fn stand_by(&self) {
        self.0.connection.take();
    }

    /// Takes what was sent. `None` at the end.
    pub(crate) fn poll_take(&self, context: &Context<'_>) -> Poll<Option<Bytes>> {
        let pipe = &*self.0;
        if pipe.under_way.get() > 0 {
            return Poll::Ready(Some(pipe.take()));
        }
        if pipe.ended.get() {
            return Poll::Ready(None);
        }
        pipe.connection.set(Some(context.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Taker {
    fn drop(&mut self) {
        self.0.gone.set(true);
        wake(&self.0.task);
    }
}

impl Pipe {
    fn write(&self, write: impl FnOnce(&mut BytesMut)) {
        if self.gone.get() {
            return;
        }
        let mut bytes = self.bytes.take();
        if bytes.is_empty() {
            bytes = SPARE.take();
        }
        write(&mut bytes);
        self.under_way.set(bytes.len());
        self.bytes.set(bytes);
        wake(&self.connection);
    }

    fn take(&self) -> Bytes {
        let mut rest = self.bytes.take();
        let bytes = rest.split().freeze();
        if bytes.len() <= KEEP {
            SPARE.set(rest);
        }
        self.under_way.set(0);
        self.short.set(0);
        wake(&self.task);
        bytes
    }
}

fn wake(waiting: &Cell<Option<Waker>>) {
    if let Some(waker) = waiting.take() {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll<T>(poll: impl FnOnce(&Context<'_>) -> Poll<T>) -> Option<T> {
        match poll(&Context::from_waker(Waker::noop())) {
            Poll::Ready(ready) => Some(ready),
            Poll::Pending => None,
        }
    }

    #[test]
    fn frames_come_out_as_they_were_sent_up_to_the_last() {
        let (sender, taker) = pipe();
        assert_eq!(poll(|context| taker.poll_take(context)), None);
        sender.text("a");
        sender.text("b");
        let taken = poll(|context| taker.poll_take(context)).flatten();
        assert_eq!(taken.as_deref(), Some(&b"\x81\x01a\x81\x01b"[..]));
        sender.close(None);
        let taken = poll(|context| taker.poll_take(context)).flatten();
        assert_eq!(taken.as_deref(), Some(&b"\x88\0"[..]));
        assert_eq!(poll(|context| taker.poll_take(context)), Some(None));
    }

    #[test]
    fn a_frame_waits_while_the_window_is_full() {
        let (sender, taker) = pipe();
        sender.text("");
        assert!(poll(|context| sender.poll_room(context)).is_some());
        sender.text(&"x".repeat(1_000_000));
        assert!(poll(|context| sender.poll_room(context)).is_none());
        (0..100).for_each(|_| sender.short_text(""));
        let taken = poll(|context| taker.poll_take(context)).flatten();
        let bytes = 2 + 10 + 1_000_000 + 32 * 2;
        assert_eq!(
            taken.map(|bytes| bytes.len()),
            Some(bytes),
            "few short ones do not wait"
        );
        assert!(poll(|context| sender.poll_room(context)).is_some());
    }

    #[test]
    fn nobody_waits_for_a_connection_that_is_gone() {
        let (sender, taker) = pipe();
        sender.text(&"x".repeat(1_000_000));
        drop(taker);
        assert!(poll(|context| sender.poll_room(context)).is_some());
        assert!(sender.is_gone());
        sender.short_text("more");
        assert_eq!(sender.0.under_way.get(), 10 + 1_000_000, "nor kept for it");
    }
}
