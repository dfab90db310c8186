//! Opens a client's connection: who may, by which transport, for which visit. What happens on it is [`hold`]'s business.

use std::sync::Arc;

use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::djust::Djust;
use crate::group::Place;
use crate::hold::{self, Full};
use crate::transport::websocket::WebSocket;

/// Answers a WebSocket's handshake and starts its task, or refuses.
pub(crate) async fn websocket(
    djust: &Djust,
    place: Place,
    request: &HttpRequest,
    body: web::Payload,
) -> HttpResponse {
    let shared = djust.shared();
    if !shared.origins.admit(request) {
        return HttpResponse::Forbidden().body(
            "a page of this origin may not open a socket here; if it should, name it in `Djust::builder().origins(..)`",
        );
    }
    let Some(visit) = djust.visit(request, place) else {
        return HttpResponse::NotFound().finish();
    };
    let sessions = &shared.sessions;
    let admission = match sessions.admit(&visit.owner) {
        Ok(admission) => admission,
        Err(full) => return refused(full),
    };
    match WebSocket::open(request, body, &sessions.limits).await {
        Ok((response, socket)) => {
            hold::start(Arc::clone(sessions), visit, admission, Box::new(socket));
            response
        }
        Err(error) => error.error_response(),
    }
}

/// Refuses a socket that is one too many. The client tries again, later each time.
fn refused(full: Full) -> HttpResponse {
    let (mut response, why) = match full {
        Full::Server => (
            HttpResponse::ServiceUnavailable(),
            "the server has too many open sockets",
        ),
        Full::Browser => (
            HttpResponse::TooManyRequests(),
            "this browser has too many open sockets",
        ),
    };
    tracing::warn!("a socket is refused: {why}");
    let message = format!("{why}; try again in a moment");
    response.insert_header((RETRY_AFTER, "5")).body(message)
}
