//! One view after another on the same connection: another session takes the seat, and the one before is dropped.

use std::mem;
use std::pin::pin;
use std::sync::Arc;

use djust_runtime::halt::Halt;
use djust_runtime::session::{Close, Join, Leaving, Outbox, Session};
use djust_runtime::wire;

use super::{Seat, now, send};
use crate::assets;
use crate::group::Place;
use crate::hold::Sessions;
use crate::hold::connection::{Connection, Ending};
use crate::hold::registry::discard;

/// Gives the seat to the view of the URL to which its session leaves. A URL whose view is not mounted is loaded as a page,
/// which says why.
pub(super) async fn follow(seat: &mut Seat, connection: &mut Connection, sessions: &Sessions) {
    let Some(leaving) = seat.session.leaving().cloned() else {
        return;
    };
    match mount(&leaving, seat, connection, sessions).await {
        Ok((session, place)) if !connection.ended() => {
            succeed(&leaving, seat, connection, sessions, session, place).await;
        }
        // Whoever gets the session that is left from here goes on.
        Ok((session, _)) => discard([session]),
        Err(_) if connection.ended() => {}
        Err(url) => {
            seat.session.stay();
            let mut frame = String::new();
            wire::navigate(&mut frame, &url);
            connection.send(&frame, &seat.lease).await;
        }
    }
}

/// Mounts the view of the URL, or gives the URL that is to be loaded in its place.
async fn mount(
    leaving: &Leaving,
    seat: &Seat,
    connection: &mut Connection,
    sessions: &Sessions,
) -> Result<(Session, Arc<Place>), String> {
    let Leaving { url, fragment, .. } = leaving;
    let here = || format!("{url}{fragment}");
    let (place, params) = seat.place.other(url).ok_or_else(here)?;
    let place = Arc::new(place);
    let request = seat.session.request(url, params, Arc::clone(&place) as _);
    let mut mounting = place.route().mount(request);
    let limit = sessions.limits.handler;
    let mounted = connection.during(&seat.lease, limit, mounting.as_mut());
    match mounted.await {
        Some(Ok(session)) => Ok((session, place)),
        Some(Err(Halt::Redirect(url))) => Err(url),
        Some(Err(halt)) => {
            tracing::warn!(?halt, url, "a view was not mounted on its connection");
            Err(here())
        }
        None => {
            tracing::error!(?limit, url, "a mount took longer than the limit");
            Err(here())
        }
    }
}

/// Puts a session into the place of the one before, and answers the client as a join does.
async fn succeed(
    leaving: &Leaving,
    seat: &mut Seat,
    connection: &mut Connection,
    sessions: &Sessions,
    mut session: Session,
    place: Arc<Place>,
) {
    let Some((owner, lease)) = seat.lease.another(&leaving.url) else {
        seat.session.stay();
        return discard([session]);
    };
    let route = place.route();
    let binding = owner.binding(route.view);
    let token = (sessions.signer).sign(lease.id(), lease.generation(), binding);
    let skeleton = assets::skeleton_url(&route.file.digest);
    let limits = &sessions.limits;
    let join = Join {
        version: seat.session.version(),
        token: &token,
        skeleton: Some(&skeleton),
        heartbeat_ms: limits.told_heartbeat(),
        max_frame: limits.told_frame(),
        follows: Some(&leaving.url),
    };
    session.succeed(&mut seat.session, leaving);
    let mut out = Outbox::new();
    let joining = session.join(&join, now(), &mut out);
    let joined = connection
        .during(&lease, limits.handler, pin!(joining))
        .await;
    let before = mem::replace(seat, Seat::new(session, lease, place));
    before.leave(Some(Ending::Revoked));
    if joined.is_none() {
        return connection.end(Ending::Asked(Close::Gone));
    }
    send(&mut out, connection, &seat.lease).await;
}
