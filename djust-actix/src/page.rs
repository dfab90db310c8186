//! The answer to a GET: the view, mounted and rendered once, with all that the client needs to take it over.

mod body;
mod buffer;

use std::fmt::Write as _;

use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use djust_runtime::engine::client_file::ClientFile;
use djust_runtime::halt::Halt;
use djust_runtime::session::Session;
use djust_runtime::view::LiveView;
use djust_runtime::wire::PROTOCOL;

use self::body::Body;
use crate::assets;
use crate::djust::Djust;
use crate::document::Document;
use crate::service::Route;
use crate::setup;
use crate::token::{SessionId, random_bytes};
use crate::visit::{self, Visit};

/// Mounts and renders the view, keeps its session for the socket, and answers with the page.
pub(crate) async fn answer<V: LiveView>(
    djust: &Djust,
    route: &Route,
    request: &HttpRequest,
) -> HttpResponse {
    let Some(visit) = Visit::read(djust, &route.hooks, request).await else {
        return halted(&Halt::NotFound);
    };
    let mount = Session::mount::<V>(visit.mount_request());
    let mut session = match tokio::time::timeout(djust.shared().limits.handler, mount).await {
        Ok(Ok(session)) => session,
        Ok(Err(halt)) => {
            setup::warn_of_unfit(&halt, request);
            return halted(&halt);
        }
        Err(_) => {
            return halted(&Halt::Error(
                "the mount took longer than the limit".to_owned(),
            ));
        }
    };
    let id = SessionId::random();
    let token = djust
        .shared()
        .signer
        .sign(id, 0, visit.binding(std::any::type_name::<V>()));
    let page = document::<V>(djust, &route.file, &mut session, &token);

    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if let Some(cookie) = visit.cookie {
        response.cookie(cookie);
    }
    // Of these nobody may ever see the page; if someone does, the view is mounted when the socket comes.
    if request.method() != Method::HEAD && !visit::is_speculative(request) {
        djust.shared().registry.keep(id, visit.owner, session);
        djust.sweep_soon();
    }
    response.body(page)
}

fn document<V: LiveView>(
    djust: &Djust,
    file: &ClientFile,
    session: &mut Session,
    token: &str,
) -> Body {
    let tag = random_tag();
    let mut page = buffer::take();
    let marks = session.page(&tag, &mut page);
    let mut scripts = String::with_capacity(320);
    // None of the values needs escaping: they are numbers, hashes and base64.
    let _ = write!(
        scripts,
        "<script type=\"application/json\" id=\"djust\">\
         {{\"p\":{PROTOCOL},\"t\":\"{token}\",\"v\":{},\"s\":\"{}\",\"m\":\"{tag}\",\"n\":{}}}</script>\
         <script src=\"{}\" defer></script>",
        session.version(),
        assets::skeleton_url(&file.digest),
        marks.count,
        assets::script_url(),
    );
    let (place, html) = (marks.scripts, buffer::lend(page));
    if !V::SKELETON.document && place.is_none() {
        let before = djust.shared().document.before(V::NAME, &scripts);
        return Body::new(vec![
            before.into(),
            html,
            Bytes::from_static(Document::BEHIND),
        ]);
    }
    let place = place.unwrap_or(html.len());
    let pieces = [html.slice(..place), scripts.into(), html.slice(place..)];
    if V::SKELETON.document {
        return Body::new(pieces.into());
    }
    let before = djust.shared().document.before(V::NAME, "");
    let behind = Bytes::from_static(Document::BEHIND);
    Body::new(
        [before.into()]
            .into_iter()
            .chain(pieces)
            .chain([behind])
            .collect(),
    )
}

/// Three letters and digits that no value of the page can know.
fn random_tag() -> String {
    const SIGNS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    random_bytes::<3>()
        .iter()
        .map(|byte| char::from(SIGNS[usize::from(byte % 32)]))
        .collect()
}

/// The answer to a GET whose view was not mounted.
fn halted(halt: &Halt) -> HttpResponse {
    let status = StatusCode::from_u16(halt.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
    match halt {
        Halt::Redirect(url) => match HeaderValue::from_str(url) {
            Ok(url) => response.insert_header((header::LOCATION, url)).finish(),
            Err(_) => {
                tracing::error!("a redirect's URL can't stand in a header");
                HttpResponse::InternalServerError().body("something went wrong")
            }
        },
        Halt::BadRequest(reason) => response
            .content_type("text/plain; charset=utf-8")
            .body(reason.clone()),
        Halt::Forbidden => response.body("this page is not for you"),
        Halt::NotFound => response.body("there is no such page"),
        other => {
            tracing::error!(halt = ?other, "a view was not mounted");
            response.body("something went wrong")
        }
    }
}
