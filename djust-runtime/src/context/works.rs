//! Work in the background that has a name: it can be cancelled and waited for, and the event that started it stays
//! unanswered while it runs.

use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::{Poll, Waker};

use parking_lot::Mutex;

use super::app::Task;
use super::mailbox::Message;
use super::{Context, background};
use crate::caught::{self, Caught};

/// Why work in the background gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum AsyncError {
    /// [`Context::cancel_async`] ended it.
    Cancelled,
    /// It panicked. The reason is logged.
    Panicked,
    /// It was not started: [`MOST_WORKS`] of the session run already.
    TooMany,
}

/// How much work with a name runs at once for a session.
pub const MOST_WORKS: usize = 256;

impl fmt::Display for AsyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "it was cancelled",
            Self::Panicked => "something went wrong on the server",
            Self::TooMany => "too much is under way already; try again in a moment",
        })
    }
}

impl std::error::Error for AsyncError {}

/// The named work of a view and its components. Dropped, it ends all of it.
#[derive(Default)]
pub(super) struct Works {
    running: Vec<Work>,
    last: u64,
}

struct Work {
    id: u64,
    component: u32,
    name: Box<str>,
    /// The event that waits for it, or 0.
    event: u64,
    signal: Signal,
}

/// What the work and those who wait for it know of each other.
#[derive(Clone, Default)]
struct Signal(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    cancelled: bool,
    ended: bool,
    waiting: Vec<Waker>,
}

impl Context {
    /// Runs work in the background under a name, then the continuation on the view, or on the component that asked for
    /// it, between events. Other events run meanwhile.
    ///
    /// - The event whose handler starts it is under way until the continuation has run: what the page shows for it, such
    ///   as a lock or a loading state, stays.
    /// - The continuation gets the result, or why there is none: a panic costs the view nothing.
    /// - Work of the same name that still runs is ended, and its continuation never runs.
    /// - It ends with its view, or with the component that started it.
    /// - At most [`MOST_WORKS`] run for a session. What is more is not started, and its continuation gets
    ///   [`AsyncError::TooMany`].
    ///
    /// ```ignore
    /// self.generating = true;
    /// cx.start_async("report", build(self.year), |view: &mut Self, cx, report| {
    ///     view.generating = false;
    ///     match report {
    ///         Ok(report) => view.report = Some(report),
    ///         Err(error) => cx.put_flash("error", error),
    ///     }
    /// });
    /// ```
    pub fn start_async<V: 'static, T: Send + 'static>(
        &mut self,
        name: &str,
        work: impl Future<Output = T> + Send + 'static,
        then: impl FnOnce(&mut V, &mut Context, Result<T, AsyncError>) + Send + 'static,
    ) {
        let (component, event) = (self.component, self.event);
        self.end_works(|work| work.component == component && *work.name == *name);
        if self.works.running.len() >= MOST_WORKS {
            tracing::error!(name, "too much work with a name runs for one session");
            return self.refuse_work(component, then);
        }
        self.works.last += 1;
        let id = self.works.last;
        let signal = Signal::default();
        let ending = Ended(signal.clone());
        let ended = ending.0.clone();
        let mailbox = self.mailbox.clone();
        let task: Task = Box::pin(async move {
            // Who waits is told even when the executor drops the task.
            let _ending = ending;
            let result = result(work, &ended).await;
            let continuation = background::continuation(then, result);
            mailbox.send(Message::Continue {
                continuation,
                bytes: size_of::<T>(),
                component,
                work: id,
            });
        });
        self.works.running.push(Work {
            id,
            component,
            name: name.into(),
            event,
            signal,
        });
        self.start_joined(task);
    }

    /// Tells whoever asked for work that it was not started.
    fn refuse_work<V: 'static, T: Send + 'static>(
        &mut self,
        component: u32,
        then: impl FnOnce(&mut V, &mut Context, Result<T, AsyncError>) + Send + 'static,
    ) {
        let refused = Err(AsyncError::TooMany);
        self.mailbox.send(Message::Continue {
            continuation: background::continuation(then, refused),
            bytes: 0,
            component,
            work: 0,
        });
    }

    /// Ends the work of this name that the view, or the component whose handler asks, has started. Its continuation gets
    /// [`AsyncError::Cancelled`]. Says whether there was any.
    pub fn cancel_async(&mut self, name: &str) -> bool {
        let work = self.work(name);
        if let Some(work) = work {
            work.signal.cancel();
        }
        work.is_some()
    }

    /// Whether work of this name runs, or has come to its end and its continuation has not run.
    #[must_use]
    pub fn is_async_running(&self, name: &str) -> bool {
        self.work(name).is_some()
    }

    /// Ends when the work of this name does; at once if none runs. Its continuation runs after the handler that waits.
    pub fn wait_async(&self, name: &str) -> impl Future<Output = ()> + Send + use<> {
        ended(self.work(name).map(|work| work.signal.clone()))
    }

    fn work(&self, name: &str) -> Option<&Work> {
        let mut running = self.works.running.iter();
        running.find(|work| work.component == self.component && *work.name == *name)
    }

    /// Ends works for good. What waits for them is for the session to settle.
    fn end_works(&mut self, which: impl Fn(&Work) -> bool) {
        let all = std::mem::take(&mut self.works.running);
        let (ended, running): (Vec<_>, _) = all.into_iter().partition(which);
        self.works.running = running;
        for work in ended {
            work.signal.cancel();
            let event = work.event;
            let is_over = event != 0 && event != self.event && !self.waits_for_work(event);
            if is_over && !self.settled.contains(&event) {
                self.settled.push(event);
            }
        }
    }

    /// The work of this number has come back: the event that it is for, unless it was ended.
    pub(crate) fn take_work(&mut self, id: u64) -> Option<u64> {
        let at = self.works.running.iter().position(|work| work.id == id)?;
        Some(self.works.running.remove(at).event)
    }

    /// Whether an event waits for work.
    pub(crate) fn waits_for_work(&self, event: u64) -> bool {
        self.events_of_works().any(|it| it == event)
    }

    /// The events that wait for work.
    pub(crate) fn events_of_works(&self) -> impl Iterator<Item = u64> {
        let events = self.works.running.iter().map(|work| work.event);
        events.filter(|event| *event != 0)
    }

    /// An event, or each, does not wait for its work any more.
    pub(crate) fn forget_event(&mut self, event: Option<u64>) {
        for work in &mut self.works.running {
            if event.is_none_or(|event| work.event == event) {
                work.event = 0;
            }
        }
    }

    /// These components have gone: so has their work.
    pub(crate) fn end_works_of(&mut self, components: &HashSet<u32>) {
        if !self.works.running.is_empty() {
            self.end_works(|work| components.contains(&work.component));
        }
    }

    /// Everything has gone: so has its work.
    pub(crate) fn end_all_works(&mut self) {
        self.end_works(|_| true);
    }
}

/// What the work gives, unless it is cancelled first.
async fn result<T>(work: impl Future<Output = T>, signal: &Signal) -> Result<T, AsyncError> {
    // On the heap, so that it can be polled where its panic is caught.
    let mut work = Box::pin(Caught::new(Box::pin(work)));
    let ended = poll_fn(|context| {
        if signal.is_cancelled(context.waker()) {
            return Poll::Ready(None);
        }
        work.as_mut().poll(context).map(Some)
    });
    match ended.await {
        Some(Ok(result)) => Ok(result),
        Some(Err(panic)) => {
            let panic = caught::text(&panic);
            tracing::error!(panic, "work in the background panicked");
            Err(AsyncError::Panicked)
        }
        None => Err(AsyncError::Cancelled),
    }
}

async fn ended(signal: Option<Signal>) {
    let Some(signal) = signal else { return };
    poll_fn(|context| signal.poll_ended(context.waker())).await;
}

impl Signal {
    fn cancel(&self) {
        self.tell(|state| state.cancelled = true);
    }

    fn tell(&self, what: impl FnOnce(&mut State)) {
        let waiting = {
            let mut state = self.0.lock();
            what(&mut state);
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Whether it was; if not, the waker hears of it.
    fn is_cancelled(&self, waker: &Waker) -> bool {
        let mut state = self.0.lock();
        if !state.cancelled {
            state.wait(waker);
        }
        state.cancelled
    }

    fn poll_ended(&self, waker: &Waker) -> Poll<()> {
        let mut state = self.0.lock();
        if state.ended {
            return Poll::Ready(());
        }
        state.wait(waker);
        Poll::Pending
    }
}

impl State {
    fn wait(&mut self, waker: &Waker) {
        if !self.waiting.iter().any(|it| it.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
    }
}

/// Tells that work has ended, when it is dropped.
struct Ended(Signal);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.tell(|state| state.ended = true);
    }
}

impl Drop for Works {
    fn drop(&mut self) {
        self.running.iter().for_each(|work| work.signal.cancel());
    }
}
