//! Who holds a session: the task of its connection while there is one ([`drive`]), the [`registry`] otherwise.
//!
//! A connection begins with a [`join`], which claims the session that its token names, or mounts one. A session moves
//! only between events: whoever started a handler drives it to its end, connection or no connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use djust_runtime::session::Session;

use self::connection::Connection;
pub(crate) use self::crowd::{Admission, Full};
use self::crowd::{Events, Sockets};
pub use self::registry::SessionCounts;
use self::registry::{Keep, Registry};
use crate::limits::Limits;
use crate::owner::Owner;
use crate::token::{SessionId, Signer, random_bytes};
use crate::transport::Transport;
use crate::visit::Visit;

mod connection;
mod crowd;
mod drive;
mod join;
mod rate;
mod registry;
mod sweep;
#[cfg(test)]
mod tests;

/// All sessions of one server, and what it takes to hold one.
#[derive(Debug)]
pub(crate) struct Sessions {
    pub(crate) limits: Limits,
    pub(crate) signer: Signer,
    registry: Arc<Registry<Session>>,
    events: Events,
    sockets: Arc<Sockets>,
    closing: AtomicBool,
    sweeping: AtomicBool,
}

impl Sessions {
    pub(crate) fn new(signer: Signer, limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            registry: Registry::new(&limits),
            events: Events::new(&limits),
            sockets: Sockets::new(&limits),
            limits,
            signer,
            closing: AtomicBool::new(false),
            sweeping: AtomicBool::new(false),
        })
    }

    /// A place for another connection of this browser, if there is one.
    pub(crate) fn admit(&self, owner: &Owner) -> Result<Admission, Full> {
        self.sockets.admit(&owner.browser)
    }

    /// Keeps the session of a page for its first connection.
    pub(crate) fn keep(self: &Arc<Self>, id: SessionId, owner: Owner, session: Session) {
        self.registry.keep(id, owner, session);
        self.sweep_soon();
    }

    /// Ends every session of an identity.
    pub(crate) fn revoke(&self, identity: &str) {
        self.registry.revoke(identity);
    }

    /// Sends every client away, and those that come later.
    pub(crate) fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
        self.registry.send_away(|| self.return_delay());
    }

    pub(crate) fn counts(&self) -> SessionCounts {
        self.registry.counts()
    }

    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Relaxed)
    }

    /// A random part of the time over which clients are spread when they come back.
    fn return_delay(&self) -> Duration {
        let spread = u32::try_from(self.limits.return_spread.as_millis()).unwrap_or(u32::MAX);
        let part = u64::from(u32::from_be_bytes(random_bytes()));
        Duration::from_millis((part * u64::from(spread)) >> 32)
    }

    /// Sees to it that what waits too long is dropped.
    fn sweep_soon(self: &Arc<Self>) {
        sweep::start(self);
    }
}

/// Starts the task of a connection, which ends with it.
pub(crate) fn start(
    sessions: Arc<Sessions>,
    visit: Visit,
    admission: Admission,
    transport: Box<dyn Transport>,
) {
    let connection = Connection::new(transport, admission, &sessions.limits);
    // Boxed, because the join needs more room than all that follows, and an idle connection should not keep it.
    let join = Box::pin(join::join(sessions, visit, connection));
    // Detached: whoever wants it to end says so through the registry.
    drop(actix_web::rt::spawn(drive::after(join)));
}

impl Keep for Session {
    fn bytes(&self) -> usize {
        Session::bytes(self)
    }

    fn url(&self) -> &str {
        Session::url(self)
    }

    fn urls_before(&self) -> Vec<String> {
        Session::urls_before(self).map(str::to_owned).collect()
    }
}
