//! Frames on their way to the connection: the session's task writes them, the connection takes their bytes.
//!
//! No channel: both ends belong to one worker. How much is under way is bounded by bytes, because a client may confirm
//! patches that it never read; past the bound the task waits.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;
use bytes::BytesMut;

use super::frame;

/// How many bytes may be under way before the next frame waits. One frame may be larger.
const WINDOW: usize = 256 * 1024;
/// How many short frames may be under way besides, each an answer to a client that sends more than it reads.
const SHORT: u32 = 32;
/// How many buffers a worker keeps to use again: many sessions may have run before the first connection takes its bytes.
const SPARES: usize = 64;
/// The most bytes that such a buffer held.
const SPARE_BYTES: usize = 4 * 1024;

thread_local! {
    static SPARE: RefCell<Vec<BytesMut>> = const { RefCell::new(Vec::new()) };
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
    /// The task, which waits for the connection's end.
    task: Cell<Option<Waker>>,
    /// Whether it waits for room as well.
    crowded: Cell<bool>,
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
        self.0.crowded.set(!self.has_room());
        if self.has_room() {
            return Poll::Ready(());
        }
        self.poll_gone(context)
    }

    /// Waits until the connection is gone.
    pub(crate) fn poll_gone(&self, context: &Context<'_>) -> Poll<()> {
        if self.is_gone() {
            return Poll::Ready(());
        }
        wait(&self.0.task, context);
        Poll::Pending
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        self.0.ended.set(true);
        wake(&self.0.connection);
    }
}

/// The body of the answer to the handshake.
impl MessageBody for Taker {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    /// Takes what was sent. `None` at the end.
    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        let pipe = &*self.0;
        if pipe.under_way.get() > 0 {
            return Poll::Ready(Some(Ok(pipe.take())));
        }
        if pipe.ended.get() {
            return Poll::Ready(None);
        }
        wait(&pipe.connection, context);
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
            bytes = SPARE.with_borrow_mut(Vec::pop).unwrap_or_default();
        }
        write(&mut bytes);
        self.under_way.set(bytes.len());
        self.bytes.set(bytes);
        wake(&self.connection);
    }

    fn take(&self) -> Bytes {
        let mut rest = self.bytes.take();
        let bytes = rest.split().freeze();
        if bytes.len() <= SPARE_BYTES {
            SPARE.with_borrow_mut(|spare| {
                if spare.len() < SPARES {
                    spare.push(rest);
                }
            });
        }
        self.under_way.set(0);
        self.short.set(0);
        if self.crowded.take() {
            wake(&self.task);
        }
        bytes
    }
}

fn wait(waiting: &Cell<Option<Waker>>, context: &Context<'_>) {
    let waker = context.waker();
    let mut known = waiting.take();
    known.get_or_insert_with(|| waker.clone()).clone_from(waker);
    waiting.set(known);
}

fn wake(waiting: &Cell<Option<Waker>>) {
    if let Some(waker) = waiting.take() {
        waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(taker: &mut Taker) -> Poll<Option<Bytes>> {
        let taken = Pin::new(taker).poll_next(&mut Context::from_waker(Waker::noop()));
        taken.map(|bytes| bytes.map(|Ok(bytes)| bytes))
    }

    fn has_room_come(sender: &Sender) -> bool {
        let context = Context::from_waker(Waker::noop());
        sender.poll_room(&context).is_ready()
    }

    #[test]
    fn frames_come_out_as_they_were_sent_up_to_the_last() {
        let (sender, mut taker) = pipe();
        assert_eq!(take(&mut taker), Poll::Pending);
        sender.text("a");
        sender.text("b");
        let both = Bytes::from_static(b"\x81\x01a\x81\x01b");
        assert_eq!(take(&mut taker), Poll::Ready(Some(both)));
        sender.close(None);
        let close = Bytes::from_static(b"\x88\0");
        assert_eq!(take(&mut taker), Poll::Ready(Some(close)));
        assert_eq!(take(&mut taker), Poll::Ready(None));
    }

    #[test]
    fn a_frame_waits_while_the_window_is_full() {
        let (sender, mut taker) = pipe();
        sender.text("");
        assert!(has_room_come(&sender));
        sender.text(&"x".repeat(1_000_000));
        assert!(!has_room_come(&sender));
        (0..100).for_each(|_| sender.short_text(""));
        let Poll::Ready(Some(taken)) = take(&mut taker) else {
            panic!("nothing is there")
        };
        let bytes = 2 + 10 + 1_000_000 + 32 * 2;
        assert_eq!(taken.len(), bytes, "few short ones do not wait");
        assert!(has_room_come(&sender));
    }

    #[test]
    fn nobody_waits_for_a_connection_that_is_gone() {
        let (sender, taker) = pipe();
        sender.text(&"x".repeat(1_000_000));
        drop(taker);
        assert!(has_room_come(&sender));
        assert!(sender.is_gone());
        sender.short_text("more");
        assert_eq!(sender.0.under_way.get(), 10 + 1_000_000, "nor kept for it");
    }
}
