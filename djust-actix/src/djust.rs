//! What an application configures once: [`Djust`], which every worker shares.

use std::fmt;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Server;
use djust_runtime::app::App;
use djust_runtime::context::Connect;
use djust_runtime::session::Session;

pub(crate) use self::builder::mount_hook;
pub use self::builder::{ConfigError, DjustBuilder};
use crate::document::Document;
use crate::limits::Limits;
use crate::origin::Origins;
use crate::registry::{Registry, SessionCounts};
use crate::token::{Signer, random_bytes};

mod builder;
mod signals;
mod sweep;

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
    pub(crate) app: App,
    pub(crate) registry: Arc<Registry<Session>>,
    pub(crate) signer: Signer,
    pub(crate) origins: Origins,
    pub(crate) limits: Limits,
    pub(crate) document: Document,
    on_connect: Vec<ConnectHook>,
    closing: AtomicBool,
    sweeping: AtomicBool,
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
        self.0.registry.revoke(identity);
    }

    /// How many sessions there are.
    #[must_use]
    pub fn sessions(&self) -> SessionCounts {
        self.0.registry.counts()
    }

    /// Tells every socket that the server goes away: clients come back, each after a random time of its own, and until
    /// then show what they show. Sockets that come later are told the same.
    pub fn close(&self) {
        self.0.closing.store(true, Ordering::Relaxed);
        self.0.registry.send_away(|| self.0.return_delay());
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

    /// Sees to it that what waits too long is dropped.
    pub(crate) fn sweep_soon(&self) {
        sweep::start(&self.0);
    }

    /// What is known of a request, as the application's hook tells.
    pub(crate) fn connect(&self, request: &HttpRequest) -> Connect {
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
    pub(crate) fn closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// Whether somebody has looked over the application's set-up: no for the first who asks, yes from then on.
    pub(crate) fn is_looked_over(&self) -> bool {
        self.looked_over.load(Ordering::Relaxed) || self.looked_over.swap(true, Ordering::Relaxed)
    }

    /// A random part of the time over which clients are spread when they come back.
    pub(crate) fn return_delay(&self) -> Duration {
        let spread = u32::try_from(self.limits.return_spread.as_millis()).unwrap_or(u32::MAX);
        let part = u64::from(u32::from_be_bytes(random_bytes()));
        Duration::from_millis((part * u64::from(spread)) >> 32)
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

/// A future that someone else may end early.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    // Detached: the handle is of no use to anyone.
    drop(actix_web::rt::spawn(task));
}
