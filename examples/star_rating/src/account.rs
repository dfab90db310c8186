//! Who rates: a name in a session's cookie. The example `login` asks for a password and lets one out again.

use std::sync::OnceLock;

use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionExt, SessionMiddleware};
use actix_web::cookie::{Key, SameSite};
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use djust_actix::prelude::*;
use serde::Deserialize;

const USER: &str = "user";

#[live_view(template = "sign_in.html")]
pub(crate) struct SignIn {}

#[live_view]
impl SignIn {
    fn mount() -> Self {
        Self {}
    }
}

#[derive(Deserialize)]
pub(crate) struct Name {
    name: String,
    csrfmiddlewaretoken: String,
}

/// Takes the form. A socket can't set cookies, so it is a real POST.
pub(crate) async fn enter(
    session: Session,
    request: HttpRequest,
    form: web::Form<Name>,
) -> actix_web::Result<HttpResponse> {
    let djust = request.app_data::<Djust>();
    if !djust.is_some_and(|djust| djust.accepts_form(&request, &form.csrfmiddlewaretoken)) {
        return Ok(HttpResponse::Forbidden().body("that form is of another page"));
    }
    let name = form.name.trim();
    let next = match name.is_empty() {
        true => "sign-in",
        false => {
            session.renew();
            session.insert(USER, name)?;
            "movies/1"
        }
    };
    Ok(HttpResponse::SeeOther()
        .insert_header((header::LOCATION, next))
        .finish())
}

/// Tells djust whose a page or a socket is.
pub(crate) fn identify(request: &HttpRequest, connect: &mut Connect) {
    if let Ok(Some(user)) = request.get_session().get::<String>(USER) {
        connect.identity = Some(user);
    }
}

/// Runs before a movie's page is mounted: strangers are sent to sign in.
pub(crate) async fn members(cx: &mut Context) -> Result<(), Halt> {
    match cx.identity() {
        Some(_) => Ok(()),
        None => Err(Halt::redirect("../sign-in")),
    }
}

/// The session under which all pages stand.
pub(crate) fn session() -> SessionMiddleware<CookieSessionStore> {
    // One key for all workers. An application reads it from its configuration, so that a restart signs nobody out.
    static KEY: OnceLock<Key> = OnceLock::new();
    let key = KEY.get_or_init(Key::generate).clone();
    SessionMiddleware::builder(CookieSessionStore::default(), key)
        .cookie_name("ratings".to_owned())
        .cookie_same_site(SameSite::Lax)
        // The examples are served over plain HTTP on the loopback address.
        .cookie_secure(false)
        .build()
}

#[cfg(test)]
mod tests {
    use actix_web::App;
    use actix_web::cookie::Cookie;
    use actix_web::dev::ServiceResponse;
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, call_service, init_service, read_body};

    use super::*;

    fn location(answer: &ServiceResponse) -> &str {
        let location = answer.headers().get(header::LOCATION);
        location.unwrap().to_str().unwrap()
    }

    fn cookies(answer: &ServiceResponse) -> Vec<Cookie<'static>> {
        let cookies = answer.response().cookies();
        cookies.map(Cookie::into_owned).collect()
    }

    fn with(request: TestRequest, cookies: &[Cookie<'static>]) -> TestRequest {
        cookies.iter().cloned().fold(request, TestRequest::cookie)
    }

    #[actix_web::test]
    async fn co_13_strangers_are_sent_to_sign_in_before_a_movie_is_mounted() {
        let djust = crate::keep(Djust::builder().key([7; 32])).build();
        let app = App::new().app_data(djust).configure(crate::routes);
        let app = init_service(app).await;

        let movie = || TestRequest::get().uri("/movies/1");
        let stranger = call_service(&app, movie().to_request()).await;
        assert_eq!(stranger.status(), StatusCode::FOUND);
        assert_eq!(location(&stranger), "../sign-in");
        assert!(read_body(stranger).await.is_empty());

        let sign_in = TestRequest::get().uri("/sign-in").to_request();
        let sign_in = call_service(&app, sign_in).await;
        let mut jar = cookies(&sign_in);
        let page = read_body(sign_in).await;
        let page = std::str::from_utf8(&page).unwrap();
        let (_, token) = page.split_once("csrfmiddlewaretoken\" value=\"").unwrap();
        let (token, _) = token.split_once('"').unwrap();

        for (given, status) in [
            ("forged", StatusCode::FORBIDDEN),
            (token, StatusCode::SEE_OTHER),
        ] {
            let form = [("name", "ann"), ("csrfmiddlewaretoken", given)];
            let post = TestRequest::post().uri("/enter").set_form(form);
            let answer = call_service(&app, with(post, &jar).to_request()).await;
            assert_eq!(answer.status(), status, "{given}");
            jar.extend(cookies(&answer));
        }
        let member = call_service(&app, with(movie(), &jar).to_request()).await;
        assert_eq!(member.status(), StatusCode::OK);
    }
}
