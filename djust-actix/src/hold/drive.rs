//! Drives a session that has a connection: from the join to the end of one of them.

mod succession;

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use djust_runtime::session::{Close, Outbox, Session};
use tokio::time::{Instant, Sleep, sleep_until};

use super::Sessions;
use super::connection::{Connection, Ending};
use super::registry::{Lease, Order, discard};
use crate::group::Place;
use crate::transport::Incoming;

/// A session and the connection that it is on. It stands in one box, so that the task of an idle connection is small.
pub(super) struct Live {
    pub(super) connection: Connection,
    pub(super) seat: Seat,
    pub(super) sessions: Arc<Sessions>,
}

/// A session as the task of a connection holds it. When it leaves, another may take its place on the same connection.
pub(super) struct Seat {
    pub(super) session: Session,
    pub(super) lease: Lease<Session>,
    /// Where the view stands among those that may follow it.
    pub(super) place: Arc<Place>,
    /// Whether the token with which the client came is spent.
    confirmed: bool,
    /// The only timer of the task, set while the session has a deadline.
    pub(super) alarm: Option<Pin<Box<Sleep>>>,
}

/// Why there may be something to do.
enum Woken {
    /// The client has just joined.
    Joined,
    Order(Order<Session>),
    Incoming(Incoming),
    /// The session's deadline has come.
    Due,
    /// Something is in the session's mailbox.
    Mail,
}

thread_local! {
    /// Scratch of the worker. Taken while a turn lasts, so that another connection's finds its own.
    static OUTBOX: Cell<Outbox> = const { Cell::new(Outbox::new()) };
}

/// A connection's task.
pub(super) async fn after(join: Pin<Box<impl Future<Output = Option<Box<Live>>>>>) {
    let live = join.await;
    if let Some(mut live) = live {
        drive(&mut live).await;
        let Live {
            mut connection,
            seat,
            sessions,
        } = *live;
        seat.leave(connection.take_ending());
        sessions.sweep_soon();
    }
}

/// Drives the session until its connection ends. Given up while nothing happens, it loses nothing.
pub(super) async fn drive(live: &mut Live) {
    let mut woken = Woken::Joined;
    loop {
        // Boxed, because a handler and all that may befall it need room that an idle connection should not keep.
        Box::pin(turn(live, woken)).await;
        if live.connection.ended() {
            return;
        }
        woken = poll_fn(|context| poll_woken(live, context)).await;
    }
}

/// Waits until there is something to do.
fn poll_woken(live: &mut Live, context: &mut Context<'_>) -> Poll<Woken> {
    let Live {
        connection, seat, ..
    } = live;
    if let Poll::Ready(order) = seat.lease.link().poll_ordered(context) {
        return Poll::Ready(Woken::Order(order));
    }
    if let Poll::Ready(incoming) = connection.poll_receive(context) {
        return Poll::Ready(Woken::Incoming(incoming));
    }
    if let Some(alarm) = &mut seat.alarm
        && alarm.as_mut().poll(context).is_ready()
    {
        seat.alarm = None;
        return Poll::Ready(Woken::Due);
    }
    ready!(seat.session.poll_mail(context));
    Poll::Ready(Woken::Mail)
}

/// Does what there is to do, until the connection is idle or ends.
async fn turn(live: &mut Live, woken: Woken) {
    let Live {
        connection,
        seat,
        sessions,
    } = live;
    match woken {
        Woken::Joined | Woken::Mail => {}
        Woken::Due => seat.session.tick(now()),
        Woken::Order(order) => connection.obey(order),
        Woken::Incoming(incoming) => {
            connection.accept(incoming, Some(&seat.lease));
            connection.accept_ready(&seat.lease).await;
        }
    }
    while !connection.ended() {
        let mut out = OUTBOX.take();
        while let Some(frame) = connection.pop() {
            seat.receive(&frame, &mut out, connection, sessions);
        }
        seat.run(&mut out, connection, sessions).await;
        send(&mut out, connection, &seat.lease).await;
        out.clear();
        OUTBOX.set(out);
        if seat.session.leaving().is_some() {
            // Boxed, because most turns need no room for it.
            Box::pin(succession::follow(seat, connection, sessions)).await;
            continue;
        }
        seat.settle();
        if connection.is_idle() {
            return;
        }
    }
}

/// Sends what a session wants sent.
pub(super) async fn send(out: &mut Outbox, connection: &mut Connection, lease: &Lease<Session>) {
    for frame in out.frames() {
        connection.send(frame, lease).await;
    }
    if let Some(close) = out.take_close() {
        connection.end(Ending::Asked(close));
    }
}

/// The time of the runtime, which a test may stop.
pub(super) fn now() -> std::time::Instant {
    Instant::now().into_std()
}

impl Seat {
    pub(super) fn new(session: Session, lease: Lease<Session>, place: Arc<Place>) -> Self {
        Self {
            session,
            lease,
            place,
            confirmed: false,
            alarm: None,
        }
    }

    /// Gives one frame to the session. The first that only a client with the join's answer can send spends the token with
    /// which it came.
    fn receive(
        &mut self,
        frame: &str,
        out: &mut Outbox,
        connection: &mut Connection,
        sessions: &Sessions,
    ) {
        let now = now();
        let taken = match sessions.events.admit(frame, &mut connection.share, now) {
            true => self.session.receive(frame, now, out),
            false => self.session.decline(frame, now, out),
        };
        match taken {
            Ok(()) if self.confirmed => {}
            Ok(()) => {
                self.lease.confirm();
                self.confirmed = true;
            }
            Err(refused) => connection.refuse("bad_frame", &refused.to_string()),
        }
    }

    /// Runs what waits in the session. A handler past its limit is dropped where it stands; what it left behind can't be
    /// trusted, so the view is mounted anew.
    async fn run(&mut self, out: &mut Outbox, connection: &mut Connection, sessions: &Sessions) {
        let Self { session, lease, .. } = self;
        let limits = &sessions.limits;
        let early = out.early();
        let ran = connection
            .during_run(lease, limits.handler, &early, pin!(session.run(now(), out)))
            .await;
        if ran.is_some() {
            return;
        }
        tracing::error!(
            limit = ?limits.handler,
            "a handler ran longer than the limit; its view is mounted anew"
        );
        // Boxed, so that what hardly ever happens takes no room of each turn.
        let mut again = Box::pin(session.run(now(), out));
        let ran = connection
            .during(lease, limits.handler, again.as_mut())
            .await;
        if ran.is_none() {
            connection.end(Ending::Asked(Close::Gone));
        }
    }

    /// Notes what a run may have changed: the session's URL and its deadline.
    fn settle(&mut self) {
        let before = self.session.urls_before().map(str::to_owned).collect();
        self.lease.moved(self.session.url(), before);
        let Some(deadline) = self.session.deadline().map(Instant::from_std) else {
            self.alarm = None;
            return;
        };
        match &mut self.alarm {
            Some(alarm) if alarm.deadline() == deadline => {}
            Some(alarm) => alarm.as_mut().reset(deadline),
            None => self.alarm = Some(Box::pin(sleep_until(deadline))),
        }
    }

    /// Gives the session to the connection that took over, to the registry, or to nobody.
    pub(super) fn leave(self, ending: Option<Ending>) {
        let Self {
            mut session, lease, ..
        } = self;
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
                session.park(now());
                lease.park(session);
            }
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
    fn an_idle_connection_keeps_little() {
        fn size<F>(_: &F) -> usize {
            size_of::<F>()
        }
        let join = Box::pin(std::future::ready(None));
        let (task, live) = (size(&after(join)), size_of::<Live>());
        assert!(task <= 128, "the task is {task} bytes");
        assert!(live <= 1_024, "what it serves is {live} bytes");
    }
}
