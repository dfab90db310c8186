//! Renders once and hands over what changed.

use super::caught::Panic;
use super::live::{self, RenderFailure};
use super::{Close, Outbox, PageState, Region, Session, VIEW};
use crate::context::PUSHED_BYTES;
use crate::event::EventError;
use crate::tape::{Rendered, Tape};
use crate::wire;

impl Session {
    /// Whether something is to be handed over.
    pub(super) fn is_behind(&self) -> bool {
        self.attached
            && (matches!(self.page, PageState::Dirty | PageState::Anew)
                || self.components.are_due()
                || self.answered < self.ran
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
        let frame = match self.changes(out) {
            Changes::Patch(frame) => frame,
            // Pushed events are confirmed with the version behind them.
            Changes::Nothing if self.cx.has_pushes() => {
                format!("[\"p\",{},{},[]]", self.delivery.version + 1, self.ran)
            }
            Changes::Nothing => {
                if self.answered < self.ran {
                    self.answered = self.ran;
                    out.write(|frame| wire::ack(frame, self.ran));
                }
                return;
            }
            Changes::Failed => return,
        };
        self.hand_over(frame, out);
    }

    /// Renders the view if it may have changed, and takes the tape.
    fn changes(&mut self, out: &mut Outbox) -> Changes {
        let dirty = self.page == PageState::Dirty;
        if !dirty && !self.components.are_due() {
            return Changes::Nothing;
        }
        let tape = match self.render(dirty) {
            Ok(tape) => tape,
            Err(failure) => {
                self.render_failed(&failure, out);
                return Changes::Failed;
            }
        };
        self.page = PageState::Clean;
        let mut frame = String::new();
        let next = self.delivery.version + 1;
        let new = Rendered {
            tape: tape.as_ref().unwrap_or(&self.tape),
            components: &self.components,
        };
        let components = self.components.changed();
        let changed = wire::patch_all(&mut frame, next, self.ran, &self.tape, new, components);
        self.take(tape);
        if changed {
            Changes::Patch(frame)
        } else {
            Changes::Nothing
        }
    }

    /// Renders the view, if that is asked for, and the components that are due.
    fn render(&mut self, view: bool) -> Result<Option<Tape>, RenderFailure> {
        let rendered = match self.view.as_deref().filter(|_| view) {
            Some(view) => {
                live::render(view, self.view_type.skeleton, VIEW, &mut self.components).map(Some)
            }
            None => Ok(None),
        };
        let rendered = rendered.and_then(|tape| {
            live::render_due(&mut self.components, &mut self.cx)?;
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
        let pushes = self.delivery.restart(version);
        pushes.into_iter().for_each(|frame| out.push(frame));
        let mut frame = String::new();
        let next = self.delivery.version + 1;
        wire::full(&mut frame, next, self.ran, &[], self.rendered());
        self.hand_over(frame, out);
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

    fn hand_over(&mut self, frame: String, out: &mut Outbox) {
        let pushes = self.cx.take_pushes();
        pushes.iter().for_each(|push| out.push(push.clone()));
        self.delivery.sent(pushes, &frame);
        self.answered = self.ran;
        out.push(frame);
    }

    /// The page stays what it is; the next event renders again.
    fn render_failed(&mut self, failure: &RenderFailure, out: &mut Outbox) {
        if let RenderFailure::Panic(panic) = failure {
            return self.failed(panic, Some(self.ran), out);
        }
        let detail = failure.text(self.view_type);
        if self.page == PageState::Anew {
            // There is no page to keep, and the next render of the same view would fail as well, without end.
            let panic: Panic = Box::new(detail);
            return self.failed(&panic, Some(self.ran), out);
        }
        tracing::error!(detail, "a render failed");
        if self.page == PageState::Dirty {
            self.page = PageState::Clean;
        }
        let refusal = EventError::internal(detail);
        self.answered = self.ran;
        out.write(|frame| wire::refused(frame, self.ran, refusal.code(), &refusal.message()));
    }
}

enum Changes {
    Patch(String),
    Nothing,
    Failed,
}
