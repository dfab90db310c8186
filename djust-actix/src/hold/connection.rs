//! One client's connection as its task sees it: frames in, frames out, and why it ended. How fast a client may send, and
//! how much of it waits, is decided here for every transport.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker, ready};
use std::time::{Duration, Instant};

use bytestring::ByteString;
use djust_runtime::session::{Close, Early, Session};
use djust_runtime::wire::{self, ClientFrame};
use tokio::sync::oneshot;
use tokio::time::Sleep;

use super::crowd::{Admission, Share};
use super::rate::Rate;
use super::registry::{Lease, Order};
use crate::limits::Limits;
use crate::transport::{CloseCode, Incoming, Transport};

/// Why a connection's task is to end.
#[derive(Debug)]
pub(super) enum Ending {
    /// The connection is gone, or nothing was heard for too long.
    Lost,
    /// The client broke the protocol.
    Broken(&'static str),
    /// Another connection took over and waits for the session.
    TakenOver(oneshot::Sender<Session>),
    /// The identity was logged out.
    Revoked,
    /// The session itself asks for it.
    Asked(Close),
    /// The server goes away.
    Away(Duration),
}

impl Ending {
    /// What the client is told.
    fn code(&self) -> Option<CloseCode> {
        Some(match self {
            Ending::Lost => return None,
            Ending::Broken(reason) => CloseCode::Broken(reason),
            Ending::TakenOver(_) => CloseCode::TakenOver,
            Ending::Revoked | Ending::Asked(Close::Gone) => CloseCode::Gone,
            Ending::Asked(Close::Slow) => CloseCode::Slow,
            Ending::Away(delay) => CloseCode::Away(*delay),
        })
    }

    /// Which ending counts, for what is to become of the session: a log-out outweighs a loss, and a connection that waits
    /// for the session outweighs both.
    fn weight(&self) -> u8 {
        match self {
            Ending::TakenOver(_) => 3,
            Ending::Revoked | Ending::Asked(Close::Gone) => 2,
            Ending::Lost | Ending::Broken(_) | Ending::Asked(Close::Slow) | Ending::Away(_) => 1,
        }
    }
}

/// A client's connection, and what came over it but was not used yet. It outlives the session on it: another can follow.
pub(super) struct Connection {
    /// `None` once it ended.
    transport: Option<Box<dyn Transport>>,
    /// Whether nothing more comes. What came before is used first: the client may never come back to send it again.
    lost: bool,
    backlog: VecDeque<ByteString>,
    longest: usize,
    rate: Rate,
    /// What it may send whatever others do.
    pub(super) share: Share,
    /// Held for as long as the connection is served.
    _admission: Admission,
    /// Ends when the next message may be read.
    pause: Option<Pin<Box<Sleep>>>,
    garbage: Rate,
    ending: Option<Ending>,
}

impl Connection {
    pub(super) fn new(
        transport: Box<dyn Transport>,
        admission: Admission,
        limits: &Limits,
    ) -> Self {
        Self {
            transport: Some(transport),
            lost: false,
            backlog: VecDeque::new(),
            longest: limits.queued_messages.max(1),
            rate: Rate::new(limits.messages_per_second, limits.message_burst),
            share: Share::default(),
            _admission: admission,
            pause: None,
            garbage: Rate::new(1, limits.garbage_burst),
            ending: None,
        }
    }

    /// The oldest frame that was not used.
    pub(super) fn pop(&mut self) -> Option<ByteString> {
        self.backlog.pop_front()
    }

    /// Whether the connection is open and nothing that came over it waits.
    pub(super) fn is_idle(&self) -> bool {
        !self.ended() && self.backlog.is_empty()
    }

    /// Whether the task is to end.
    pub(super) fn ended(&self) -> bool {
        self.ending.is_some()
    }

    pub(super) fn take_ending(&mut self) -> Option<Ending> {
        self.ending.take()
    }

    /// Waits for what comes next: forever once the connection has ended or enough of it waits, and not before the client may
    /// send again, so that one that sends too fast is held back by the operating system.
    pub(super) fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Incoming> {
        if self.backlog.len() >= self.longest {
            return Poll::Pending;
        }
        let Some(transport) = &mut self.transport else {
            return Poll::Pending;
        };
        if self.lost {
            return match self.backlog.is_empty() {
                true => Poll::Ready(Incoming::Lost),
                false => Poll::Pending,
            };
        }
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        transport.poll_receive(context)
    }

    /// The same. Nothing is lost if the wait is given up.
    pub(super) async fn receive(&mut self) -> Incoming {
        poll_fn(|context| self.poll_receive(context)).await
    }

    /// Uses what came: answers what needs no session, and keeps the rest.
    pub(super) fn accept(&mut self, incoming: Incoming, lease: Option<&Lease<Session>>) {
        let now = Instant::now();
        if let Some(lease) = lease {
            lease.hear(now);
        }
        let wait = self.rate.spend(now);
        if !wait.is_zero() {
            self.pause = Some(Box::pin(tokio::time::sleep(wait)));
        }
        match incoming {
            Incoming::Frame(frame) if frame == wire::HEARTBEAT => self.send_now(wire::HEARTBEAT),
            Incoming::Frame(frame) => {
                // One waits, mostly: no room for more.
                if self.backlog.capacity() == 0 {
                    self.backlog.reserve_exact(1);
                }
                self.backlog.push_back(frame);
            }
            Incoming::Binary => self.refuse("binary", "frames are text"),
            Incoming::Alive => {}
            Incoming::Lost => self.lose(),
            Incoming::Broken(reason) => self.end(Ending::Broken(reason)),
        }
    }

    /// Takes whatever has arrived, without waiting, so that one render answers all of it.
    pub(super) async fn accept_ready(&mut self, lease: &Lease<Session>) {
        poll_fn(|context| {
            while let Poll::Ready(incoming) = self.poll_receive(context) {
                self.accept(incoming, Some(lease));
            }
            Poll::Ready(())
        })
        .await;
    }

    /// Serves the connection to its end, for a client that has nothing more to say.
    pub(super) async fn drain(&mut self, lease: &Lease<Session>) {
        while !self.ended() {
            let incoming = self.receive().await;
            self.accept(incoming, Some(lease));
            self.backlog.clear();
        }
    }

    /// Follows an order: the connection is closed at once, whatever the session is doing.
    pub(super) fn obey(&mut self, order: Order<Session>) {
        self.end(match order {
            Order::Yield(next) => Ending::TakenOver(next),
            Order::Lost => Ending::Lost,
            Order::Revoked => Ending::Revoked,
            Order::Away(delay) => Ending::Away(delay),
        });
    }

    fn lose(&mut self) {
        self.lost = true;
        if self.backlog.is_empty() {
            self.end(Ending::Lost);
        }
    }

    /// Ends the connection. The client is told the first reason.
    pub(super) fn end(&mut self, ending: Ending) {
        self.backlog.clear();
        if let Some(transport) = self.transport.take() {
            transport.close(ending.code());
        }
        if self.ending.as_ref().map_or(0, Ending::weight) < ending.weight() {
            self.ending = Some(ending);
        }
    }

    /// Sends a frame and waits until there is room for it: a slow client holds its own session back, no other. Gives up
    /// when an order comes.
    pub(super) async fn send(&mut self, frame: &str, lease: &Lease<Session>) {
        let Some(transport) = &mut self.transport else {
            return;
        };
        let order = poll_fn(|context| match transport.poll_send(frame, context) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => lease.link().poll_ordered(context).map(Some),
        });
        if let Some(order) = order.await {
            self.obey(order);
        }
    }

    /// Sends a short frame if there is room. A client that asks for more answers than it reads does without.
    pub(super) fn send_now(&mut self, frame: &str) {
        if let Some(transport) = &mut self.transport {
            let _ = transport.poll_send(frame, &mut Context::from_waker(Waker::noop()));
        }
    }

    /// Answers a message that made no sense. A connection survives many of them, but not without end.
    pub(super) fn refuse(&mut self, code: &str, message: &str) {
        if self.garbage.take(Instant::now()).is_err() {
            return self.end(Ending::Broken("too many messages that make no sense"));
        }
        let mut frame = String::new();
        wire::refused(&mut frame, 0, code, message, None);
        self.send_now(&frame);
    }

    /// Serves the connection and the link while a future runs; gives it up after the limit.
    pub(super) async fn during<T>(
        &mut self,
        lease: &Lease<Session>,
        limit: Duration,
        work: Pin<&mut (impl Future<Output = T> + ?Sized)>,
    ) -> Option<T> {
        self.during_run(lease, limit, &Early::default(), work).await
    }

    async fn send_all(&mut self, frames: Vec<String>, lease: &Lease<Session>) {
        for frame in frames {
            self.send(&frame, lease).await;
        }
    }

    /// The same for a run of a session: what it sends early leaves before it goes on, and it learns what the client
    /// confirms. A future that is done at once costs no timer. It stays where it is: taken by value, it would have room
    /// here twice.
    pub(super) async fn during_run<T>(
        &mut self,
        lease: &Lease<Session>,
        limit: Duration,
        early: &Early,
        mut work: Pin<&mut (impl Future<Output = T> + ?Sized)>,
    ) -> Option<T> {
        if let Some(done) = poll_once(work.as_mut()).await {
            if early.has_frames() {
                Box::pin(self.send_all(early.take(), lease)).await;
            }
            return Some(done);
        }
        // Boxed: what is done at once, as nearly all is, needs no room for the wait.
        Box::pin(async {
            let mut limit = pin!(tokio::time::sleep(limit));
            loop {
                self.send_all(early.take(), lease).await;
                if self.ended() || self.lost {
                    early.close();
                }
                tokio::select! {
                    biased;
                    () = frames(early) => {}
                    done = &mut work => {
                        // It may have come to its end right behind what it sent.
                        self.send_all(early.take(), lease).await;
                        return Some(done);
                    }
                    () = &mut limit => return None,
                    order = lease.link().ordered() => self.obey(order),
                    incoming = self.receive() => {
                        confirm(early, &incoming);
                        self.accept(incoming, Some(lease));
                    }
                }
            }
        })
        .await
    }
}

/// Waits until frames are to leave. Whoever puts them there is polled again, and this with it.
async fn frames(early: &Early) {
    poll_fn(|_| match early.has_frames() {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
}

/// Tells a run which version a frame confirms.
fn confirm(early: &Early, incoming: &Incoming) {
    if let Incoming::Frame(frame) = incoming
        && let Some(version) = ClientFrame::parse(frame).ok().and_then(|it| it.confirms())
    {
        early.confirm(version);
    }
}

/// Polls a future once.
async fn poll_once<F: Future + ?Sized>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}
