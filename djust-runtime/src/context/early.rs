//! How frames leave before the run that makes them has ended, and what the run learns of its client meanwhile.
//!
//! Whoever drives a session holds one end while the session runs, a handler's context the other. It is made once a
//! worker, not once a session.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, Waker};

use parking_lot::Mutex;

/// The way on which frames leave while a handler still runs. Clones are the same way.
#[derive(Debug, Clone, Default)]
pub struct Early(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    frames: Vec<String>,
    /// The last version that the client confirmed meanwhile.
    confirmed: u64,
    closed: bool,
    /// Who waits for the end of the connection.
    waiting: Vec<Waker>,
}

impl Early {
    /// The way for another run: this one if nothing of the last run holds it any more.
    pub(crate) fn fresh(self) -> Self {
        if Arc::strong_count(&self.0) > 1 {
            return Self::default();
        }
        *self.0.lock() = State::default();
        self
    }

    /// The frames that are to be sent now, in this order.
    #[must_use]
    pub fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().frames)
    }

    /// Whether there are some.
    #[must_use]
    pub fn has_frames(&self) -> bool {
        !self.0.lock().frames.is_empty()
    }

    /// The client confirmed a version while the session runs. The frame that says so still goes to the session.
    pub fn confirm(&self, version: u64) {
        let mut state = self.0.lock();
        state.confirmed = state.confirmed.max(version);
    }

    /// The connection is lost.
    pub fn close(&self) {
        let waiting = {
            let mut state = self.0.lock();
            state.closed = true;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Whether the connection is there.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.0.lock().closed
    }

    pub(crate) fn confirmed(&self) -> u64 {
        self.0.lock().confirmed
    }

    pub(crate) fn send(&self, frames: Vec<String>) {
        self.0.lock().frames.extend(frames);
    }
}

/// Waits for the end of a connection; without one for ever.
pub(super) async fn closed(early: Option<Early>) {
    poll_fn(|context| {
        let Some(early) = &early else {
            return Poll::Pending;
        };
        let mut state = early.0.lock();
        if state.closed {
            return Poll::Ready(());
        }
        if !state.waiting.iter().any(|it| it.will_wake(context.waker())) {
            state.waiting.push(context.waker().clone());
        }
        Poll::Pending
    })
    .await;
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    #[test]
    fn a_way_that_nobody_holds_is_used_again() {
        let early = Early::default();
        early.send(vec!["frame".to_owned()]);
        early.confirm(7);
        early.close();
        let early = early.fresh();
        assert!(early.is_open() && !early.has_frames());
        assert_eq!(early.confirmed(), 0);
    }

    #[test]
    fn who_waits_for_the_end_of_one_connection_does_not_hear_of_the_next() {
        let early = Early::default();
        let mut gone = pin!(closed(Some(early.clone())));
        let mut context = Context::from_waker(Waker::noop());
        assert!(gone.as_mut().poll(&mut context).is_pending());
        let next = early.fresh();
        next.close();
        assert!(gone.as_mut().poll(&mut context).is_pending());
    }
}
