//! Whole messages from a WebSocket, within bounds: so many bytes and so many fragments a message, so many frames a
//! second. A client that sends faster is read slower; the operating system's buffers then hold it back.

use std::time::Instant;

use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use actix_ws::{Item, Message, MessageStream, ProtocolError};

use crate::limits::Limits;
use crate::socket::rate::Rate;

/// A message of the client.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    Text(String),
    /// The protocol has none; what it held is not kept.
    Binary,
    Ping(Bytes),
    Pong,
    Close,
}

/// Why a socket can't be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A message is larger than the limit.
    TooLarge,
    /// A message is cut into more fragments than the limit.
    TooManyFragments,
    /// A text message is not UTF-8.
    NotUtf8,
    /// It is not WebSocket that is spoken.
    Protocol,
    /// The connection failed.
    Lost,
}

impl Broken {
    /// What the client is told.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Broken::TooLarge => "the message is larger than the limit",
            Broken::TooManyFragments => "the message has too many fragments",
            Broken::NotUtf8 => "a text message must be UTF-8",
            Broken::Protocol => "the WebSocket protocol was broken",
            Broken::Lost => "the connection failed",
        }
    }
}

/// Reads one socket.
pub(crate) struct Reader {
    stream: MessageStream,
    partial: Option<Partial>,
    max_bytes: usize,
    max_fragments: usize,
    rate: Rate,
    /// Whether the next message is paid for already.
    paid: bool,
}

/// A message whose last fragment has not come.
struct Partial {
    text: bool,
    bytes: Vec<u8>,
    fragments: usize,
}

impl Reader {
    pub(crate) fn new(stream: MessageStream, limits: &Limits) -> Self {
        let stream = stream.max_frame_size(limits.message_bytes);
        Self {
            stream,
            partial: None,
            max_bytes: limits.message_bytes,
            max_fragments: limits.message_fragments,
            rate: Rate::new(limits.messages_per_second, limits.message_burst),
            paid: false,
        }
    }

    /// The next message; `None` at the end. Nothing is lost if the wait is given up.
    pub(crate) async fn next(&mut self) -> Option<Result<Incoming, Broken>> {
        loop {
            self.pay().await;
            let message = match self.stream.recv().await? {
                Ok(message) => message,
                Err(error) => return Some(Err(broken(&error))),
            };
            match self.accept(message) {
                Ok(None) => {}
                Ok(Some(incoming)) => return Some(Ok(incoming)),
                Err(broken) => return Some(Err(broken)),
            }
        }
    }

    /// Waits until one more message may be read. What is paid stays paid when the wait for the message is given up.
    async fn pay(&mut self) {
        while !self.paid {
            match self.rate.take(Instant::now()) {
                Ok(()) => self.paid = true,
                Err(wait) => tokio::time::sleep(wait).await,
            }
        }
    }

    fn accept(&mut self, message: Message) -> Result<Option<Incoming>, Broken> {
        // Fragments after the first have a limit of their own.
        self.paid = matches!(
            message,
            Message::Continuation(Item::Continue(_) | Item::Last(_))
        );
        Ok(match message {
            Message::Text(text) if text.len() > self.max_bytes => return Err(Broken::TooLarge),
            Message::Text(text) => Some(Incoming::Text(text.to_string())),
            Message::Binary(_) => Some(Incoming::Binary),
            Message::Ping(payload) => Some(Incoming::Ping(payload)),
            Message::Pong(_) => Some(Incoming::Pong),
            Message::Close(_) => Some(Incoming::Close),
            Message::Nop => None,
            Message::Continuation(item) => return self.gather(item),
        })
    }

    /// Adds a fragment. Bytes are copied into one buffer: kept as they come, each would hold on to all that was read
    /// from the connection with it.
    fn gather(&mut self, item: Item) -> Result<Option<Incoming>, Broken> {
        let (piece, last) = match item {
            Item::FirstText(piece) => (self.begin(true, piece), false),
            Item::FirstBinary(piece) => (self.begin(false, piece), false),
            Item::Continue(piece) => (piece, false),
            Item::Last(piece) => (piece, true),
        };
        let partial = self.partial.as_mut().ok_or(Broken::Protocol)?;
        partial.fragments += 1;
        if partial.fragments > self.max_fragments {
            return Err(Broken::TooManyFragments);
        }
        if partial.bytes.len() + piece.len() > self.max_bytes {
            return Err(Broken::TooLarge);
        }
        partial.bytes.extend_from_slice(&piece);
        if !last {
            return Ok(None);
        }
        match self.partial.take() {
            Some(Partial {
                text: true, bytes, ..
            }) => {
                let text = String::from_utf8(bytes).map_err(|_| Broken::NotUtf8)?;
                Ok(Some(Incoming::Text(text)))
            }
            _ => Ok(Some(Incoming::Binary)),
        }
    }

    fn begin(&mut self, text: bool, piece: Bytes) -> Bytes {
        self.partial = Some(Partial {
            text,
            bytes: Vec::new(),
            fragments: 0,
        });
        piece
    }
}

fn broken(error: &ProtocolError) -> Broken {
    match error {
        ProtocolError::Overflow => Broken::TooLarge,
        ProtocolError::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Broken::NotUtf8
        }
        ProtocolError::Io(error) => {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
            match inner {
                // The gate's.
                Some(PayloadError::Overflow) => Broken::TooLarge,
                _ => Broken::Lost,
            }
        }
        _ => Broken::Protocol,
    }
}
