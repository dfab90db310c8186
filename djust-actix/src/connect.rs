//! Opens a client's connection: who may, by which transport, for which visit. What happens on it is [`hold`]'s business.

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse, web};

use crate::djust::Djust;
use crate::group::Place;
use crate::hold;
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
    match WebSocket::open(request, body, &sessions.limits).await {
        Ok((response, socket)) => {
            hold::start(Arc::clone(sessions), visit, Box::new(socket));
            response
        }
        Err(error) => error.error_response(),
    }
}
