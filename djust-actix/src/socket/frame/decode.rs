//! A client's bytes become whole messages, within bounds.
//!
//! Frames are the library's business, fragments are ours: they have limits. The buffers of bytes and of messages are used
//! again by the worker.

use std::cell::Cell;

use actix_http::ws::{OpCode, Parser, ProtocolError};
use bytes::BytesMut;

use super::lengths::Lengths;

/// A message of the client.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    Text(String),
    /// The protocol has none; what it held is not kept.
    Binary,
    Ping(Vec<u8>),
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

/// The largest buffer that is used again.
const KEEP: usize = 4 * 1024;

thread_local! {
    /// The buffer of a message that was used, for the worker's next one.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    /// The buffer of a connection whose bytes were all read, for the next one's.
    static BYTES: Cell<BytesMut> = Cell::new(BytesMut::new());
}

/// Takes back the buffer of a message that was used.
pub(crate) fn recycle(text: String) {
    let mut bytes = text.into_bytes();
    if bytes.capacity() <= KEEP {
        bytes.clear();
        SPARE.set(bytes);
    }
}

/// Puts messages together, within bounds.
#[derive(Debug)]
pub(crate) struct Decoder {
    max_bytes: usize,
    max_fragments: usize,
    lengths: Lengths,
    /// Whether the next frame is too large.
    over: bool,
    /// What came and was not read.
    bytes: BytesMut,
    /// Whether that is the worker's buffer.
    lent: bool,
    /// The message whose last fragment has not come.
    message: Option<Message>,
}

#[derive(Debug)]
struct Message {
    text: bool,
    /// What came; nothing is kept of a binary one.
    bytes: Vec<u8>,
    length: usize,
    fragments: usize,
}

impl Decoder {
    /// For messages of at most so many bytes and fragments.
    pub(crate) fn new(max_bytes: usize, max_fragments: usize) -> Self {
        Self {
            max_bytes,
            max_fragments,
            lengths: Lengths::new(max_bytes as u64),
            over: false,
            bytes: BytesMut::new(),
            lent: false,
            message: None,
        }
    }

    /// Takes what came.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        if self.over {
            return;
        }
        let within = self.lengths.follow(bytes);
        self.over = within < bytes.len();
        if self.bytes.is_empty() && !self.lent {
            self.bytes = BYTES.take();
            self.lent = true;
        }
        self.bytes.extend_from_slice(&bytes[..within]);
    }

    /// The next message; `None` if it is not there as a whole.
    pub(crate) fn next(&mut self) -> Result<Option<Incoming>, Broken> {
        while let Some((last, opcode, payload)) =
            Parser::parse(&mut self.bytes, true, self.max_bytes).map_err(|error| broken(&error))?
        {
            let payload = payload.unwrap_or_default();
            if let Some(incoming) = self.frame(last, opcode, &payload)? {
                return Ok(Some(incoming));
            }
        }
        // Asked again with nothing there, it has none to give back.
        if self.bytes.is_empty() && std::mem::take(&mut self.lent) {
            let bytes = std::mem::take(&mut self.bytes);
            if bytes.capacity() <= KEEP {
                BYTES.set(bytes);
            }
        }
        if self.over {
            return Err(Broken::TooLarge);
        }
        Ok(None)
    }

    fn frame(
        &mut self,
        last: bool,
        opcode: OpCode,
        payload: &[u8],
    ) -> Result<Option<Incoming>, Broken> {
        let message = match (opcode, &mut self.message) {
            (OpCode::Close, _) if last => return Ok(Some(Incoming::Close)),
            (OpCode::Ping, _) if last => return Ok(Some(Incoming::Ping(payload.to_vec()))),
            (OpCode::Pong, _) if last => return Ok(Some(Incoming::Pong)),
            (OpCode::Continue, Some(message)) => message,
            (OpCode::Text, empty @ None) => empty.insert(Message::new(SPARE.take(), true)),
            (OpCode::Binary, empty @ None) => empty.insert(Message::new(Vec::new(), false)),
            _ => return Err(Broken::Protocol),
        };
        message.fragments += 1;
        message.length += payload.len();
        if message.fragments > self.max_fragments {
            return Err(Broken::TooManyFragments);
        }
        if message.length > self.max_bytes {
            return Err(Broken::TooLarge);
        }
        if message.text {
            message.bytes.extend_from_slice(payload);
        }
        Ok(match self.message.take_if(|_| last) {
            Some(message) if message.text => Some(Incoming::Text(
                String::from_utf8(message.bytes).map_err(|_| Broken::NotUtf8)?,
            )),
            Some(_) => Some(Incoming::Binary),
            None => None,
        })
    }
}

impl Message {
    fn new(bytes: Vec<u8>, text: bool) -> Self {
        Self {
            text,
            bytes,
            length: 0,
            fragments: 0,
        }
    }
}

fn broken(error: &ProtocolError) -> Broken {
    match error {
        ProtocolError::Overflow => Broken::TooLarge,
        _ => Broken::Protocol,
    }
}

#[cfg(test)]
mod tests;
