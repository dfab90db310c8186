//! The page as the client has it: what was handed over, and which events have their answers.
//!
//! It stands apart from the view, so that a handler which runs can have it handed over once more.

use super::delivery::Delivery;
use super::live::{self, RenderFailure};
use super::navigate::Trail;
use super::{NO_EVENT, Outbox, VIEW};
use crate::component::{Components, Standing};
use crate::context::Context;
use crate::engine::tape::{Recorder, Rendered, Tape};
use crate::event::EventError;
use crate::view::Live;
use crate::wire;

/// What a session has handed over.
pub(super) struct Page {
    pub(super) state: PageState,
    pub(super) tape: Tape,
    pub(super) components: Components,
    pub(super) delivery: Delivery,
    /// The URLs at which the client may still be.
    pub(super) trail: Trail,
    /// The number of the last event up to which all ran, were refused or are held.
    pub(super) ran: u64,
    /// The number of the last event that the client has an answer to.
    pub(super) answered: u64,
    /// The numbers of held events that ran since the last answer.
    pub(super) settled: Vec<u64>,
    /// The region that the client asked for. Boxed, because few ever do.
    pub(super) resync: Option<Box<Region>>,
    /// What is to be said of answers that may not write everything. Boxed, because on most pages all may.
    pub(super) narrow: Option<Box<Narrow>>,
}

/// A page of which an answer may not write everything.
#[derive(Default)]
pub(super) struct Narrow {
    /// The slots of the template itself that the next patch may write; all, if nothing is said.
    within: Option<Vec<u16>>,
    /// Whether the view shows more than was handed over.
    left_out: bool,
}

/// What the client has of the page, as far as the tape is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageState {
    /// It has no page of this session.
    Unseen,
    /// It has, or will have once it confirmed, the page of the tape.
    Clean,
    /// The view may differ from the tape.
    Dirty,
    /// The view was mounted anew: all values must be sent.
    Anew,
}

/// A part of the page.
#[derive(Debug, Default)]
pub(super) struct Region {
    /// The component that it is in, or the view.
    pub(super) component: u32,
    pub(super) path: Vec<u32>,
}

impl Page {
    /// A page that nobody has seen.
    pub(super) fn new(tape: Tape, components: Components) -> Self {
        Self {
            state: PageState::Unseen,
            tape,
            components,
            delivery: Delivery::default(),
            trail: Trail::default(),
            ran: 0,
            answered: 0,
            settled: Vec::new(),
            resync: None,
            narrow: None,
        }
    }

    /// Takes the page away and leaves an empty one.
    pub(super) fn take(&mut self) -> Self {
        let empty = Tape::empty(self.tape.skeleton());
        std::mem::replace(self, Self::new(empty, Components::default()))
    }

    pub(super) fn rendered(&self) -> Rendered<'_> {
        Rendered {
            tape: &self.tape,
            components: &self.components,
        }
    }

    /// Renders the view, if there is one to render, and the components that are due. Gives the view's tape if it changed.
    pub(super) fn render(
        &mut self,
        view: Option<&dyn Live>,
        cx: &mut Context,
    ) -> Result<Option<Tape>, RenderFailure> {
        let rendered = match view {
            Some(view) => {
                let write = |recorder: &mut Recorder| view.render(recorder);
                live::render_again(&write, &self.tape, &mut self.components)
            }
            None => Ok(None),
        };
        self.with_components(rendered, cx)
    }

    /// Renders the components that are due behind a render of the view's, or undoes the round.
    pub(super) fn with_components(
        &mut self,
        rendered: Result<Option<Tape>, RenderFailure>,
        cx: &mut Context,
    ) -> Result<Option<Tape>, RenderFailure> {
        let rendered = rendered.and_then(|tape| {
            if self.components.are_due() {
                live::render_due(&mut self.components, cx)?;
            }
            Ok(tape)
        });
        if rendered.is_err() {
            let gone = self.components.rollback();
            self.discard(gone, cx);
        }
        rendered
    }

    /// An event begins, or something that no event asked for. The next patch may write these slots, besides what it may
    /// write already, or everything.
    pub(super) fn aim(&mut self, within: Option<&'static [u16]>) {
        let Some(slots) = within else {
            if self.narrow.take().is_some_and(|narrow| narrow.left_out) {
                self.dirty(VIEW);
            }
            return;
        };
        if self.state == PageState::Clean {
            self.narrow.get_or_insert_default().within = Some(slots.to_vec());
        } else if let Some(all) = self.narrow.as_mut().and_then(|it| it.within.as_mut()) {
            all.extend(slots);
        }
    }

    /// Whether the view shows more than was handed over.
    pub(super) fn leaves_out(&self) -> bool {
        self.narrow.as_ref().is_some_and(|narrow| narrow.left_out)
    }

    /// What of a render may be handed over now. What may not waits for a patch that may write everything.
    pub(super) fn narrowed(&mut self, tape: Option<Tape>) -> Option<Tape> {
        let (Some(new), Some(narrow)) = (&tape, &mut self.narrow) else {
            return tape;
        };
        let slots = narrow.within.as_ref();
        let Some(part) = slots.and_then(|slots| self.tape.narrowed(new, slots)) else {
            return tape;
        };
        narrow.left_out = part != *new;
        Some(part)
    }

    /// Hands over what was rendered, in answer to every event up to `ran`: what differs from what was handed over before,
    /// or that nothing does.
    pub(super) fn hand_over(
        &mut self,
        tape: Option<Tape>,
        ran: u64,
        cx: &mut Context,
        out: &mut Outbox,
    ) {
        let pushes = push_events(cx, out);
        let next = self.delivery.version + 1;
        self.trail.sent(next);
        let new = Rendered {
            tape: tape.as_ref().unwrap_or(&self.tape),
            components: &self.components,
        };
        let frame = out.write(|frame| {
            let components = self.components.changed();
            let changed = wire::patch_all(frame, next, ran, &self.tape, new, components);
            // Pushed events are confirmed with the version behind them.
            if !changed && !pushes.is_empty() {
                wire::empty_patch(frame, next, ran);
            }
        });
        if !frame.is_empty() {
            self.delivery.sent(pushes, frame);
        } else if self.answered < ran {
            out.write(|frame| wire::ack(frame, ran));
        }
        self.answered = self.answered.max(ran);
        self.commit(tape, cx);
        self.settle(out);
    }

    /// Hands over all values, as the version behind the client's.
    pub(super) fn hand_over_all(&mut self, version: u64, cx: &mut Context, out: &mut Outbox) {
        self.state = PageState::Clean;
        self.resync = None;
        let again = self.delivery.restart(version);
        again.iter().for_each(|frame| out.push(frame));
        let pushes = push_events(cx, out);
        let next = self.delivery.version + 1;
        self.trail.sent(next);
        let frame = out.write(|frame| wire::full(frame, next, self.ran, &[], self.rendered()));
        self.delivery.sent(pushes, frame);
        self.answered = self.ran;
        self.settle(out);
    }

    /// Answers a resync with the tape that the client's version is of.
    pub(super) fn send_region(&mut self, out: &mut Outbox) {
        let Some(region) = self.resync.take() else {
            return;
        };
        let Region { component, path } = *region;
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

    /// What was rendered is what the page shows from here on.
    pub(super) fn commit(&mut self, tape: Option<Tape>, cx: &mut Context) {
        let gone = self.components.commit();
        self.discard(gone, cx);
        if let Some(tape) = tape {
            self.tape = tape;
        }
    }

    /// Components have gone, and with them the work that they started: nobody hears what comes of it.
    fn discard(&mut self, gone: Vec<Standing>, cx: &mut Context) {
        if gone.is_empty() {
            return;
        }
        cx.end_works_of(&gone.iter().map(|it| it.id).collect());
        self.settled.append(&mut cx.settled);
        live::discard(gone);
    }

    /// The view or a component may have changed.
    pub(super) fn dirty(&mut self, component: u32) {
        if component != VIEW {
            self.components.touch(component);
        } else if self.state == PageState::Clean {
            self.state = PageState::Dirty;
        }
    }

    /// Answers an event that did not do what it asked for.
    pub(super) fn refuse(&mut self, reference: u64, refusal: &EventError, out: &mut Outbox) {
        self.answered_next(reference);
        let (code, message) = (refusal.code(), refusal.message());
        let frame =
            out.write(|frame| wire::refused(frame, reference, code, &message, refusal.param()));
        // What is about no event can't be known by the client when it comes again.
        if reference != NO_EVENT {
            self.delivery.refused(reference, frame);
        }
    }

    /// An event has an answer of its own: if it is the next, none to others need cover it.
    pub(super) fn answered_next(&mut self, reference: u64) {
        if self.answered + 1 == reference {
            self.answered = reference;
        }
    }

    /// Tells which held events ran, behind what they changed.
    fn settle(&mut self, out: &mut Outbox) {
        for reference in self.settled.drain(..) {
            out.write(|frame| wire::settled(frame, reference));
        }
    }
}

/// Hands over the pushed events, ahead of the version that confirms them.
fn push_events(cx: &mut Context, out: &mut Outbox) -> Vec<String> {
    let pushes = cx.take_pushes();
    pushes.iter().for_each(|push| {
        out.push(push);
    });
    pushes
}
