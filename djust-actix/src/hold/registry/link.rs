//! The line between the registry and the task that holds a connected session: orders go one way, signs of life the
//! other. It costs an idle socket no timer.

use std::future::poll_fn;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::oneshot;

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
    order: Mutex<Waiting<S>>,
    /// Milliseconds on the registry's clock.
    heard: AtomicU64,
}

/// The order that was not taken yet, and the task that waits for one: the one that holds the session.
#[derive(Debug)]
struct Waiting<S> {
    order: Option<Order<S>>,
    task: Option<Waker>,
}

impl<S> Link<S> {
    pub(crate) fn new(heard: u64) -> Self {
        Self {
            order: Mutex::new(Waiting {
                order: None,
                task: None,
            }),
            heard: AtomicU64::new(heard),
        }
    }

    /// Gives an order. One not yet taken is replaced, unless it hands the session on: that cannot be taken back.
    pub(crate) fn give(&self, order: Order<S>) {
        let mut waiting = self.order.lock();
        if !matches!(waiting.order, Some(Order::Yield(_))) {
            waiting.order = Some(order);
        }
        let task = waiting.task.take();
        drop(waiting);
        if let Some(task) = task {
            task.wake();
        }
    }

    /// Waits for an order. One task at a time can wait.
    pub(crate) fn poll_ordered(&self, context: &Context<'_>) -> Poll<Order<S>> {
        let mut waiting = self.order.lock();
        if let Some(order) = waiting.order.take() {
            return Poll::Ready(order);
        }
        let waker = context.waker();
        let task = waiting.task.get_or_insert_with(|| waker.clone());
        task.clone_from(waker);
        Poll::Pending
    }

    /// The same. Nothing is lost if the wait is given up.
    pub(crate) async fn ordered(&self) -> Order<S> {
        poll_fn(|context| self.poll_ordered(context)).await
    }

    /// The order that waits, if one does.
    pub(crate) fn taken(&self) -> Option<Order<S>> {
        self.order.lock().order.take()
    }

    pub(crate) fn hear(&self, at: u64) {
        self.heard.store(at, Ordering::Relaxed);
    }

    pub(crate) fn heard(&self) -> u64 {
        self.heard.load(Ordering::Relaxed)
    }
}
