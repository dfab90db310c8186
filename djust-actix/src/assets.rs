//! The files that a page links to: the client's scripts, its style sheet and each view's skeleton. All are named by their content, so a
//! browser keeps them for good, and an old page still gets its own after a deploy only if it has it already.

mod families;
mod on_demand;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};

use actix_web::dev::{AppService, HttpServiceFactory};
use actix_web::http::header::{
    self, CacheControl, CacheDirective, ContentType, EntityTag, IfNoneMatch, TryIntoHeaderPair,
};
use actix_web::{HttpRequest, HttpResponse, guard, web};
use djust_runtime::engine::client_file::ClientFile;
use djust_runtime::view::LiveView;
use parking_lot::RwLock;
use sha2::{Digest as _, Sha256};

use families::{KEPT, SHEET, STYLED};

/// The client, as `client-js` built it.
const SCRIPT: &str = include_str!("../assets/djust.js");

/// What keeps events until the client has started.
const EARLY: &str = include_str!("../assets/early.js");

/// The URL of the client's script.
static SCRIPT_URL: LazyLock<String> = LazyLock::new(|| url(SCRIPT, "js"));

/// The URL of what keeps events until the client has started.
static EARLY_URL: LazyLock<String> = LazyLock::new(|| url(EARLY, "js"));

/// The URL of the style sheet. It needs no inline style, so a policy may forbid those.
static SHEET_URL: LazyLock<String> = LazyLock::new(|| url(SHEET, "css"));

/// Whether a URL is that of this file name.
fn is_file(url: &str, file: &str) -> bool {
    url.strip_prefix("/djust/") == Some(file)
}

/// A URL that is named by what it holds.
fn url(content: &str, extension: &str) -> String {
    let hash = Sha256::digest(content);
    let name: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("/djust/{name}.{extension}")
}

/// The skeleton files of all views of this process, by the name of the file.
static SKELETONS: LazyLock<RwLock<HashMap<String, Arc<ClientFile>>>> =
    LazyLock::new(RwLock::default);

/// The URL of the client's script.
pub(crate) fn script_url() -> &'static str {
    &SCRIPT_URL
}

/// The URL of what keeps events until the client has started, for pages with one that it keeps.
pub(crate) fn early_url(attributes: &BTreeSet<&'static str>) -> Option<&'static str> {
    let keeps = KEPT.iter().any(|name| attributes.contains(name));
    keeps.then_some(EARLY_URL.as_str())
}

/// The URL of the style sheet, for pages with something that it is about.
pub(crate) fn sheet_url(attributes: &BTreeSet<&'static str>) -> Option<&'static str> {
    let styles = STYLED.iter().any(|name| attributes.contains(name));
    styles.then_some(SHEET_URL.as_str())
}

/// The URL of a skeleton file.
pub(crate) fn skeleton_url(digest: &str) -> String {
    format!("/djust/{digest}.json")
}

/// The URL of the script that acts on a pushed event of a reserved name.
pub(crate) fn script_for(event: &str) -> Option<&'static str> {
    on_demand::acts_on(event)
}

/// The name of the files' resource, by which an `App` is asked whether it has it.
const RESOURCE: &str = "djust-assets";

/// Whether the application of this request serves the files where pages look for them.
pub(crate) fn are_served(request: &HttpRequest) -> bool {
    let resources = request.resource_map();
    if resources.match_name(script_url()) == Some(RESOURCE) {
        return true;
    }
    // A service before it may match as well, and its guards say no.
    let path = resources.url_for(request, RESOURCE, ["file"]);
    path.is_ok_and(|url| url.path() == "/djust/file")
}

/// Makes a view's skeleton file available, with the rates of its handlers. `navigates` as in [`on_demand::urls`].
pub(crate) fn publish<V: LiveView>(navigates: bool) -> Arc<ClientFile> {
    let scripts = |attributes: &_| on_demand::urls(attributes, navigates);
    let file = ClientFile::of_view(V::SKELETON, V::NAME, scripts);
    let mut files = SKELETONS.write();
    Arc::clone(
        files
            .entry(format!("{}.json", file.digest))
            .or_insert_with(|| Arc::new(file)),
    )
}

/// Serves `/djust/<hash>.js`, the client, `/djust/<hash>.css`, its style sheet, and `/djust/<digest>.json`, each view's skeleton. Every application that has a
/// live page needs it, at its root.
///
/// ```no_run
/// # use actix_web::App;
/// App::new().service(djust_actix::assets());
/// ```
pub fn assets() -> impl HttpServiceFactory {
    Assets
}

struct Assets;

impl HttpServiceFactory for Assets {
    fn register(self, config: &mut AppService) {
        let either = guard::Any(guard::Get()).or(guard::Head());
        web::resource("/djust/{file}")
            .name(RESOURCE)
            .route(web::route().guard(either).to(serve))
            .register(config);
    }
}

async fn serve(
    request: HttpRequest,
    file: web::Path<String>,
    known: web::Header<IfNoneMatch>,
) -> HttpResponse {
    let file = file.into_inner();
    let script = if is_file(&SCRIPT_URL, &file) {
        Some(SCRIPT)
    } else if is_file(&EARLY_URL, &file) {
        Some(EARLY)
    } else {
        on_demand::script(&file)
    };
    if let Some(script) = script {
        let kind = (header::CONTENT_TYPE, "text/javascript; charset=utf-8");
        return immutable(&request, &file, kind, script.to_owned(), &known);
    }
    if is_file(&SHEET_URL, &file) {
        let kind = (header::CONTENT_TYPE, "text/css; charset=utf-8");
        return immutable(&request, &file, kind, SHEET.to_owned(), &known);
    }
    let skeleton = SKELETONS.read().get(&file).cloned();
    match skeleton {
        Some(skeleton) => immutable(
            &request,
            &file,
            ContentType::json(),
            skeleton.json.clone(),
            &known,
        ),
        None => HttpResponse::NotFound()
            .body("no such file; the page that asks for it is of another version"),
    }
}

fn immutable(
    request: &HttpRequest,
    name: &str,
    kind: impl TryIntoHeaderPair,
    content: String,
    known: &IfNoneMatch,
) -> HttpResponse {
    let tag = EntityTag::new_strong(name.to_owned());
    let fresh = match known {
        IfNoneMatch::Any => true,
        IfNoneMatch::Items(tags) => tags.iter().any(|other| other.weak_eq(&tag)),
    };
    let mut response = if fresh && request.headers().contains_key(header::IF_NONE_MATCH) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header(CacheControl(vec![
            CacheDirective::Public,
            CacheDirective::MaxAge(31_536_000),
            CacheDirective::Extension("immutable".to_owned(), None),
        ]))
        .insert_header(header::ETag(tag))
        .insert_header(("x-content-type-options", "nosniff"));
    if fresh && request.headers().contains_key(header::IF_NONE_MATCH) {
        return response.finish();
    }
    response.insert_header(kind).body(content)
}
