//! Messages that plain actix handlers leave for the page that their redirect leads to.
#![allow(missing_docs)]

use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionMiddleware};
use actix_web::cookie::{Cookie, Key};
use actix_web::dev::ServiceResponse;
use actix_web::http::{Method, header};
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, HttpResponse, web};
use djust_actix::flash;
use djust_actix::prelude::*;

#[live_view(source = "{% dj_flash %}<p>Home</p>")]
struct Home {}

#[live_view]
impl Home {
    fn mount() -> Self {
        Self {}
    }
}

#[live_view(source = "<p>Nothing shows messages here.</p>")]
struct Bare {}

#[live_view]
impl Bare {
    fn mount() -> Self {
        Self {}
    }
}

async fn save(
    session: Session,
    said: web::Query<Vec<(String, String)>>,
) -> actix_web::Result<HttpResponse> {
    for (level, message) in said.into_inner() {
        flash::put(&session, level, message)?;
    }
    let home = (header::LOCATION, "/");
    Ok(HttpResponse::SeeOther().insert_header(home).finish())
}

/// What the browser keeps of an answer; whether the session is among it.
fn keep(jar: &mut Vec<Cookie<'static>>, response: &ServiceResponse) -> bool {
    let mut touched = false;
    for cookie in response.response().cookies() {
        touched |= cookie.name() == "id";
        jar.retain(|known| known.name() != cookie.name());
        jar.push(cookie.into_owned());
    }
    touched
}

/// FL-01, FL-11: what a plain handler puts before a redirect is told to the page that the redirect leads to, once, and waits for one
/// that can show it. Which messages those are is told beside `flash::put`, and that they are shown in the test of the browser of
/// `examples/login`.
#[actix_web::test]
async fn fl_01_a_plain_handlers_message_is_on_the_next_page() {
    let djust = Djust::builder().key([7; 32]).build();
    let app = App::new()
        .app_data(djust)
        .service(djust_actix::assets())
        .service(
            web::scope("")
                .wrap(
                    SessionMiddleware::builder(CookieSessionStore::default(), Key::from(&[3; 64]))
                        .cookie_secure(false)
                        .build(),
                )
                .route("/save", web::get().to(save))
                .service(live_view::<Bare>("/bare"))
                .service(live_view::<Home>("/")),
        );
    let app = init_service(app).await;
    let mut jar: Vec<Cookie<'static>> = Vec::new();
    let mut touched = Vec::new();
    for (method, path) in [
        (Method::GET, "/save?success=Saved&info=Two%20%3Cb%3E"),
        (Method::GET, "/bare"),
        (Method::HEAD, "/"),
        (Method::GET, "/"),
        (Method::GET, "/"),
    ] {
        let mut request = TestRequest::default().method(method).uri(path);
        for cookie in &jar {
            request = request.cookie(cookie.clone());
        }
        let response = call_service(&app, request.to_request()).await;
        touched.push(keep(&mut jar, &response));
        assert!(!response.status().is_client_error(), "{path}");
    }
    assert_eq!(touched, [true, false, false, true, false]);
}
