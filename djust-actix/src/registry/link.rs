//! The line between the registry and the task that holds a connected session: orders go one way, signs of life the
//! other. It costs an idle socket no timer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::{Notify, oneshot};

/// What a task that holds a session is told to do.
#[derive(Debug)]
pub(crate) enum Order<S> {
    /// Another socket took over: close yours, and hand the session on as soon as no handler runs on it.
    Yield(oneshot::Sender<S>),
    /// Nothing was heard for too long: park the session.
    Lost,
    /// The identity is logged out: drop the session, and let the client load the page.
    Revoked,
    /// The server goes away: let the client come back after this time.
    Away(Duration),
}

/// One task's end of the line.
#[derive(Debug)]
pub(crate) struct Link<S> {
    order: Mutex<Option<Order<S>>>,
    changed: Notify,
    /// Milliseconds on the registry's clock.
    heard: AtomicU64,
}

impl<S> Link<S> {
    pub(crate) fn new(heard: u64) -> Self {
        Self {
            order: Mutex::new(None),
            changed: Notify::new(),
            heard: AtomicU64::new(heard),
        }
    }

    /// Gives an order. One not yet taken is replaced, unless it hands the session on: that cannot be taken back.
    pub(crate) fn give(&self, order: Order<S>) {
        let mut waiting = self.order.lock();
        if !matches!(*waiting, Some(Order::Yield(_))) {
            *waiting = Some(order);
        }
        drop(waiting);
        self.changed.notify_one();
    }

    /// Waits for an order. Nothing is lost if the wait is given up.
    pub(crate) async fn ordered(&self) -> Order<S> {
        loop {
            if let Some(order) = self.taken() {
                return order;
            }
            self.changed.notified().await;
        }
    }

    /// The order that waits, if one does.
    pub(crate) fn taken(&self) -> Option<Order<S>> {
        self.order.lock().take()
    }

    pub(crate) fn hear(&self, at: u64) {
        self.heard.store(at, Ordering::Relaxed);
    }

    pub(crate) fn heard(&self) -> u64 {
        self.heard.load(Ordering::Relaxed)
    }
}
