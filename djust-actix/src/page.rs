//! The answer to a GET: the view, mounted and rendered once, with all that the client needs to take it over.

mod body;
mod buffer;

use std::any::type_name;
use std::fmt::Write as _;

use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};
use bytes::Bytes;
use djust_runtime::context::Head;
use djust_runtime::halt::Halt;
use djust_runtime::session::Session;
use djust_runtime::view::LiveView;
use djust_runtime::wire::PROTOCOL;

use self::body::Body;
use crate::assets;
use crate::csrf;
use crate::djust::Djust;
use crate::document::{Document, head, route_map};
#[cfg(feature = "session")]
use crate::flash;
use crate::group::Place;
use crate::headers;
use crate::route::{Mount, Route};
use crate::setup;
use crate::token::{SessionId, random_bytes};
use crate::visit::Visit;

/// Mounts and renders the view, keeps its session for the socket, and answers with the page.
pub(crate) async fn answer(djust: &Djust, place: Place, request: &HttpRequest) -> HttpResponse {
    let Some(visit) = djust.visit(request, place) else {
        return halted(&Halt::NotFound);
    };
    let mount = visit.mount();
    respond(djust, visit, mount, request).await
}

/// Answers a POST with a view that its handler has made: with a page as live as any. It is for a form that is sent where the client does
/// not run, and is shown again with its errors.
///
/// The view has to be that of the route whose [`LiveRoute::post`](crate::LiveRoute::post) calls the handler. The hooks before its mount run,
/// `mount` does not. Should the session be lost, the view is mounted from the page's URL, as after a GET.
///
/// ```no_run
/// use actix_web::{HttpRequest, HttpResponse, web};
/// use djust_actix::prelude::*;
///
/// #[derive(Form)]
/// struct Entry {
///     #[form(required)]
///     text: String,
/// }
///
/// #[live_view(source = r#"<form method="post" dj-submit="write">{% csrf_token %}
///     <input name="text" value="{{ form.value("text") }}">
///     {% if let Some(error) = form.error("text") %}<p>{{ error }}</p>{% endif %}<button>Write</button></form>"#)]
/// struct Book {
///     form: Form<Entry>,
/// }
///
/// #[live_view]
/// impl Book {
///     fn mount() -> Self {
///         Self { form: Form::new() }
///     }
///
///     #[event_handler]
///     fn write(&mut self, #[rest] values: FormValues) {
///         if let Some(entry) = self.form.submit(&values) {
///             self.form.reset();
///         }
///     }
/// }
///
/// async fn write(request: HttpRequest, values: web::Form<FormValues>) -> HttpResponse {
///     let token = values.get("csrfmiddlewaretoken").unwrap_or_default();
///     let djust = request.app_data::<Djust>().expect("the App has one");
///     if !djust.accepts_form(&request, token) {
///         return HttpResponse::Forbidden().finish();
///     }
///     let mut form = Form::<Entry>::from_values(&values);
///     match form.check() {
///         Some(entry) => HttpResponse::SeeOther().insert_header(("Location", "/book")).finish(),
///         None => djust_actix::show(&request, Book { form }).await,
///     }
/// }
///
/// # fn routes(app: &mut web::ServiceConfig) {
/// app.service(live_view::<Book>("/book").post(write));
/// # }
/// ```
pub async fn show<V: LiveView>(request: &HttpRequest, view: V) -> HttpResponse {
    let Some(djust) = request.app_data::<Djust>() else {
        return setup::no_djust(request);
    };
    let place = request.app_data::<Place>();
    let Some(place) = place.filter(|place| place.route().view == type_name::<V>()) else {
        tracing::error!(
            view = V::NAME,
            "this view can be shown only where its own route calls: give the handler to `live_view::<…>(…).post(…)`"
        );
        return halted(&Halt::Error("a view was shown elsewhere".to_owned()));
    };
    let Some(visit) = djust.visit(request, place.clone()) else {
        return halted(&Halt::NotFound);
    };
    let mount = Box::pin(Session::of_view(view, visit.request()));
    respond(djust, visit, mount, request).await
}

/// Keeps the session for the socket, and answers with the page.
async fn respond(djust: &Djust, visit: Visit, mount: Mount, request: &HttpRequest) -> HttpResponse {
    if request.method() == Method::HEAD && is_speculative(request) {
        return needs(visit.route());
    }
    let sessions = &djust.shared().sessions;
    let mut session = match tokio::time::timeout(sessions.limits.handler, mount).await {
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
    let is_for_nobody = request.method() == Method::HEAD || is_speculative(request);
    #[cfg(feature = "session")]
    if !is_for_nobody && visit.route().file.attributes.contains(flash::ATTRIBUTE) {
        for (level, message) in flash::take(request) {
            session.put_flash(&level, &message);
        }
    }
    let id = SessionId::random();
    let token = sessions.signer.sign(id, 0, visit.binding());
    let page = document(djust, &visit, &mut session, &token);

    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if let Some(cookie) = visit.cookie {
        response.cookie(cookie);
    }
    // Of these nobody may ever see the page; if someone does, the view is mounted when the socket comes.
    if !is_for_nobody {
        sessions.keep(id, visit.owner, session);
    }
    response.body(page)
}

/// What a page of the route will fetch, for a client that expects to show it on the socket that it has. Nothing is mounted.
fn needs(route: &Route) -> HttpResponse {
    let skeleton = assets::skeleton_url(&route.file.digest);
    let files = std::iter::once(skeleton.as_str()).chain(route.file.scripts.iter().copied());
    let links: Vec<String> = files.map(|url| format!("<{url}>; rel=prefetch")).collect();
    HttpResponse::Ok()
        .insert_header((header::LINK, links.join(", ")))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .finish()
}

/// Whether the browser only guesses that the page will be wanted.
fn is_speculative(request: &HttpRequest) -> bool {
    ["sec-purpose", "purpose", "x-moz"].into_iter().any(|name| {
        headers::text(request, name).is_some_and(|value| value.to_ascii_lowercase().contains("pre"))
    })
}

fn document(djust: &Djust, visit: &Visit, session: &mut Session, token: &str) -> Body {
    let file = &visit.route().file;
    let tag = random_tag();
    let mut page = buffer::take();
    let marks = session.page(&tag, &mut page);
    let asked = session.take_head();
    let whole = session.skeleton().document;
    let signer = &djust.shared().sessions.signer;
    let mut place = marks.scripts;
    // Only where there is one: the search reads the whole page.
    if file.token {
        place = csrf::fill(&mut page, place, || signer.form_token(&visit.owner.browser));
    }
    if file.attributes.contains(route_map::ATTRIBUTE) {
        place = route_map::fill(&mut page, place, visit.place().route_map());
    }
    if whole {
        place = head::fill(&mut page, place, &asked);
    }
    let mut scripts = String::with_capacity(400);
    if let Some(url) = assets::early_url(&file.attributes) {
        let _ = write!(scripts, "<script src=\"{url}\" async></script>");
    }
    if let Some(sheet) = assets::sheet_url(&file.attributes) {
        let _ = write!(scripts, "<link rel=\"stylesheet\" href=\"{sheet}\">");
    }
    // A view that says its title will most likely say another one.
    let own = assets::script_for("djust:page")
        .filter(|url| asked != Head::default() && !file.scripts.contains(url));
    for url in file.scripts.iter().copied().chain(own) {
        let _ = write!(scripts, "<script src=\"{url}\" defer></script>");
    }
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
    let html = buffer::lend(page);
    let shell = &djust.shared().document;
    let title = asked.title.as_deref().unwrap_or(session.view_name());
    if !whole && place.is_none() {
        let before = shell.before(title, &(head::metas(&asked) + &scripts));
        return Body::new(vec![
            before.into(),
            html,
            Bytes::from_static(Document::BEHIND),
        ]);
    }
    let place = place.unwrap_or(html.len());
    let pieces = [html.slice(..place), scripts.into(), html.slice(place..)];
    if whole {
        return Body::new(pieces.into());
    }
    let before = shell.before(title, &head::metas(&asked));
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
