//! A session and its socket, from the join to the end of one of them.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll};

use djust_runtime::session::{Close, Outbox, Session};

use super::frame::{self, Broken, Incoming};
use super::line::{Ending, Line};
use crate::djust::Djust;
use crate::limits::Limits;
use crate::registry::{Lease, Order, discard};

/// A session and all that serves it. It stands in one box, so that the task of an idle socket is small.
pub(crate) struct Live {
    pub(crate) line: Line,
    pub(crate) lease: Lease<Session>,
    pub(crate) session: Session,
    pub(crate) djust: Djust,
    /// Whether the token with which the client came is spent.
    pub(crate) confirmed: bool,
}

/// Why there may be something to do.
enum Woken {
    /// The socket has just joined.
    Joined,
    Order(Order<Session>),
    Message(Option<Result<Incoming, Broken>>),
    /// Something is in the session's mailbox.
    Mail,
}

thread_local! {
    /// Scratch of the worker. Taken while a turn lasts, so that another socket's finds its own.
    static OUTBOX: Cell<Outbox> = const { Cell::new(Outbox::new()) };
}

/// Serves the session until the socket ends or another takes over, then hands it on.
pub(crate) async fn live(mut live: Box<Live>) {
    let mut woken = Woken::Joined;
    loop {
        // Boxed, because a handler and all that may befall it need room that an idle socket should not keep.
        Box::pin(turn(&mut live, woken)).await;
        if live.line.ended() {
            break;
        }
        woken = poll_fn(|context| poll_woken(&mut live, context)).await;
    }
    let Live {
        mut line,
        lease,
        session,
        djust,
        ..
    } = *live;
    hand_on(session, lease, line.take_ending());
    djust.sweep_soon();
}

/// Does what there is to do, until the socket is idle or ends.
async fn turn(live: &mut Live, woken: Woken) {
    let Live {
        line,
        lease,
        session,
        djust,
        confirmed,
    } = live;
    let limits = &djust.shared().limits;
    match woken {
        Woken::Joined | Woken::Mail => {}
        Woken::Order(order) => line.obey(order),
        Woken::Message(message) => {
            line.accept(message, Some(lease));
            line.accept_ready(lease).await;
        }
    }
    while !line.ended() {
        let mut out = OUTBOX.take();
        while let Some(frame) = line.pop() {
            *confirmed = receive(session, &frame, &mut out, line, lease, *confirmed);
            frame::recycle(frame);
        }
        run(session, &mut out, line, lease, limits).await;
        send(&mut out, line, lease).await;
        out.clear();
        OUTBOX.set(out);
        if line.is_idle() {
            return;
        }
    }
}

/// Gives one frame to the session. The first that only a client with the join's answer can send spends the token with
/// which it came.
fn receive(
    session: &mut Session,
    frame: &str,
    out: &mut Outbox,
    line: &mut Line,
    lease: &Lease<Session>,
    confirmed: bool,
) -> bool {
    match session.receive(frame, out) {
        Ok(()) => {
            if !confirmed {
                lease.confirm();
            }
            true
        }
        Err(refused) => {
            line.refuse("bad_frame", &refused.to_string());
            confirmed
        }
    }
}

/// Runs what waits in the session. A handler past its limit is dropped where it stands; what it left behind can't be
/// trusted, so the view is mounted anew.
async fn run(
    session: &mut Session,
    out: &mut Outbox,
    line: &mut Line,
    lease: &Lease<Session>,
    limits: &Limits,
) {
    if line
        .during(lease, limits.handler, pin!(session.run(out)))
        .await
        .is_some()
    {
        return;
    }
    tracing::error!(limit = ?limits.handler, "a handler ran longer than the limit; its view is mounted anew");
    if line
        .during(lease, limits.handler, pin!(session.run(out)))
        .await
        .is_none()
    {
        line.end(Ending::Asked(Close::Gone));
    }
}

pub(super) async fn send(out: &mut Outbox, line: &mut Line, lease: &Lease<Session>) {
    for frame in out.frames() {
        line.send(frame, lease).await;
    }
    if let Some(close) = out.take_close() {
        line.end(Ending::Asked(close));
    }
}

/// Waits until there is something to do.
fn poll_woken(live: &mut Live, context: &mut Context<'_>) -> Poll<Woken> {
    if let Poll::Ready(order) = live.lease.link().poll_ordered(context) {
        return Poll::Ready(Woken::Order(order));
    }
    if let Poll::Ready(message) = live.line.poll_message(context) {
        return Poll::Ready(Woken::Message(message));
    }
    live.session.poll_mail(context).map(|()| Woken::Mail)
}

/// Gives the session to the socket that took over, to the registry, or to nobody.
fn hand_on(mut session: Session, lease: Lease<Session>, ending: Option<Ending>) {
    match ending {
        Some(Ending::TakenOver(next)) => discard(next.send(session).err()),
        Some(Ending::Revoked | Ending::Asked(Close::Gone)) => {
            drop(lease);
            discard([session]);
        }
        _ if session.has_ended() => {
            drop(lease);
            discard([session]);
        }
        _ => {
            session.park();
            lease.park(session);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each message asks for the room of a turn: allocators keep blocks of up to a kilobyte at hand.
    #[test]
    fn a_turn_is_small() {
        fn size<'a, F: Future>(_: impl FnOnce(&'a mut Live, Woken) -> F) -> usize {
            size_of::<F>()
        }
        let turn = size(turn);
        assert!(turn <= 1_024, "a turn is {turn} bytes");
    }

    #[test]
    fn an_idle_socket_keeps_little() {
        fn size<A, F>(_: impl FnOnce(A) -> F) -> usize {
            size_of::<F>()
        }
        let (task, live) = (size(live), size_of::<Live>());
        assert!(task <= 128, "the task is {task} bytes");
        assert!(live <= 1_024, "what it serves is {live} bytes");
    }
}
