//! The WebSocket of a page: who may open one, and the task that serves it.
//!
//! The task holds the session while the socket is open, and drives a handler that it started to its end, socket or no
//! socket. In between it hands the session over: to the socket that takes over, or to the registry. [`join`] gets the
//! session, [`life`] serves it, [`line`] is the socket itself. Below them, [`reader`] and [`frame`] make messages of
//! bytes, and [`pipe`] takes ours to the connection.

mod frame;
mod join;
mod life;
mod line;
mod pipe;
mod rate;
mod reader;

use std::pin::Pin;
use std::sync::Arc;

use actix_http::ws;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use djust_runtime::view::LiveView;

use self::life::Live;
use self::line::Line;
use self::reader::Reader;
use crate::djust::{self, Djust};
use crate::service::Route;
use crate::visit::{self, Visit};

/// Whether the request asks for a WebSocket.
pub(crate) fn is_upgrade(request: &HttpRequest) -> bool {
    let upgrade = request
        .headers()
        .get(header::UPGRADE)
        .and_then(|value| value.to_str().ok());
    upgrade.is_some_and(|value| value.to_ascii_lowercase().contains("websocket"))
}

/// Answers the handshake and starts the task, or refuses.
pub(crate) async fn accept<V: LiveView>(
    djust: Djust,
    route: Arc<Route>,
    request: &HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let origin = request
        .headers()
        .get(header::ORIGIN)
        .and_then(|value| value.to_str().ok());
    if !djust.shared().origins.allow(origin, visit::host(request)) {
        tracing::debug!(
            ?origin,
            "a socket was refused: pages of that origin may not open one"
        );
        return HttpResponse::Forbidden().body(
            "a page of this origin may not open a socket here; if it should, name it in `Djust::builder().origins(..)`",
        );
    }
    let Some(visit) = Visit::read(&djust, &route.hooks, request).await else {
        return HttpResponse::NotFound().finish();
    };
    let limits = &djust.shared().limits;
    let mut response = match ws::handshake(request.head()) {
        Ok(response) => response,
        Err(error) => return actix_http::Response::from(error).into(),
    };
    let (sender, taker) = pipe::pipe();
    let line = Line::new(sender, Reader::new(body.into_inner(), limits), limits);
    let join = Box::pin(join::<V>(djust, route, visit, line));
    djust::spawn(serve(join));
    match response.message_body(taker) {
        Ok(response) => response.map_into_boxed_body().into(),
        Err(error) => actix_http::Response::from(error).into(),
    }
}

/// The socket's task.
///
/// The join is boxed, because it needs more room than all that follows, and an idle socket should not keep it.
async fn serve(join: Pin<Box<impl Future<Output = Option<Box<Live>>>>>) {
    let live = join.await;
    if let Some(live) = live {
        life::live(live).await;
    }
}

async fn join<V: LiveView>(
    djust: Djust,
    route: Arc<Route>,
    visit: Visit,
    mut line: Line,
) -> Option<Box<Live>> {
    let (session, lease) = join::join::<V>(&djust, &route.file, &visit, &mut line).await?;
    Some(Box::new(Live {
        line,
        lease,
        session,
        djust,
        confirmed: false,
    }))
}
