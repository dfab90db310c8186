//! Where messages for a session wait until whoever holds it runs it.
//!
//! A mutex, a queue and a waker: no channel, no timer, no task. The session owns one end; every handle is the other.
//! The queue is bounded, closely while a session is parked, widely while somebody holds it (who may be busy, or held up
//! by a client). Past the bound its messages are dropped and the view is lost: what it would show could not be true
//! any more.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Context as Polled, Poll, Waker};

use parking_lot::Mutex;

use super::Context;

/// How many messages wait for a parked session.
pub const PARKED_MESSAGES: usize = 128;
/// How many bytes of messages wait for a parked session.
pub const PARKED_BYTES: usize = 64 * 1024;

/// How many messages wait for a session that somebody holds.
pub const HELD_MESSAGES: usize = 16 * 1024;
/// How many bytes of messages wait for a session that somebody holds.
pub const HELD_BYTES: usize = 8 * 1024 * 1024;

/// What a message does to the view.
pub(crate) type Continuation = Box<dyn FnOnce(&mut dyn Any, &mut Context) + Send>;

/// Something that waits for a session.
pub(crate) enum Message {
    /// A continuation of work in the background.
    Continue {
        continuation: Continuation,
        bytes: usize,
        /// The component that it is for, or the view.
        component: u32,
        /// The number of the work, if it has a name; else 0.
        work: u64,
    },
    /// Work in the background panicked.
    Panicked,
}

impl Message {
    fn bytes(&self) -> usize {
        match self {
            Message::Continue { bytes, .. } => size_of::<Message>() + bytes,
            Message::Panicked => size_of::<Message>(),
        }
    }
}

/// A handle to a session's queue of messages. Clones are handles to the same queue.
#[derive(Clone, Default)]
pub struct Mailbox {
    queue: Arc<Mutex<Queue>>,
    /// Which mount of the view sends by this handle: messages for an earlier one are dropped.
    epoch: u32,
}

#[derive(Default)]
struct Queue {
    messages: VecDeque<Message>,
    bytes: usize,
    parked: bool,
    lost: bool,
    closed: bool,
    epoch: u32,
    waker: Option<Waker>,
}

impl Mailbox {
    /// Waits until a message is there. One task at a time can wait.
    pub fn poll_ready(&self, context: &Polled<'_>) -> Poll<()> {
        let mut queue = self.queue.lock();
        if queue.has_news() {
            return Poll::Ready(());
        }
        let waker = context.waker();
        let waiting = queue.waker.get_or_insert_with(|| waker.clone());
        waiting.clone_from(waker);
        Poll::Pending
    }

    /// The same.
    pub async fn ready(&self) {
        poll_fn(|context| self.poll_ready(context)).await;
    }

    /// Whether a message waits, or more came than may.
    pub(crate) fn has_news(&self) -> bool {
        self.queue.lock().has_news()
    }

    /// Whether no message waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.queue.lock().messages.is_empty()
    }

    /// About how many bytes wait.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.queue.lock().bytes
    }

    /// Leaves a message. One for a session that is gone is dropped.
    pub(crate) fn send(&self, message: Message) {
        let dropped;
        let waker;
        {
            let mut queue = self.queue.lock();
            if queue.closed || queue.lost || queue.epoch != self.epoch {
                // The message is dropped after the lock is released: what it holds is the user's.
                drop(queue);
                return discard([message]);
            }
            queue.bytes += message.bytes();
            queue.messages.push_back(message);
            dropped = queue.overflow();
            waker = (!queue.parked).then(|| queue.waker.take()).flatten();
        }
        discard(dropped);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Takes every message.
    pub(crate) fn take(&self) -> VecDeque<Message> {
        let mut queue = self.queue.lock();
        queue.bytes = 0;
        std::mem::take(&mut queue.messages)
    }

    /// From here on messages wait within bounds and wake nobody.
    pub(crate) fn park(&self) {
        let dropped = {
            let mut queue = self.queue.lock();
            queue.parked = true;
            queue.waker = None;
            queue.overflow()
        };
        discard(dropped);
    }

    /// Ends [`Mailbox::park`]. Says whether every message is still there.
    pub(crate) fn unpark(&self) -> bool {
        let mut queue = self.queue.lock();
        queue.parked = false;
        !std::mem::take(&mut queue.lost)
    }

    /// Whether more came than may wait, since this was last asked.
    pub(crate) fn take_lost(&self) -> bool {
        std::mem::take(&mut self.queue.lock().lost)
    }

    /// The mailbox of a view that is mounted anew: nothing that was meant for the one before reaches it.
    pub(crate) fn renewed(&self) -> Self {
        let (epoch, dropped) = {
            let mut queue = self.queue.lock();
            queue.epoch += 1;
            queue.bytes = 0;
            (queue.epoch, std::mem::take(&mut queue.messages))
        };
        discard(dropped);
        Self {
            queue: Arc::clone(&self.queue),
            epoch,
        }
    }

    /// Drops what waits and whatever comes.
    pub(crate) fn close(&self) {
        self.queue.lock().closed = true;
        discard(self.take());
    }
}

/// Drops messages one by one: a panic in the `drop` of what one of them holds costs nobody anything, where two at once
/// would end the process.
pub(crate) fn discard(messages: impl IntoIterator<Item = Message>) {
    for message in messages {
        if catch_unwind(AssertUnwindSafe(|| drop(message))).is_err() {
            tracing::error!("a message panicked when it was dropped");
        }
    }
}

impl Queue {
    fn has_news(&self) -> bool {
        !self.messages.is_empty() || self.lost
    }

    /// Gives up when too much waits.
    fn overflow(&mut self) -> VecDeque<Message> {
        let (messages, bytes) = if self.parked {
            (PARKED_MESSAGES, PARKED_BYTES)
        } else {
            (HELD_MESSAGES, HELD_BYTES)
        };
        if self.messages.len() <= messages && self.bytes <= bytes {
            return VecDeque::new();
        }
        self.lost = true;
        self.bytes = 0;
        std::mem::take(&mut self.messages)
    }
}

impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let queue = self.queue.lock();
        f.debug_struct("Mailbox")
            .field("messages", &queue.messages.len())
            .field("bytes", &queue.bytes)
            .field("parked", &queue.parked)
            .field("lost", &queue.lost)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: usize) -> Message {
        Message::Continue {
            continuation: Box::new(|_, _| ()),
            bytes,
            component: 0,
            work: 0,
        }
    }

    #[test]
    fn a_parked_mailbox_holds_128_messages_and_is_lost_past_them() {
        let mailbox = Mailbox::default();
        mailbox.park();
        for _ in 0..PARKED_MESSAGES {
            mailbox.send(message(0));
        }
        assert!(!mailbox.take_lost());
        mailbox.send(message(0));
        assert!(mailbox.is_empty());
        assert!(!mailbox.unpark());
        assert!(mailbox.unpark(), "it is told once");
    }

    #[test]
    fn a_parked_mailbox_holds_64_kib() {
        let mailbox = Mailbox::default();
        mailbox.park();
        mailbox.send(message(60 * 1024));
        assert!(!mailbox.take_lost());
        mailbox.send(message(5 * 1024));
        assert!(mailbox.take_lost());
        assert_eq!(mailbox.bytes(), 0);
    }

    #[test]
    fn a_held_mailbox_has_wider_bounds() {
        let mailbox = Mailbox::default();
        for _ in 0..HELD_MESSAGES {
            mailbox.send(message(0));
        }
        assert!(!mailbox.take_lost());
        mailbox.send(message(0));
        assert!(mailbox.is_empty() && mailbox.take_lost());
        mailbox.send(message(HELD_BYTES));
        assert!(mailbox.take_lost() && !mailbox.take_lost());
    }

    #[test]
    fn what_was_meant_for_the_view_before_does_not_arrive() {
        let before = Mailbox::default();
        before.send(message(0));
        let after = before.renewed();
        before.send(message(0));
        assert!(after.is_empty());
        after.send(message(0));
        assert!(!before.is_empty(), "who waits on the old handle is woken");
    }

    #[test]
    fn a_closed_mailbox_keeps_nothing() {
        let mailbox = Mailbox::default();
        mailbox.send(message(0));
        mailbox.close();
        mailbox.send(message(0));
        assert!(mailbox.is_empty());
    }
}
