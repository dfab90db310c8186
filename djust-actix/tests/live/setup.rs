//! What an author reads who has forgotten a part of the set-up.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use actix_web::dev::{HttpServiceFactory, ServiceResponse};
use actix_web::{App, HttpResponse, Resource, guard, test, web};
use djust_actix::{Djust, assets, live_session, live_view};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

use crate::views::{Counter, Item};

/// Warnings and errors of this thread, while it lives.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("no panic"))
    }
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN && metadata.target().starts_with("djust")
    }

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        self.0.lock().expect("no panic").push(message.0);
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

fn djust() -> Djust {
    Djust::builder().key([7; 32]).build()
}

/// Two pages of an application with these services and `data`; what was logged, and the second answer.
async fn visit<D: 'static>(
    data: D,
    path: &str,
    first: impl HttpServiceFactory + 'static,
    second: impl HttpServiceFactory + 'static,
) -> (Vec<String>, ServiceResponse) {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let app = test::init_service(App::new().app_data(data).service(first).service(second)).await;
    let get = || test::TestRequest::get().uri(path).to_request();
    test::call_service(&app, get()).await;
    let answer = test::call_service(&app, get()).await;
    (lines.take(), answer)
}

#[actix_web::test]
async fn a_page_without_a_djust_says_what_to_write() {
    let page = live_view::<Counter>("/");
    let (lines, answer) = visit((), "/", assets(), page).await;
    assert_eq!(answer.status(), 500);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("no `Djust`: add `.app_data(djust.clone())`"));
    let body = test::read_body(answer).await;
    let told = String::from_utf8_lossy(&body).contains(".app_data(djust.clone())");
    assert_eq!(told, cfg!(debug_assertions), "{body:?}");

    let page = live_view::<Counter>("/");
    let (lines, answer) = visit(web::Data::new(djust()), "/", assets(), page).await;
    assert_eq!(answer.status(), 500);
    assert!(lines[0].contains("wrapped in `web::Data`"), "{lines:?}");
}

#[actix_web::test]
async fn a_page_whose_script_is_not_served_is_warned_of_once() {
    let page = live_view::<Counter>("/");
    let (lines, answer) = visit(djust(), "/", web::scope("/other"), page).await;
    assert_eq!(answer.status(), 200);
    let [line] = &lines[..] else {
        panic!("one line: {lines:?}");
    };
    assert!(line.contains(".service(djust_actix::assets())"), "{line}");

    let scoped = web::scope("/s").service(assets());
    let (lines, _) = visit(djust(), "/", scoped, live_view::<Counter>("/")).await;
    assert!(lines[0].contains("outside of every scope"), "{lines:?}");
}

#[actix_web::test]
async fn where_the_script_is_served_nothing_is_said() {
    let quiet = |(lines, answer): (Vec<String>, ServiceResponse)| {
        assert_eq!(answer.status(), 200);
        assert_eq!(lines, [""; 0]);
    };
    quiet(visit(djust(), "/", assets(), live_view::<Counter>("/")).await);
    quiet(visit(djust(), "/", live_view::<Counter>("/"), assets()).await);
    let nested = web::scope("/a").service(live_session("/b").view::<Counter>("/c"));
    quiet(visit(djust(), "/a/b/c", nested, assets()).await);
    let page = live_view::<Counter>("/");
    let twice = web::scope("/s").service(assets()).service(page);
    quiet(visit(djust(), "/s/", assets(), twice).await);
    let elsewhere = guard::Host("elsewhere.example");
    let all: Resource = web::resource("/{tail:.+}").guard(elsewhere);
    let all = all.to(HttpResponse::NotFound);
    let both = web::scope("")
        .service(all)
        .service(live_view::<Counter>("/"))
        .service(assets());
    quiet(visit(djust(), "/", web::scope("/other"), both).await);
}

#[actix_web::test]
async fn a_misspelt_capture_is_logged_with_its_path() {
    let page = live_view::<Item>("/item/{ident}");
    let (lines, answer) = visit(djust(), "/item/5", assets(), page).await;
    assert_eq!(answer.status(), 400);
    let expected =
        "`mount` of the page at `/item/{ident}` refused its URL: parameter `id` is missing";
    let told = lines.first().is_some_and(|line| line == expected);
    assert_eq!(told, cfg!(debug_assertions), "{lines:?}");
}

#[live_view(source = "<p>{{ id }}</p>", path = "/shop/shelf/{id}")]
struct Shelf {
    id: u32,
}

#[live_view]
impl Shelf {
    fn mount(id: u32) -> Self {
        Self { id }
    }
}

/// What a scope adds, a request tells.
#[actix_web::test]
async fn a_view_in_the_wrong_scope_is_told_of_at_its_first_page() {
    for (scope, wrong) in [("/shop", false), ("/store", true)] {
        let page = web::scope(scope).service(live_view::<Shelf>("/shelf/{id}"));
        let (lines, answer) = visit(djust(), &format!("{scope}/shelf/1"), assets(), page).await;
        assert_eq!(answer.status(), 200);
        let told = "a view says that its path is `/shop/shelf/{id}`, but it is served at `/store/shelf/{id}`";
        let expected = if wrong { vec![told] } else { Vec::new() };
        assert_eq!(lines, expected);
    }
}
