//! A WebSocket, by actix-ws.
//!
//! What the library leaves open is closed here: how much of a client's messages is kept ([`fragments`], [`announced`]) and
//! how many bytes are on their way to it ([`window`]).

use std::io;
use std::pin::Pin;
use std::str::Utf8Error;
use std::sync::Arc;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::{Error, FromRequest as _, HttpRequest, HttpResponse, web};
use actix_ws::{CloseReason, Message, MessageStream, ProtocolError, Session};
use futures_core::Stream as _;
use futures_sink::Sink as _;

use self::fragments::{Fragments, NOT_UTF8, TOO_LARGE};
use self::window::Window;
use super::{CloseCode, Incoming, Transport};
use crate::headers;
use crate::limits::Limits;

mod announced;
mod fragments;
#[cfg(test)]
mod tests;
mod window;

/// How long the last frame waits for room if the client does not read.
const CLOSE_WITHIN: Duration = Duration::from_secs(10);

/// Whether the request asks for a WebSocket.
pub(crate) fn is_upgrade(request: &HttpRequest) -> bool {
    headers::text(request, header::UPGRADE)
        .is_some_and(|value| value.to_ascii_lowercase().contains("websocket"))
}

/// One open WebSocket.
pub(crate) struct WebSocket {
    sender: Session,
    messages: MessageStream,
    fragments: Fragments,
    window: Arc<Window>,
}

impl WebSocket {
    /// The answer to the handshake, and the socket that it opens.
    pub(crate) async fn open(
        request: &HttpRequest,
        body: web::Payload,
        limits: &Limits,
    ) -> Result<(HttpResponse, Self), Error> {
        let mut bounded = announced::bounded(body.into_inner(), limits.message_bytes);
        let body = web::Payload::from_request(request, &mut bounded).await?;
        let (response, sender, messages) = actix_ws::handle(request, body)?;
        let socket = Self {
            sender,
            messages: messages.max_frame_size(limits.message_bytes),
            fragments: Fragments::new(limits.message_bytes, limits.message_fragments),
            window: Arc::default(),
        };
        Ok((response, socket))
    }

    /// What a message is to the holder of a session; `None` for a part of one.
    fn incoming(&mut self, message: Message) -> Option<Incoming> {
        Some(match message {
            Message::Text(text) => Incoming::Frame(text),
            Message::Binary(_) => Incoming::Binary,
            Message::Continuation(item) => return self.fragments.add(item),
            Message::Ping(payload) => {
                self.send_now(Message::Pong(payload));
                Incoming::Alive
            }
            Message::Pong(_) | Message::Nop => Incoming::Alive,
            Message::Close(_) => Incoming::Lost,
        })
    }

    /// Sends a short message, unless many are under way.
    fn send_now(&mut self, message: Message) {
        let _ = self.poll_message(&mut Context::from_waker(Waker::noop()), || message);
    }

    /// Sends a message once the connection takes one. If it is gone, nobody is there to be told.
    fn poll_message(
        &mut self,
        context: &mut Context<'_>,
        message: impl FnOnce() -> Message,
    ) -> Poll<()> {
        let mut sender = Pin::new(&mut self.sender);
        if ready!(sender.as_mut().poll_ready(context)).is_ok() {
            let _ = sender.start_send(message());
        }
        Poll::Ready(())
    }
}

impl Transport for WebSocket {
    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Incoming> {
        loop {
            let incoming = match ready!(Pin::new(&mut self.messages).poll_next(context)) {
                Some(Ok(message)) => self.incoming(message),
                Some(Err(error)) => broken(&error).map(Incoming::Broken),
                None => Some(Incoming::Lost),
            };
            if let Some(incoming) = incoming {
                return Poll::Ready(incoming);
            }
        }
    }

    fn poll_send(&mut self, frame: &str, context: &mut Context<'_>) -> Poll<()> {
        if !Window::counts(frame) {
            return self.poll_message(context, || Message::Text(frame.into()));
        }
        ready!(self.window.poll_room(context));
        let window = Arc::clone(&self.window);
        self.poll_message(context, || Message::Text(window.enter(frame)))
    }

    fn close(self: Box<Self>, reason: Option<CloseCode>) {
        let reason = reason.map(|reason| CloseReason {
            code: reason.code().into(),
            description: Some(reason.reason().into_owned()),
        });
        let mut closed = Box::pin(self.sender.close(reason));
        let now = closed
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        if now.is_pending() {
            // Detached: nobody waits for a client that does not read, and this gives up in time.
            drop(actix_web::rt::spawn(async {
                let _ = tokio::time::timeout(CLOSE_WITHIN, closed).await;
            }));
        }
    }
}

/// Why a socket can't be read on. `None` if its connection failed: the library says so first, and gives what came before
/// afterwards.
fn broken(error: &ProtocolError) -> Option<&'static str> {
    const PROTOCOL: &str = "the WebSocket protocol was broken";
    let ProtocolError::Io(error) = error else {
        let too_large = matches!(error, ProtocolError::Overflow);
        return Some(if too_large { TOO_LARGE } else { PROTOCOL });
    };
    let cause = error.get_ref();
    let announced = cause.and_then(|cause| cause.downcast_ref());
    if matches!(announced, Some(PayloadError::Overflow)) {
        return Some(TOO_LARGE);
    }
    if cause.is_some_and(|cause| cause.is::<Utf8Error>()) {
        return Some(NOT_UTF8);
    }
    // What the library finds in the bytes themselves; all else comes from the connection.
    (error.kind() == io::ErrorKind::InvalidData).then_some(PROTOCOL)
}
