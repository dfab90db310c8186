//! What comes from the client: events are queued or held, confirmations noted. Nothing runs here.

use std::fmt;
use std::time::Instant;

use super::held::Verdict;
use super::{Event, Outbox, PageState, Region, Session, VIEW};
use crate::event::EventError;
use crate::handler::HandlerMeta;
use crate::wire::{self, ClientFrame, FrameError};

/// How many events may wait, those that are held included.
const QUEUED_EVENTS: usize = 128;

/// How many of the events that wait are looked at for one that a newer event outdates.
const LOOKED_AT: usize = 4;

/// Why a frame was not taken. The session is as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// It is no frame.
    Frame(FrameError),
    /// It confirms a version that was never sent.
    Version,
    /// A join comes once a socket, before everything else.
    Join,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Frame(error) => error.fmt(f),
            Refused::Version => f.write_str("a frame confirms a version that was never sent"),
            Refused::Join => f.write_str("a join comes once a socket, before everything else"),
        }
    }
}

impl std::error::Error for Refused {}

/// Whether the server has room for another event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Some,
    None,
}

impl Session {
    /// Takes a frame from the client; then let the session [run](Session::run).
    ///
    /// # Errors
    ///
    /// It is not one that the client may send.
    pub fn receive(&mut self, frame: &str, now: Instant, out: &mut Outbox) -> Result<(), Refused> {
        let frame = ClientFrame::parse(frame).map_err(Refused::Frame)?;
        self.receive_frame(frame, now, out)
    }

    /// The same while the server has too much to do: an event that is new is refused, and the client reads why.
    ///
    /// # Errors
    ///
    /// It is not one that the client may send.
    pub fn decline(&mut self, frame: &str, now: Instant, out: &mut Outbox) -> Result<(), Refused> {
        let frame = ClientFrame::parse(frame).map_err(Refused::Frame)?;
        self.take_frame(frame, Room::None, now, out)
    }

    /// The same for a frame that was read already.
    ///
    /// # Errors
    ///
    /// It is not one that the client may send.
    pub fn receive_frame(
        &mut self,
        frame: ClientFrame<'_>,
        now: Instant,
        out: &mut Outbox,
    ) -> Result<(), Refused> {
        self.take_frame(frame, Room::Some, now, out)
    }

    fn take_frame(
        &mut self,
        frame: ClientFrame<'_>,
        room: Room,
        now: Instant,
        out: &mut Outbox,
    ) -> Result<(), Refused> {
        // What is due came before this.
        self.tick(now);
        match frame {
            ClientFrame::Join { .. } => return Err(Refused::Join),
            ClientFrame::Heartbeat => out.push(wire::HEARTBEAT),
            ClientFrame::Ack { ack } => self.confirm(ack)?,
            ClientFrame::Resync {
                ack,
                path,
                component,
            } => {
                self.confirm(ack)?;
                // With versions under way, or a second region, the client's page is not known well enough.
                let whole = !self.page.delivery.is_settled() || self.page.resync.is_some();
                self.page.resync = Some(Box::new(if whole {
                    Region::default()
                } else {
                    Region { component, path }
                }));
            }
            ClientFrame::Event {
                reference,
                ack,
                name,
                params,
                component,
            } => {
                self.confirm(ack)?;
                let component = self.page.components.owner(component);
                self.take_in(
                    Event::new(reference, component, &name, params),
                    ack,
                    room,
                    out,
                );
            }
            ClientFrame::Visit {
                reference,
                ack,
                url,
                visit,
            } => {
                self.confirm(ack)?;
                let mut event = Event::new(reference, VIEW, &url, None);
                event.visit = Some(visit);
                self.take_in(event, ack, room, out);
            }
        }
        Ok(())
    }

    fn confirm(&mut self, version: u64) -> Result<(), Refused> {
        if self.page.state == PageState::Unseen || !self.page.delivery.confirm(version) {
            return Err(Refused::Version);
        }
        self.page.trail.confirm(version);
        Ok(())
    }

    /// Queues an event or holds it, unless it was sent twice, was meant for another page, or too many wait.
    fn take_in(&mut self, event: Event, ack: u64, room: Room, out: &mut Outbox) {
        let reference = event.reference;
        if self.is_held(reference) {
            out.write(|frame| wire::held(frame, reference));
            return;
        }
        if reference <= self.page.ran {
            out.write(|frame| wire::ack(frame, self.page.ran));
            return;
        }
        if reference <= self.taken && self.events.iter().any(|e| e.reference == reference) {
            return;
        }
        if reference <= self.taken || self.events.len() + self.held.len() >= QUEUED_EVENTS {
            return self.turn_away(reference, &EventError::busy(), out);
        }
        if room == Room::None {
            return self.turn_away(reference, &EventError::crowded(), out);
        }
        if ack < self.since {
            return self.turn_away(reference, &EventError::stale(), out);
        }
        self.taken = reference;
        match self.rated(&event) {
            Some(handler) => self.hold(event, handler, out),
            None => {
                self.supersede(&event, out);
                self.queue(event);
            }
        }
    }

    /// Drops an event that waits just before a newer one that says all that it does. Between the two may stand others of that kind, but
    /// nothing else: a handler that is called in between may count on what the older one did.
    fn supersede(&mut self, newer: &Event, out: &mut Outbox) {
        if self.events.is_empty() || !newer.is_latest() {
            return;
        }
        let last = self.events.iter().enumerate().rev().take(LOOKED_AT);
        let mut last = last.take_while(|(_, event)| event.is_latest());
        let older = last.find(|(_, event)| event.is_outdated_by(newer));
        let older = older.map(|(at, _)| at);
        if let Some(older) = older.and_then(|at| self.events.remove(at)) {
            out.write(|frame| wire::superseded(frame, older.reference));
            self.page.answered_next(older.reference);
            older.recycle();
        }
    }

    /// Answers an event that is not taken.
    fn turn_away(&mut self, reference: u64, refusal: &EventError, out: &mut Outbox) {
        self.taken = self.taken.max(reference);
        self.page.refuse(reference, refusal, out);
    }

    fn queue(&mut self, event: Event) {
        // One waits, mostly: no room for more.
        if self.events.capacity() == 0 {
            self.events.reserve_exact(1);
        }
        self.events.push_back(event);
    }

    /// The table of the event's handler, if it was declared with a rate.
    fn rated(&mut self, event: &Event) -> Option<&'static HandlerMeta> {
        let handlers = if event.component == VIEW {
            self.view_type.handlers
        } else {
            self.page.components.get(event.component)?.handlers()
        };
        let rated =
            |handler: &&HandlerMeta| handler.debounce.is_some() || handler.throttle.is_some();
        let mut rated = handlers.iter().filter(rated);
        rated.find(|handler| handler.name == event.name())
    }

    /// Holds an event until its time, as its handler's rate has it.
    fn hold(&mut self, mut event: Event, handler: &'static HandlerMeta, out: &mut Outbox) {
        let reference = event.reference;
        event.held = true;
        match self.held.take(event, handler, self.now) {
            Verdict::Run(mut event) => {
                event.held = false;
                self.queue(event);
            }
            Verdict::Held(older) => {
                out.write(|frame| wire::held(frame, reference));
                self.answered_apart(reference);
                if let Some(older) = older {
                    out.write(|frame| wire::superseded(frame, older.reference));
                    older.recycle();
                }
            }
            Verdict::Dropped(event) => {
                out.write(|frame| wire::superseded(frame, reference));
                self.answered_apart(reference);
                event.recycle();
            }
            Verdict::Full => self.turn_away(reference, &EventError::busy(), out),
        }
    }

    /// An event that is held, or never runs, has its answer: once nothing before it waits, answers to others cover it.
    fn answered_apart(&mut self, reference: u64) {
        self.page.answered_next(reference);
        if self.events.is_empty() {
            self.page.ran = self.page.ran.max(reference);
        }
    }
}
