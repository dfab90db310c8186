//! Renders once and hands over what changed.

use super::event::Event;
use super::live::{self, RenderFailure};
use super::{Close, NO_EVENT, Outbox, PageState, Session};
use crate::caught::Panic;
use crate::context::PUSHED_BYTES;
use crate::event::EventError;
use crate::wire;

impl Session {
    /// Whether something is to be handed over.
    pub(super) fn is_behind(&self) -> bool {
        self.attached
            && (matches!(self.page.state, PageState::Dirty | PageState::Anew)
                || self.page.components.are_due()
                || self.page.answered < self.page.ran
                || !self.page.settled.is_empty()
                || self.cx.has_pushes())
    }

    /// Hands over what changed, if the client has confirmed enough; else it stays to be done.
    pub(super) fn flush(&mut self, out: &mut Outbox) {
        if self.attached {
            // First, as its path is one of the page that the client has; all values hold the region anyway.
            if self.page.state != PageState::Anew {
                self.page.send_region(out);
            }
            self.send_version(out);
            if let Some(url) = self.cx.redirect.take() {
                out.write(|frame| wire::navigate(frame, &url));
            }
        }
    }

    /// Hands over what a handler changed before it refused its event. The refusal follows: if it came first, the event would end before the
    /// page shows why.
    pub(super) fn flush_refused(&mut self, event: &Event, out: &mut Outbox) {
        let changed = self.page.state == PageState::Dirty || self.page.components.are_due();
        if !changed {
            return;
        }
        let ran = self.page.ran;
        if !event.held {
            // The event itself is answered by the refusal.
            self.page.ran = ran.min(event.reference.saturating_sub(1));
        }
        self.flush(out);
        self.page.ran = ran;
    }

    fn send_version(&mut self, out: &mut Outbox) {
        if !self.is_behind() {
            return;
        }
        if self.page.delivery.is_full() {
            if self.cx.pushed_bytes() > PUSHED_BYTES {
                out.close(Close::Slow);
            }
            return;
        }
        if self.page.state == PageState::Anew {
            return self.send_everything(0, out);
        }
        let view = self.view.as_deref();
        let view = view.filter(|_| self.page.state == PageState::Dirty);
        let tape = match self.page.render(view, &mut self.cx) {
            Ok(tape) => tape,
            Err(failure) => return self.render_failed(&failure, out),
        };
        let rendered = self.page.state == PageState::Dirty;
        self.page.state = PageState::Clean;
        let tape = self.page.narrowed(tape);
        let ran = self.page.ran;
        self.page.hand_over(tape, ran, &mut self.cx, out);
        // What an answer left out is still to be shown.
        if rendered && !self.page.leaves_out() {
            self.clear_temporary(out);
        }
    }

    /// What a render has shown, and is to show no more, leaves the view.
    fn clear_temporary(&mut self, out: &mut Outbox) {
        let cleared = self.view.as_deref_mut().map(live::clear_temporary);
        if let Some(Err(RenderFailure::Panic(panic))) = cleared {
            self.failed(&panic, None, out);
        }
    }

    /// Sends all values, as the version behind the client's.
    pub(super) fn send_everything(&mut self, version: u64, out: &mut Outbox) {
        let dirty = self.page.state != PageState::Clean || self.page.narrow.is_some();
        if let Some(view) = self.view.as_deref()
            && (dirty || self.page.components.are_due())
        {
            match self.page.render(Some(view).filter(|_| dirty), &mut self.cx) {
                Ok(tape) => {
                    self.page.narrow = None;
                    self.page.commit(tape, &mut self.cx);
                    if dirty {
                        self.clear_temporary(out);
                    }
                }
                Err(failure) => {
                    self.render_failed(&failure, out);
                    if self.page.state == PageState::Anew {
                        return;
                    }
                    // A client without a page gets the last one that could be rendered.
                }
            }
        }
        self.page.hand_over_all(version, &mut self.cx, out);
    }

    /// The page stays what it is; the next event renders again.
    fn render_failed(&mut self, failure: &RenderFailure, out: &mut Outbox) {
        // It may be a held event that led to this, or a message and no event.
        let event = if self.page.answered < self.page.ran {
            self.page.ran
        } else {
            self.page.settled.pop().unwrap_or(NO_EVENT)
        };
        if let RenderFailure::Panic(panic) = failure {
            return self.failed(panic, Some(event), out);
        }
        let detail = failure.text(self.view_type.name);
        if self.page.state == PageState::Anew {
            // There is no page to keep, and the next render of the same view would fail as well, without end.
            let panic: Panic = Box::new(detail);
            return self.failed(&panic, Some(event), out);
        }
        tracing::error!(detail, "a render failed");
        if self.page.state == PageState::Dirty {
            self.page.state = PageState::Clean;
        }
        let refusal = EventError::internal(detail);
        self.page.answered = self.page.ran;
        self.page.refuse(event, &refusal, out);
    }
}
