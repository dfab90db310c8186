//! How a connection gets its session: the one of its token, or a view mounted anew.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use djust_runtime::halt::Halt;
use djust_runtime::session::{Close, Join, Outbox, Session};
use djust_runtime::wire::{self, ClientFrame, PROTOCOL};

use super::Sessions;
use super::connection::{Connection, Ending};
use super::drive::{self, Live, Seat};
use super::registry::{Claim, Lease, discard};
use crate::assets;
use crate::visit::Visit;

/// How much longer than a handler may run one waits for the session on which it runs.
const HANDOVER: Duration = Duration::from_secs(5);

/// What the client's first frame says.
struct Hello {
    protocol: u32,
    token: String,
    version: u64,
    digest: String,
}

/// Waits for the client's join and answers it. `None` if there is nothing to serve.
pub(super) async fn join(
    sessions: Arc<Sessions>,
    visit: Visit,
    mut connection: Connection,
) -> Option<Box<Live>> {
    let hello = greeted(&sessions, &mut connection).await?;
    let mut seat = seat(&sessions, &visit, &mut connection, &hello.token).await?;
    sessions.sweep_soon();
    if !connection.ended() {
        answer(&sessions, &visit, &mut seat, &mut connection, &hello).await;
    }
    Some(Box::new(Live {
        connection,
        seat,
        sessions,
    }))
}

/// The client's join, if it came in time and can be answered.
async fn greeted(sessions: &Sessions, connection: &mut Connection) -> Option<Hello> {
    let hello = tokio::time::timeout(sessions.limits.handshake, hello(connection)).await;
    let Ok(hello) = hello else {
        connection.end(Ending::Broken("no join came"));
        return None;
    };
    let hello = hello?;
    if sessions.is_closing() {
        connection.end(Ending::Away(sessions.return_delay()));
        return None;
    }
    if hello.protocol != PROTOCOL {
        // A page of another version of the server.
        connection.end(Ending::Asked(Close::Gone));
        return None;
    }
    Some(hello)
}

/// Reads until a join comes.
async fn hello(connection: &mut Connection) -> Option<Hello> {
    while !connection.ended() {
        let incoming = connection.receive().await;
        connection.accept(incoming, None);
        while let Some(frame) = connection.pop() {
            match ClientFrame::parse(&frame) {
                Ok(ClientFrame::Join {
                    protocol,
                    token,
                    version,
                    digest,
                }) => {
                    return Some(Hello {
                        protocol,
                        token: token.into_owned(),
                        version,
                        digest: digest.into_owned(),
                    });
                }
                Ok(_) => connection.refuse("not_joined", "a join comes before everything else"),
                Err(error) => connection.refuse("bad_frame", &error.to_string()),
            }
        }
    }
    None
}

/// The session that the token names, wherever it is; else a new one.
async fn seat(
    sessions: &Sessions,
    visit: &Visit,
    connection: &mut Connection,
    token: &str,
) -> Option<Seat> {
    let named = sessions.signer.verify(token, visit.binding());
    let claim = named.map_or(Claim::Gone, |(id, generation)| {
        sessions.registry.claim(id, generation, visit.url())
    });
    let lease = match claim {
        Claim::Here(session, lease) => {
            return Some(Seat::new(session, lease, Arc::clone(visit.place())));
        }
        Claim::Coming(session, lease) => {
            let limit = sessions.limits.handler.saturating_add(HANDOVER);
            if let Some(Ok(session)) = connection.during(&lease, limit, pin!(session)).await {
                return Some(Seat::new(session, lease, Arc::clone(visit.place())));
            }
            lease
        }
        Claim::Gone => sessions.registry.adopt(visit.owner.clone(), visit.url()),
    };
    let session = mount(sessions, visit, connection, &lease).await?;
    Some(Seat::new(session, lease, Arc::clone(visit.place())))
}

/// Mounts the view from the URL of the visit.
async fn mount(
    sessions: &Sessions,
    visit: &Visit,
    connection: &mut Connection,
    lease: &Lease<Session>,
) -> Option<Session> {
    let limits = &sessions.limits;
    match connection
        .during(lease, limits.handler, visit.mount().as_mut())
        .await
    {
        Some(Ok(session)) if !connection.ended() => return Some(session),
        Some(Ok(session)) => discard([session]),
        Some(Err(Halt::Redirect(url))) => {
            let mut frame = String::new();
            wire::navigate(&mut frame, &url);
            connection.send(&frame, lease).await;
            // The client closes as it leaves; a close from here would make it load this page instead.
            let _ = tokio::time::timeout(limits.handshake, connection.drain(lease)).await;
            connection.end(Ending::Asked(Close::Gone));
        }
        Some(Err(halt)) => {
            tracing::warn!(?halt, "a view was not mounted for its connection");
            connection.end(Ending::Asked(Close::Gone));
        }
        None => {
            tracing::error!(limit = ?limits.handler, "a mount took longer than the limit");
            connection.end(Ending::Asked(Close::Gone));
        }
    }
    None
}

/// Answers the join. The client may have missed something; the session knows.
async fn answer(
    sessions: &Sessions,
    visit: &Visit,
    seat: &mut Seat,
    connection: &mut Connection,
    hello: &Hello,
) {
    let limits = &sessions.limits;
    let Seat { session, lease, .. } = seat;
    let token = sessions
        .signer
        .sign(lease.id(), lease.generation(), visit.binding());
    let digest = &visit.route().file.digest;
    let skeleton = (*digest != hello.digest).then(|| assets::skeleton_url(digest));
    let join = Join {
        version: hello.version,
        token: &token,
        skeleton: skeleton.as_deref(),
        heartbeat_ms: limits.told_heartbeat(),
        max_frame: limits.told_frame(),
        follows: None,
    };
    let mut out = Outbox::new();
    let joined = connection
        .during(
            lease,
            limits.handler,
            pin!(session.join(&join, drive::now(), &mut out)),
        )
        .await;
    if joined.is_none() {
        connection.end(Ending::Asked(Close::Gone));
    }
    drive::send(&mut out, connection, lease).await;
}
