//! One socket as its task sees it: messages in, frames out, and why it ended.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use djust_runtime::session::{Close, Session};
use djust_runtime::wire;
use tokio::sync::oneshot;

use super::frame::{Broken, Incoming};
use super::pipe::Sender;
use super::rate::Rate;
use super::reader::Reader;
use crate::limits::Limits;
use crate::registry::{Lease, Order};

/// A heartbeat as every client writes it.
const HEARTBEAT: &str = "[\"h\"]";

/// Why a socket's task is to end.
#[derive(Debug)]
pub(crate) enum Ending {
    /// The connection is gone, or nothing was heard for too long.
    Lost,
    /// The client broke the protocol.
    Broken(&'static str),
    /// Another socket took over and waits for the session.
    TakenOver(oneshot::Sender<Session>),
    /// The identity was logged out.
    Revoked,
    /// The session itself asks for it.
    Asked(Close),
    /// The server goes away.
    Away(Duration),
}

impl Ending {
    /// The close code and reason that the client gets.
    fn close(&self) -> Option<(u16, String)> {
        Some(match self {
            Ending::Lost => return None,
            Ending::Broken(reason) => (4400, (*reason).to_owned()),
            Ending::TakenOver(_) => (4001, "another socket took over".to_owned()),
            Ending::Revoked => (4004, "the view is gone".to_owned()),
            Ending::Asked(close) => (close.code(), close_reason(*close).to_owned()),
            Ending::Away(delay) => (4003, delay.as_millis().to_string()),
        })
    }
}

fn close_reason(close: Close) -> &'static str {
    match close {
        Close::Slow => "too slow",
        Close::Gone => "the view is gone",
    }
}

/// A socket and what came over it but was not used yet.
pub(crate) struct Line {
    sender: Option<Sender>,
    /// Gone before the socket ends if the connection is lost while something waits to be used.
    reader: Option<Reader>,
    backlog: VecDeque<String>,
    longest: usize,
    garbage: Rate,
    ending: Option<Ending>,
}

impl Line {
    pub(crate) fn new(sender: Sender, reader: Reader, limits: &Limits) -> Self {
        Self {
            sender: Some(sender),
            reader: Some(reader),
            backlog: VecDeque::new(),
            longest: limits.queued_messages.max(1),
            garbage: Rate::new(1, limits.garbage_burst),
            ending: None,
        }
    }

    /// The oldest text that was not used.
    pub(crate) fn pop(&mut self) -> Option<String> {
        self.backlog.pop_front()
    }

    /// Whether the socket is open and nothing that came over it waits.
    pub(crate) fn is_idle(&self) -> bool {
        !self.ended() && self.backlog.is_empty()
    }

    /// Whether the task is to end.
    pub(crate) fn ended(&self) -> bool {
        self.ending.is_some()
    }

    pub(crate) fn take_ending(&mut self) -> Option<Ending> {
        self.ending.take()
    }

    /// Waits for a message, or for the end behind the last; forever once the socket has ended or enough of them wait.
    pub(crate) fn poll_message(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Incoming, Broken>>> {
        if self.ended() || self.backlog.len() >= self.longest {
            return Poll::Pending;
        }
        let Some(reader) = &mut self.reader else {
            return if self.backlog.is_empty() {
                Poll::Ready(None)
            } else {
                Poll::Pending
            };
        };
        let polled = reader.poll_next(context);
        if polled.is_ready() || reader.is_paused() {
            return polled;
        }
        // All that came before was read.
        let sender = self.sender.as_ref();
        sender.map_or(Poll::Ready(None), |sender| {
            sender.poll_gone(context).map(|()| None)
        })
    }

    /// The same. Nothing is lost if the wait is given up.
    pub(crate) async fn message(&mut self) -> Option<Result<Incoming, Broken>> {
        poll_fn(|context| self.poll_message(context)).await
    }

    /// Uses a message: answers what needs no session, and keeps the rest.
    pub(crate) fn accept(
        &mut self,
        message: Option<Result<Incoming, Broken>>,
        lease: Option<&Lease<Session>>,
    ) {
        let now = Instant::now();
        if let Some(lease) = lease {
            lease.hear(now);
        }
        if let Some(reader) = &mut self.reader {
            reader.took(now);
        }
        match message {
            Some(Ok(Incoming::Text(text))) if text == HEARTBEAT => self.send_now(wire::HEARTBEAT),
            Some(Ok(Incoming::Text(text))) => {
                // One waits, mostly: no room for more.
                if self.backlog.capacity() == 0 {
                    self.backlog.reserve_exact(1);
                }
                self.backlog.push_back(text);
            }
            Some(Ok(Incoming::Binary)) => self.refuse("binary", "frames are text"),
            Some(Ok(Incoming::Ping(payload))) => {
                if let Some(sender) = &self.sender {
                    sender.pong(&payload);
                }
            }
            Some(Ok(Incoming::Pong)) => {}
            Some(Ok(Incoming::Close) | Err(Broken::Lost)) | None => self.lose(),
            Some(Err(broken)) => self.end(Ending::Broken(broken.reason())),
        }
    }

    /// Takes whatever has arrived, without waiting, so that one render answers all of it.
    pub(crate) async fn accept_ready(&mut self, lease: &Lease<Session>) {
        poll_fn(|context| {
            while let Poll::Ready(message) = self.poll_message(context) {
                self.accept(message, Some(lease));
            }
            Poll::Ready(())
        })
        .await;
    }

    /// Serves the socket to its end, for a client that has nothing more to say.
    pub(crate) async fn drain(&mut self, lease: &Lease<Session>) {
        while !self.ended() {
            let message = self.message().await;
            self.accept(message, Some(lease));
            self.backlog.clear();
        }
    }

    /// Follows an order: the socket is closed at once, whatever the session is doing.
    pub(crate) fn obey(&mut self, order: Order<Session>) {
        self.end(match order {
            Order::Yield(next) => Ending::TakenOver(next),
            Order::Lost => Ending::Lost,
            Order::Revoked => Ending::Revoked,
            Order::Away(delay) => Ending::Away(delay),
        });
    }

    /// Reads no more. What came before is used first: the client may never come back to send it again.
    fn lose(&mut self) {
        self.reader = None;
        if self.backlog.is_empty() {
            self.end(Ending::Lost);
        }
    }

    /// Ends the socket. The first reason counts, but for what is to become of the session: a log-out outweighs a loss,
    /// and a socket that waits for the session outweighs both.
    pub(crate) fn end(&mut self, ending: Ending) {
        self.close(&ending);
        let weight = |ending: &Option<Ending>| match ending {
            None => 0,
            Some(Ending::TakenOver(_)) => 3,
            Some(Ending::Revoked | Ending::Asked(Close::Gone)) => 2,
            Some(_) => 1,
        };
        let ending = Some(ending);
        if weight(&ending) > weight(&self.ending) {
            self.ending = ending;
        }
    }

    /// The last frame is on its way: whether the client reads it is not waited for.
    fn close(&mut self, ending: &Ending) {
        self.reader = None;
        self.backlog.clear();
        if let Some(sender) = self.sender.take() {
            let said = ending.close();
            sender.close(said.as_ref().map(|(code, reason)| (*code, reason.as_str())));
        }
    }

    /// Sends a frame and waits until there is room for it: a slow client holds its own session back, no other. Gives up
    /// when an order comes.
    pub(crate) async fn send(&mut self, frame: &str, lease: &Lease<Session>) {
        if self
            .sender
            .as_ref()
            .is_some_and(|sender| !sender.has_room())
        {
            // Boxed, as is all that is rare: many wait for it.
            Box::pin(self.room(lease)).await;
        }
        if let Some(sender) = &self.sender {
            sender.text(frame);
        }
    }

    /// Waits until there is room for a frame, or the socket ends.
    async fn room(&mut self, lease: &Lease<Session>) {
        let Some(sender) = &self.sender else {
            return;
        };
        let order = poll_fn(|context| {
            if sender.poll_room(context).is_ready() {
                return Poll::Ready(None);
            }
            lease.link().poll_ordered(context).map(Some)
        });
        match order.await {
            Some(order) => self.obey(order),
            None if self.sender.as_ref().is_none_or(Sender::is_gone) => self.lose(),
            None => {}
        }
    }

    /// Sends a short frame, without waiting.
    pub(crate) fn send_now(&mut self, frame: &str) {
        if let Some(sender) = &self.sender {
            sender.short_text(frame);
        }
    }

    /// Answers a message that made no sense. A socket survives many of them, but not without end.
    pub(crate) fn refuse(&mut self, code: &str, message: &str) {
        if self.garbage.take(Instant::now()).is_err() {
            return self.end(Ending::Broken("too many messages that make no sense"));
        }
        let mut frame = String::new();
        wire::refused(&mut frame, 0, code, message);
        self.send_now(&frame);
    }

    /// Serves the socket and the link while a future runs; gives it up after the limit. A future that is done at once
    /// costs no timer. It stays where it is: taken by value, it would have room here twice.
    pub(crate) async fn during<T>(
        &mut self,
        lease: &Lease<Session>,
        limit: Duration,
        mut work: Pin<&mut impl Future<Output = T>>,
    ) -> Option<T> {
        if let Some(done) = poll_once(work.as_mut()).await {
            return Some(done);
        }
        // Boxed: what is done at once, as nearly all is, needs no room for the wait.
        Box::pin(async {
            let mut limit = pin!(tokio::time::sleep(limit));
            loop {
                tokio::select! {
                    biased;
                    done = &mut work => return Some(done),
                    () = &mut limit => return None,
                    order = lease.link().ordered() => self.obey(order),
                    message = self.message() => self.accept(message, Some(lease)),
                }
            }
        })
        .await
    }
}

/// Polls a future once.
async fn poll_once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}
