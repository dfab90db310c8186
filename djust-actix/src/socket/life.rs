//! A session and its socket, from the join to the end of one of them.

use djust_runtime::session::{Close, Outbox, Session};

use super::line::{Ending, Line};
use crate::djust::Djust;
use crate::limits::Limits;
use crate::registry::{Lease, discard};

/// Serves the session until the socket ends or another takes over, then hands it on.
pub(crate) async fn live(
    mut session: Session,
    lease: Lease<Session>,
    mut line: Line,
    djust: &Djust,
) {
    let limits = &djust.shared().limits;
    let mut confirmed = false;
    while !line.ended() {
        let mut out = Outbox::new();
        while let Some(frame) = line.pop() {
            confirmed = receive(&mut session, &frame, &mut out, &mut line, &lease, confirmed).await;
        }
        run(&mut session, &mut out, &mut line, &lease, limits).await;
        send(out, &mut line, &lease).await;
        if line.is_idle() {
            wait(&session, &mut line, &lease).await;
        }
    }
    hand_on(session, lease, line.take_ending());
    djust.sweep_soon();
}

/// Gives one frame to the session. The first that only a client with the join's answer can send spends the token with
/// which it came.
async fn receive(
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
            line.refuse("bad_frame", &refused.to_string()).await;
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
        .during(lease, limits.handler, session.run(out))
        .await
        .is_some()
    {
        return;
    }
    tracing::error!(limit = ?limits.handler, "a handler ran longer than the limit; its view is mounted anew");
    if line
        .during(lease, limits.handler, session.run(out))
        .await
        .is_none()
    {
        line.end(Ending::Asked(Close::Gone)).await;
    }
}

pub(super) async fn send(mut out: Outbox, line: &mut Line, lease: &Lease<Session>) {
    for frame in out.take() {
        line.send(frame, lease).await;
    }
    if let Some(close) = out.take_close() {
        line.end(Ending::Asked(close)).await;
    }
}

/// Waits until there is something to do, and takes all of it.
async fn wait(session: &Session, line: &mut Line, lease: &Lease<Session>) {
    let mailbox = session.mailbox();
    let message = tokio::select! {
        biased;
        order = lease.link().ordered() => return line.obey(order).await,
        message = line.message() => message,
        () = mailbox.ready() => return,
    };
    line.accept(message, Some(lease)).await;
    line.accept_ready(lease).await;
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
