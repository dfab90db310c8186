//! What an application configures once: [`Djust`], which every worker shares.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::HttpRequest;
use actix_web::dev::Server;
use djust_runtime::app::App;
use djust_runtime::context::Connect;

pub(crate) use self::builder::mount_hook;
pub use self::builder::{ConfigError, DjustBuilder};
use crate::browser;
use crate::document::Document;
use crate::group::Place;
use crate::hold::{SessionCounts, Sessions};
use crate::origin::Origins;
use crate::visit::Visit;

mod builder;
mod signals;

/// Fills a [`Connect`] from a request.
pub(crate) type ConnectHook = Arc<dyn Fn(&HttpRequest, &mut Connect) + Send + Sync>;

/// The live pages of an application: its key, its data, its limits, and every session that lives. Made once, outside
/// the closure that makes the workers' `App`s; clones share everything.
///
/// ```no_run
/// use actix_web::{App, HttpServer};
/// use djust_actix::Djust;
///
/// # async fn serve(secret: Vec<u8>) -> std::io::Result<()> {
/// let djust = Djust::builder().key(secret).build();
/// let server = djust.clone();
/// let server = HttpServer::new(move || {
///     App::new().app_data(server.clone()).service(djust_actix::assets())
/// });
/// djust.serve(server.bind(("127.0.0.1", 8080))?.run()).await
/// # }
/// ```
#[derive(Clone)]
pub struct Djust(Arc<Shared>);

pub(crate) struct Shared {
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) origins: Origins,
    pub(crate) document: Document,
    app: App,
    on_connect: Vec<ConnectHook>,
    looked_over: AtomicBool,
}

impl Djust {
    /// Begins the configuration.
    pub fn builder() -> DjustBuilder {
        DjustBuilder::default()
    }

    /// Ends every session of an identity: pages that are open load again, and what waits is dropped. Call it where the
    /// application logs someone out.
    pub fn disconnect(&self, identity: &str) {
        self.0.sessions.revoke(identity);
    }

    /// Whether a form that was sent as a POST comes from a page of ours in the same browser: `token` is its field
    /// `csrfmiddlewaretoken`, which `{% csrf_token %}` writes. Refuse the POST if it does not.
    ///
    /// ```no_run
    /// use actix_web::{HttpRequest, HttpResponse, web};
    /// use djust_actix::Djust;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct SignIn {
    ///     name: String,
    ///     csrfmiddlewaretoken: String,
    /// }
    ///
    /// async fn sign_in(request: HttpRequest, form: web::Form<SignIn>) -> HttpResponse {
    ///     let djust = request.app_data::<Djust>().expect("the App has one");
    ///     if !djust.accepts_form(&request, &form.csrfmiddlewaretoken) {
    ///         return HttpResponse::Forbidden().finish();
    ///     }
    ///     HttpResponse::SeeOther().insert_header(("Location", "/")).finish()
    /// }
    /// ```
    #[must_use]
    pub fn accepts_form(&self, request: &HttpRequest, token: &str) -> bool {
        let signer = &self.0.sessions.signer;
        browser::known(request).is_some_and(|browser| signer.verify_form(token, &browser))
    }

    /// How many sessions there are.
    #[must_use]
    pub fn sessions(&self) -> SessionCounts {
        self.0.sessions.counts()
    }

    /// Tells every socket that the server goes away: clients come back, each after a random time of its own, and until
    /// then show what they show. Sockets that come later are told the same.
    pub fn close(&self) {
        self.0.sessions.close();
    }

    /// Runs the server, and closes the sockets when the process is told to end, so that the server need not wait for
    /// them.
    ///
    /// # Errors
    ///
    /// The server's own.
    pub async fn serve(&self, server: Server) -> io::Result<()> {
        let mut server = std::pin::pin!(server);
        tokio::select! {
            ended = &mut server => return ended,
            () = signals::terminate() => self.close(),
        }
        server.await
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0
    }

    /// What a view may know of a request; `None` if its path's captures can't be read.
    pub(crate) fn visit(&self, request: &HttpRequest, place: Place) -> Option<Visit> {
        Visit::read(request, place, &self.0.app, self.connect(request))
    }

    /// What is known of a request, as the application's hook tells.
    fn connect(&self, request: &HttpRequest) -> Connect {
        let uri = request
            .uri()
            .path_and_query()
            .map_or("/", |both| both.as_str());
        let mut connect = Connect::new(uri);
        connect.peer = request.peer_addr().map(|address| address.ip());
        for hook in &self.0.on_connect {
            hook(request, &mut connect);
        }
        connect
    }
}

impl Shared {
    /// Whether somebody has looked over the application's set-up: no for the first who asks, yes from then on.
    pub(crate) fn is_looked_over(&self) -> bool {
        self.looked_over.load(Ordering::Relaxed) || self.looked_over.swap(true, Ordering::Relaxed)
    }
}

impl fmt::Debug for Djust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Djust")
            .field("app", &self.0.app)
            .field("sessions", &self.sessions())
            .finish_non_exhaustive()
    }
}
