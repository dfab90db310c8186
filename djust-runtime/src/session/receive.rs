//! What comes from the client: events are queued, confirmations noted. Nothing runs here.

use std::fmt;

use super::{Event, Outbox, PageState, Region, Session};
use crate::event::EventError;
use crate::wire::{self, ClientFrame, FrameError};

/// How many events may wait.
const QUEUED_EVENTS: usize = 128;

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

impl Session {
    /// Takes a frame from the client; then let the session [run](Session::run).
    ///
    /// # Errors
    ///
    /// It is not one that the client may send.
    pub fn receive(&mut self, frame: &str, out: &mut Outbox) -> Result<(), Refused> {
        let frame = ClientFrame::parse(frame).map_err(Refused::Frame)?;
        self.receive_frame(frame, out)
    }

    /// The same for a frame that was read already.
    ///
    /// # Errors
    ///
    /// It is not one that the client may send.
    pub fn receive_frame(
        &mut self,
        frame: ClientFrame<'_>,
        out: &mut Outbox,
    ) -> Result<(), Refused> {
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
                let whole = !self.delivery.is_settled() || self.resync.is_some();
                self.resync = Some(if whole {
                    Region::default()
                } else {
                    Region { component, path }
                });
            }
            ClientFrame::Event {
                reference,
                ack,
                name,
                params,
                component,
            } => {
                self.confirm(ack)?;
                self.take_in(Event::new(reference, component, &name, params), out);
            }
        }
        Ok(())
    }

    fn confirm(&mut self, version: u64) -> Result<(), Refused> {
        if self.page == PageState::Unseen || !self.delivery.confirm(version) {
            return Err(Refused::Version);
        }
        Ok(())
    }

    /// Queues an event, unless it was sent twice or too many wait.
    fn take_in(&mut self, event: Event, out: &mut Outbox) {
        let reference = event.reference;
        if reference <= self.ran {
            out.write(|frame| wire::ack(frame, self.ran));
            return;
        }
        if reference <= self.taken && self.events.iter().any(|e| e.reference == reference) {
            return;
        }
        if reference <= self.taken || self.events.len() >= QUEUED_EVENTS {
            let busy = EventError::failed("too many events wait; try again in a moment");
            self.taken = self.taken.max(reference);
            return self.refuse(reference, &busy, out);
        }
        self.taken = reference;
        // One waits, mostly: no room for more.
        if self.events.capacity() == 0 {
            self.events.reserve_exact(1);
        }
        self.events.push_back(event);
    }
}
