//! Renders once and hands over what changed.

use super::live::{self, RenderFailure};
use super::{Close, NO_EVENT, Outbox, PageState, Region, Session, VIEW};
use crate::caught::Panic;
use crate::context::PUSHED_BYTES;
use crate::engine::tape::{Rendered, Tape};
use crate::event::EventError;
use crate::wire;

impl Session {
    /// Whether something is to be handed over.
    pub(super) fn is_behind(&self) -> bool {
        self.attached
            && (matches!(self.page, PageState::Dirty | PageState::Anew)
                || self.components.are_due()
                || self.answered < self.ran
                || !self.settled.is_empty()
                || self.cx.has_pushes())
    }

    /// Hands over what changed, if the client has confirmed enough; else it stays to be done.
    pub(super) fn flush(&mut self, out: &mut Outbox) {
        if self.attached {
            // First, as its path is one of the page that the client has; all values hold the region anyway.
            if self.page != PageState::Anew {
                self.send_region(out);
            }
            self.send_version(out);
            if let Some(url) = self.cx.redirect.take() {
                out.write(|frame| wire::navigate(frame, &url));
            }
        }
    }

    fn send_version(&mut self, out: &mut Outbox) {
        if !self.is_behind() {
            return;
        }
        if self.delivery.is_full() {
            if self.cx.pushed_bytes() > PUSHED_BYTES {
                out.close(Close::Slow);
            }
            return;
        }
        if self.page == PageState::Anew {
            return self.send_everything(0, out);
        }
        let tape = match self.render(self.page == PageState::Dirty) {
            Ok(tape) => tape,
            Err(failure) => return self.render_failed(&failure, out),
        };
        self.page = PageState::Clean;
        self.hand_over(tape.as_ref(), out);
        self.take(tape);
    }

    /// Writes what differs from what was handed over before, or that nothing does.
    fn hand_over(&mut self, tape: Option<&Tape>, out: &mut Outbox) {
        let pushes = self.push_events(out);
        let next = self.delivery.version + 1;
        let new = Rendered {
            tape: tape.unwrap_or(&self.tape),
            components: &self.components,
        };
        let frame = out.write(|frame| {
            let components = self.components.changed();
            let changed = wire::patch_all(frame, next, self.ran, &self.tape, new, components);
            // Pushed events are confirmed with the version behind them.
            if !changed && !pushes.is_empty() {
                wire::empty_patch(frame, next, self.ran);
            }
        });
        if !frame.is_empty() {
            self.delivery.sent(pushes, frame);
        } else if self.answered < self.ran {
            out.write(|frame| wire::ack(frame, self.ran));
        }
        self.answered = self.ran;
        self.settle(out);
    }

    /// Tells which held events ran, behind what they changed.
    fn settle(&mut self, out: &mut Outbox) {
        for reference in self.settled.drain(..) {
            out.write(|frame| wire::settled(frame, reference));
        }
    }

    /// Renders the view, if that is asked for, and the components that are due. Gives the view's tape if it changed.
    fn render(&mut self, view: bool) -> Result<Option<Tape>, RenderFailure> {
        let rendered = match self.view.as_deref().filter(|_| view) {
            Some(view) => live::render_again(view, &self.tape, &mut self.components),
            None => Ok(None),
        };
        let rendered = rendered.and_then(|tape| {
            if self.components.are_due() {
                live::render_due(&mut self.components, &mut self.cx)?;
            }
            Ok(tape)
        });
        if rendered.is_err() {
            live::discard(self.components.rollback());
        }
        rendered
    }

    /// What was rendered is what the page shows from here on.
    fn take(&mut self, tape: Option<Tape>) {
        live::discard(self.components.commit());
        if let Some(tape) = tape {
            self.tape = tape;
        }
    }

    /// Sends all values, as the version behind the client's.
    pub(super) fn send_everything(&mut self, version: u64, out: &mut Outbox) {
        let dirty = self.page != PageState::Clean;
        if self.view.is_some() && (dirty || self.components.are_due()) {
            match self.render(dirty) {
                Ok(tape) => self.take(tape),
                Err(failure) => {
                    self.render_failed(&failure, out);
                    if self.page == PageState::Anew {
                        return;
                    }
                    // A client without a page gets the last one that could be rendered.
                }
            }
        }
        self.page = PageState::Clean;
        self.resync = None;
        let again = self.delivery.restart(version);
        again.iter().for_each(|frame| out.push(frame));
        let pushes = self.push_events(out);
        let next = self.delivery.version + 1;
        let frame = out.write(|frame| wire::full(frame, next, self.ran, &[], self.rendered()));
        self.delivery.sent(pushes, frame);
        self.answered = self.ran;
        self.settle(out);
    }

    /// Answers a resync with the tape that the client's version is of.
    fn send_region(&mut self, out: &mut Outbox) {
        let Some(Region { component, path }) = self.resync.take() else {
            return;
        };
        let (version, page) = (self.delivery.version, self.rendered());
        out.write(|frame| match page.component(component) {
            Some(page) => {
                let component = (component, page);
                wire::full_component(frame, version, self.answered, &path, component);
            }
            None if component == VIEW => wire::full(frame, version, self.answered, &path, page),
            // It has gone; whatever is wrong on the page, all values put it right.
            None => wire::full(frame, version, self.answered, &[], page),
        });
    }

    /// Hands over the pushed events, ahead of the version that confirms them.
    fn push_events(&mut self, out: &mut Outbox) -> Vec<String> {
        let pushes = self.cx.take_pushes();
        pushes.iter().for_each(|push| {
            out.push(push);
        });
        pushes
    }

    /// The page stays what it is; the next event renders again.
    fn render_failed(&mut self, failure: &RenderFailure, out: &mut Outbox) {
        // It may be a held event that led to this, or a message and no event.
        let event = if self.answered < self.ran {
            self.ran
        } else {
            self.settled.pop().unwrap_or(NO_EVENT)
        };
        if let RenderFailure::Panic(panic) = failure {
            return self.failed(panic, Some(event), out);
        }
        let detail = failure.text(self.view_type);
        if self.page == PageState::Anew {
            // There is no page to keep, and the next render of the same view would fail as well, without end.
            let panic: Panic = Box::new(detail);
            return self.failed(&panic, Some(event), out);
        }
        tracing::error!(detail, "a render failed");
        if self.page == PageState::Dirty {
            self.page = PageState::Clean;
        }
        let refusal = EventError::internal(detail);
        self.answered = self.ran;
        self.refuse(event, &refusal, out);
    }
}
