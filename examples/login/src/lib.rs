//! A page behind a login: a real POST under a session cookie lets one in, another one ends every tab.
//!
//! A socket can't set cookies, so signing in and out are plain forms. The identity is read once, when a page or its
//! socket is opened; a live page of an identity that has signed out is ended by [`Djust::disconnect`].

use std::sync::OnceLock;

use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionExt, SessionMiddleware};
use actix_web::cookie::{Key, SameSite};
use actix_web::error::ErrorForbidden;
use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Responder};
use djust_actix::flash;
use djust_actix::prelude::*;
use serde::Deserialize;

/// The page says it: what matters here is what happens after.
const PASSWORD: &str = "open sesame";
const USER: &str = "user";

#[live_view(template = "sign_in.html")]
struct SignIn {
    failed: bool,
}

#[live_view]
impl SignIn {
    fn mount(#[default(false)] failed: bool) -> Self {
        Self { failed }
    }
}

#[live_view(template = "home.html")]
struct Home {
    user: String,
    cups: u32,
}

#[live_view]
impl Home {
    fn mount(cx: &mut Context) -> Result<Self, Halt> {
        match cx.identity() {
            Some(user) => Ok(Self {
                user: user.to_owned(),
                cups: 0,
            }),
            None => Err(Halt::redirect("sign-in")),
        }
    }

    #[event_handler]
    fn drink(&mut self) {
        self.cups = self.cups.saturating_add(1);
    }
}

/// What `{% csrf_token %}` puts into a form: another site can't know it.
#[derive(Deserialize)]
struct Token {
    csrfmiddlewaretoken: String,
}

impl Token {
    fn check(&self, request: &HttpRequest) -> actix_web::Result<()> {
        let djust = request.app_data::<Djust>();
        let accepts = |djust: &Djust| djust.accepts_form(request, &self.csrfmiddlewaretoken);
        if djust.is_some_and(accepts) {
            Ok(())
        } else {
            Err(ErrorForbidden("that form is of another page"))
        }
    }
}

#[derive(Deserialize)]
struct Credentials {
    #[serde(flatten)]
    token: Token,
    user: String,
    password: String,
}

async fn enter(
    session: Session,
    request: HttpRequest,
    form: web::Form<Credentials>,
) -> actix_web::Result<impl Responder> {
    form.token.check(&request)?;
    let user = form.user.trim();
    if user.is_empty() || form.password != PASSWORD {
        return Ok(see_other("sign-in?failed=true"));
    }
    // Another identifier than before, or someone who knew that one would be signed in too.
    session.renew();
    session.insert(USER, user)?;
    // Shown by the page that the redirect leads to.
    flash::put(&session, Level::Success, format!("Welcome, {user}."))?;
    Ok(see_other("./"))
}

async fn leave(
    session: Session,
    request: HttpRequest,
    form: web::Form<Token>,
) -> actix_web::Result<impl Responder> {
    form.check(&request)?;
    if let (Some(user), Some(djust)) = (session.get::<String>(USER)?, request.app_data::<Djust>()) {
        djust.disconnect(&user);
    }
    session.purge();
    Ok(see_other("sign-in"))
}

fn see_other(location: &'static str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, location))
        .finish()
}

/// Tells djust who opens a page or a socket.
pub fn identify(builder: DjustBuilder) -> DjustBuilder {
    builder.on_connect(|request, connect| {
        if let Ok(Some(user)) = request.get_session().get::<String>(USER) {
            connect.identity = Some(user);
        }
    })
}

/// The pages, under the session's cookie.
pub fn routes(app: &mut ServiceConfig) {
    // One key for all workers. An application reads it from its configuration, so that a restart signs nobody out.
    static KEY: OnceLock<Key> = OnceLock::new();
    let key = KEY.get_or_init(Key::generate).clone();
    let session = SessionMiddleware::builder(CookieSessionStore::default(), key)
        .cookie_same_site(SameSite::Lax)
        // The examples are served over plain HTTP on the loopback address.
        .cookie_secure(false)
        .build();
    let pages = web::scope("")
        .wrap(session)
        .route("/enter", web::post().to(enter))
        .route("/leave", web::post().to(leave))
        .service(live_view::<SignIn>("/sign-in"))
        .service(live_view::<Home>("/"));
    app.service(pages);
}
