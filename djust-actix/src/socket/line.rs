//! One socket as its task sees it: messages in, frames out, and why it ended.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, Instant};

use actix_ws::{CloseCode, CloseReason, Closed, MessageStream};
use djust_runtime::session::{Close, Session};
use djust_runtime::wire;
use tokio::sync::oneshot;

use super::flow::Flow;
use super::rate::Rate;
use super::reader::{Broken, Incoming, Reader};
use crate::limits::Limits;
use crate::registry::{Lease, Order};

/// A heartbeat as every client writes it.
const HEARTBEAT: &str = "[\"h\"]";
/// How long a closing frame may take to be written.
const CLOSING: Duration = Duration::from_secs(1);

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
    sender: Option<actix_ws::Session>,
    flow: Flow,
    reader: Option<Reader>,
    backlog: VecDeque<String>,
    longest: usize,
    garbage: Rate,
    ending: Option<Ending>,
}

impl Line {
    pub(crate) fn new(
        sender: actix_ws::Session,
        flow: Flow,
        stream: MessageStream,
        limits: &Limits,
    ) -> Self {
        Self {
            sender: Some(sender),
            flow,
            reader: Some(Reader::new(stream, limits)),
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

    /// Waits for a message; forever once the socket has ended or enough of them wait. Nothing is lost if the wait is
    /// given up.
    pub(crate) async fn message(&mut self) -> Option<Result<Incoming, Broken>> {
        match &mut self.reader {
            Some(reader) if self.backlog.len() < self.longest => reader.next().await,
            _ => std::future::pending().await,
        }
    }

    /// Uses a message: answers what needs no session, and keeps the rest.
    pub(crate) async fn accept(
        &mut self,
        message: Option<Result<Incoming, Broken>>,
        lease: Option<&Lease<Session>>,
    ) {
        if let Some(lease) = lease {
            lease.hear();
        }
        match message {
            Some(Ok(Incoming::Text(text))) if text == HEARTBEAT => {
                self.send_now(wire::HEARTBEAT.to_owned()).await
            }
            Some(Ok(Incoming::Text(text))) => {
                // One waits, mostly: no room for more.
                if self.backlog.capacity() == 0 {
                    self.backlog.reserve_exact(1);
                }
                self.backlog.push_back(text);
            }
            Some(Ok(Incoming::Binary)) => self.refuse("binary", "frames are text").await,
            Some(Ok(Incoming::Ping(payload))) => {
                if let Some(sender) = &mut self.sender {
                    at_once(sender.pong(&payload)).await;
                }
            }
            Some(Ok(Incoming::Pong)) => {}
            Some(Ok(Incoming::Close)) | None => self.end(Ending::Lost).await,
            Some(Err(Broken::Lost)) => self.end(Ending::Lost).await,
            Some(Err(broken)) => self.end(Ending::Broken(broken.reason())).await,
        }
    }

    /// Takes whatever has arrived, without waiting, so that one render answers all of it.
    pub(crate) async fn accept_ready(&mut self, lease: &Lease<Session>) {
        while !self.ended() {
            let message = tokio::select! {
                biased;
                message = self.message() => message,
                () = std::future::ready(()) => return,
            };
            self.accept(message, Some(lease)).await;
        }
    }

    /// Serves the socket to its end, for a client that has nothing more to say.
    pub(crate) async fn drain(&mut self, lease: &Lease<Session>) {
        while !self.ended() {
            let message = self.message().await;
            self.accept(message, Some(lease)).await;
            self.backlog.clear();
        }
    }

    /// Follows an order: the socket is closed at once, whatever the session is doing.
    pub(crate) async fn obey(&mut self, order: Order<Session>) {
        self.end(match order {
            Order::Yield(next) => Ending::TakenOver(next),
            Order::Lost => Ending::Lost,
            Order::Revoked => Ending::Revoked,
            Order::Away(delay) => Ending::Away(delay),
        })
        .await;
    }

    /// Ends the socket. The first reason counts, but for what is to become of the session: a log-out outweighs a loss,
    /// and a socket that waits for the session outweighs both.
    pub(crate) async fn end(&mut self, ending: Ending) {
        // Boxed, as is what follows an order: rare, and many wait for it.
        Box::pin(self.close(&ending)).await;
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

    async fn close(&mut self, ending: &Ending) {
        self.reader = None;
        self.backlog.clear();
        let Some(sender) = self.sender.take() else {
            return;
        };
        if let Some((code, reason)) = ending.close() {
            let reason = CloseReason {
                code: CloseCode::Other(code),
                description: Some(reason),
            };
            // A client that reads nothing is not waited for.
            let _ = tokio::time::timeout(CLOSING, sender.close(Some(reason))).await;
        } else {
            at_once(sender.close(None)).await;
        }
    }

    /// Sends a frame and waits until there is room for it: a slow client holds its own session back, no other. Gives up
    /// when an order comes.
    pub(crate) async fn send(&mut self, frame: String, lease: &Lease<Session>) {
        let Some(sender) = &mut self.sender else {
            return;
        };
        let sent = tokio::select! {
            biased;
            sent = paced(sender, &self.flow, frame) => Ok(sent),
            order = lease.link().ordered() => Err(order),
        };
        match sent {
            Ok(Ok(())) => {}
            Ok(Err(_)) => self.end(Ending::Lost).await,
            Err(order) => self.obey(order).await,
        }
    }

    /// Sends a frame if there is room for it.
    pub(crate) async fn send_now(&mut self, frame: String) {
        if let Some(sender) = &mut self.sender {
            at_once(sender.text(frame)).await;
        }
    }

    /// Answers a message that made no sense. A socket survives many of them, but not without end.
    pub(crate) async fn refuse(&mut self, code: &str, message: &str) {
        if self.garbage.take(Instant::now()).is_err() {
            self.end(Ending::Broken("too many messages that make no sense"))
                .await;
            return;
        }
        let mut frame = String::new();
        wire::refused(&mut frame, 0, code, message);
        self.send_now(frame).await;
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
                    order = lease.link().ordered() => self.obey(order).await,
                    message = self.message() => self.accept(message, Some(lease)).await,
                }
            }
        })
        .await
    }
}

/// Sends a frame once there is room for it.
async fn paced(sender: &mut actix_ws::Session, flow: &Flow, frame: String) -> Result<(), Closed> {
    flow.room().await;
    flow.send(frame.len());
    sender.text(frame).await
}

/// Polls a future once.
async fn poll_once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// Does something if it needs no wait, else not at all.
async fn at_once(work: impl Future) {
    let _ = poll_once(pin!(work)).await;
}
