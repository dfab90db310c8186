//! After a failure: the view is mounted anew in its place, until it failed too often.

use super::live::{self, Failure};
use super::{
    Close, FAILURES, FAILURES_WITHIN, NO_EVENT, Outbox, PageState, Running, Session, State,
};
use crate::caught::{self, Panic};
use crate::event::EventError;
use crate::halt::Halt;
use crate::wire;

/// What every event of a stopped view is told.
pub(super) const STOPPED: &str = "this page failed several times and was stopped; load it again";
const FAILED: &str = "something went wrong on the server; this part of the page was started again";
const TOO_MUCH: &str =
    "more happened on the server than could wait; this part of the page was started again";
const TOO_LONG: &str =
    "the event took too long and was given up; this part of the page was started again";

impl Session {
    /// Mounts the view anew if a run was dropped halfway or the view is gone. All values follow with the next flush.
    pub(super) async fn recover(&mut self, out: &mut Outbox) {
        self.return_untold();
        match self.running.take() {
            Some(Running::Event(reference)) => {
                self.cx.event = 0;
                self.cx.forget_event(Some(reference));
                self.page
                    .refuse(reference, &EventError::failed(TOO_LONG), out);
                self.drop_view();
            }
            Some(Running::Message) => self.drop_view(),
            None => {}
        }
        while self.view.is_none() && self.state == State::Alive {
            self.cx.renew();
            match self.view_type.mount(None, &self.params, &mut self.cx).await {
                Ok(view) => {
                    self.view = Some(view);
                    if self.attached {
                        self.cx.join();
                    }
                }
                Err(Failure::Halt(halt)) => self.end(halt, out),
                // The client was told of what led to this mount.
                Err(Failure::Panic(panic)) => self.failed(&panic, None, out),
            }
        }
    }

    /// More messages came than may wait, and what the view would show without them could not be true any more.
    pub(super) fn overrun(&mut self, out: &mut Outbox) {
        self.overflowed();
        self.page
            .refuse(NO_EVENT, &EventError::failed(TOO_MUCH), out);
    }

    /// The same, of which a client that joins is told by the join: the session is another one.
    pub(super) fn overflowed(&mut self) {
        tracing::warn!(
            view = self.view_type.name,
            "more messages of background work came than may wait: the view is mounted anew"
        );
        self.drop_view();
    }

    /// Notes a panic. The view is gone; [`Session::recover`] brings the next one, unless there were too many. Without a
    /// number nobody is told of it until it was the last.
    pub(super) fn failed(&mut self, panic: &Panic, reference: Option<u64>, out: &mut Outbox) {
        tracing::error!(
            view = self.view_type.name,
            panic = caught::text(panic),
            "a view panicked"
        );
        self.drop_view();
        let at = self.now;
        self.failures
            .retain(|before| at.saturating_duration_since(*before) < FAILURES_WITHIN);
        self.failures.push(at);
        let stop = self.failures.len() >= FAILURES;
        if stop {
            self.state = State::Stopped;
            // The page keeps what it shows.
            if self.page.state == PageState::Anew {
                self.page.state = PageState::Clean;
            }
        }
        if stop || reference.is_some() {
            let refusal = EventError::failed(if stop { STOPPED } else { FAILED });
            self.page
                .refuse(reference.unwrap_or(NO_EVENT), &refusal, out);
        }
    }

    /// The view is gone, and with it whatever its page shows.
    pub(super) fn drop_view(&mut self) {
        // Nobody hears of their work any more.
        self.cx.end_all_works();
        self.page.settled.append(&mut self.cx.settled);
        live::discard(self.view.take());
        live::discard(self.page.components.clear());
        if self.page.state != PageState::Unseen {
            self.page.state = PageState::Anew;
        }
    }

    /// There is no view any more.
    fn end(&mut self, halt: Halt, out: &mut Outbox) {
        self.state = State::Ended;
        match halt {
            Halt::Redirect(url) => {
                out.write(|frame| wire::navigate(frame, &url));
            }
            other => {
                tracing::warn!(view = self.view_type.name, halt = ?other, "a view was not mounted anew");
                out.close(Close::Gone);
            }
        }
    }
}
