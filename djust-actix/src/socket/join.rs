//! How a socket gets its session: the one of its token, or a view mounted anew.

use std::pin::pin;
use std::time::Duration;

use djust_runtime::engine::client_file::ClientFile;
use djust_runtime::halt::Halt;
use djust_runtime::session::{Close, Join, Outbox, Session};
use djust_runtime::view::LiveView;
use djust_runtime::wire::{self, ClientFrame, PROTOCOL};

use super::life;
use super::line::{Ending, Line};
use crate::assets;
use crate::djust::Djust;
use crate::limits::Limits;
use crate::registry::{Claim, Keep, Lease, discard};
use crate::visit::Visit;

/// How much longer than a handler may run one waits for the session on which it runs.
const HANDOVER: Duration = Duration::from_secs(5);

impl Keep for Session {
    fn bytes(&self) -> usize {
        Session::bytes(self)
    }
}

/// What the client's first frame says.
struct Hello {
    protocol: u32,
    token: String,
    version: u64,
    digest: String,
}

/// Waits for the client's join and answers it. `None` if there is nothing to serve.
pub(crate) async fn join<V: LiveView>(
    djust: &Djust,
    file: &ClientFile,
    visit: &Visit,
    line: &mut Line,
) -> Option<(Session, Lease<Session>)> {
    let limits = &djust.shared().limits;
    let hello = tokio::time::timeout(limits.handshake, hello(line)).await;
    let hello = match hello {
        Ok(hello) => hello?,
        Err(_) => {
            line.end(Ending::Broken("no join came"));
            return None;
        }
    };
    if djust.shared().closing() {
        line.end(Ending::Away(djust.shared().return_delay()));
        return None;
    }
    if hello.protocol != PROTOCOL {
        // A page of another version of the server.
        line.end(Ending::Asked(Close::Gone));
        return None;
    }
    let (mut session, lease) = session::<V>(djust, visit, line, &hello.token).await?;
    djust.sweep_soon();
    if !line.ended() {
        answer::<V>(djust, file, visit, &mut session, line, &lease, &hello).await;
    }
    Some((session, lease))
}

/// Reads until a join comes.
async fn hello(line: &mut Line) -> Option<Hello> {
    while !line.ended() {
        let message = line.message().await;
        line.accept(message, None);
        while let Some(frame) = line.pop() {
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
                Ok(_) => line.refuse("not_joined", "a join comes before everything else"),
                Err(error) => line.refuse("bad_frame", &error.to_string()),
            }
        }
    }
    None
}

/// The session that the token names, wherever it is; else a new one.
async fn session<V: LiveView>(
    djust: &Djust,
    visit: &Visit,
    line: &mut Line,
    token: &str,
) -> Option<(Session, Lease<Session>)> {
    let shared = djust.shared();
    let named = shared
        .signer
        .verify(token, visit.binding(std::any::type_name::<V>()));
    let claim = named.map_or(Claim::Gone, |(id, generation)| {
        shared.registry.claim(id, generation)
    });
    let lease = match claim {
        Claim::Here(session, lease) => return Some((session, lease)),
        Claim::Coming(session, lease) => {
            let limit = shared.limits.handler.saturating_add(HANDOVER);
            if let Some(Ok(session)) = line.during(&lease, limit, pin!(session)).await {
                return Some((session, lease));
            }
            lease
        }
        Claim::Gone => shared.registry.adopt(visit.owner.clone()),
    };
    let session = mount::<V>(visit, line, &lease, &shared.limits).await?;
    Some((session, lease))
}

/// Mounts the view from its URL.
async fn mount<V: LiveView>(
    visit: &Visit,
    line: &mut Line,
    lease: &Lease<Session>,
    limits: &Limits,
) -> Option<Session> {
    match line
        .during(
            lease,
            limits.handler,
            pin!(Session::mount::<V>(visit.mount_request())),
        )
        .await
    {
        Some(Ok(session)) if !line.ended() => return Some(session),
        Some(Ok(session)) => discard([session]),
        Some(Err(Halt::Redirect(url))) => {
            let mut frame = String::new();
            wire::navigate(&mut frame, &url);
            line.send(&frame, lease).await;
            // The client closes as it leaves; a close from here would make it load this page instead.
            let _ = tokio::time::timeout(limits.handshake, line.drain(lease)).await;
            line.end(Ending::Asked(Close::Gone));
        }
        Some(Err(halt)) => {
            tracing::warn!(?halt, "a view was not mounted for its socket");
            line.end(Ending::Asked(Close::Gone));
        }
        None => {
            tracing::error!(limit = ?limits.handler, "a mount took longer than the limit");
            line.end(Ending::Asked(Close::Gone));
        }
    }
    None
}

/// Answers the join. The client may have missed something; the session knows.
async fn answer<V: LiveView>(
    djust: &Djust,
    file: &ClientFile,
    visit: &Visit,
    session: &mut Session,
    line: &mut Line,
    lease: &Lease<Session>,
    hello: &Hello,
) {
    let shared = djust.shared();
    let token = shared.signer.sign(
        lease.id(),
        lease.generation(),
        visit.binding(std::any::type_name::<V>()),
    );
    let skeleton = (file.digest != hello.digest).then(|| assets::skeleton_url(&file.digest));
    let join = Join {
        version: hello.version,
        token: &token,
        skeleton: skeleton.as_deref(),
        heartbeat_ms: told(shared.limits.heartbeat.as_millis(), 30_000),
        max_frame: told(shared.limits.message_bytes as u128, 65_536),
    };
    let mut out = Outbox::new();
    if line
        .during(
            lease,
            shared.limits.handler,
            pin!(session.join(&join, &mut out)),
        )
        .await
        .is_none()
    {
        line.end(Ending::Asked(Close::Gone));
    }
    life::send(&mut out, line, lease).await;
}

/// What the client must be told, unless it is what it takes for granted.
fn told(value: u128, granted: u32) -> Option<u32> {
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    (value != granted).then_some(value)
}
