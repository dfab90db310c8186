//! Messages from a connection, no faster than the limit: a client that sends faster is read slower, and the operating
//! system's buffers then hold it back.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Instant;

use actix_web::dev::Payload;
use futures_core::Stream as _;
use tokio::time::Sleep;

use super::frame::{Broken, Decoder, Incoming};
use super::rate::Rate;
use crate::limits::Limits;

/// Reads one socket.
pub(crate) struct Reader {
    payload: Payload,
    decoder: Decoder,
    rate: Rate,
    /// Ends when the next message may be read.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Reader {
    pub(crate) fn new(payload: Payload, limits: &Limits) -> Self {
        Self {
            payload,
            decoder: Decoder::new(limits.message_bytes, limits.message_fragments),
            rate: Rate::new(limits.messages_per_second, limits.message_burst),
            pause: None,
        }
    }

    /// The next message; `None` at the end.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Incoming, Broken>>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        loop {
            match self.decoder.next() {
                Ok(None) => {}
                Ok(Some(incoming)) => return Poll::Ready(Some(Ok(incoming))),
                Err(broken) => return Poll::Ready(Some(Err(broken))),
            }
            match ready!(Pin::new(&mut self.payload).poll_next(context)) {
                Some(Ok(bytes)) => self.decoder.feed(&bytes),
                Some(Err(_)) => return Poll::Ready(Some(Err(Broken::Lost))),
                None => return Poll::Ready(None),
            }
        }
    }

    /// Whether something may be left to read that must wait.
    pub(crate) fn is_paused(&self) -> bool {
        self.pause.is_some()
    }

    /// Notes that a message was taken. Past the limit, the next one is read later.
    pub(crate) fn took(&mut self, now: Instant) {
        let wait = self.rate.spend(now);
        if !wait.is_zero() {
            self.pause = Some(Box::pin(tokio::time::sleep(wait)));
        }
    }
}
