//! A client's bytes become whole messages, within bounds.
//!
//! A frame's length is looked at as soon as it is there: a client that announces a frame without end fills no memory.
//! What is kept of a message is unmasked straight into its buffer, which the worker uses again.

use std::cell::Cell;

use super::{
    BINARY, CLOSE, CONTINUATION, CONTROL, FIN, MASKED, OPCODE, PING, PONG, RESERVED, TEXT,
};

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

thread_local! {
    /// The buffer of a message that was used, for the worker's next one.
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Takes back the buffer of a message that was used.
pub(crate) fn recycle(text: String) {
    const KEEP: usize = 4 * 1024;
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
    /// The next frame's header, while it is there in part.
    header: [u8; 14],
    filled: usize,
    /// The frame whose payload is there in part.
    frame: Option<Frame>,
    /// The message whose last fragment has not come.
    message: Option<Message>,
    /// The payload of a control frame: one may come between the fragments of a message.
    control: Vec<u8>,
}

/// A frame that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Frame {
    last: bool,
    opcode: u8,
    mask: [u8; 4],
    length: usize,
    /// How much of the payload was read.
    read: usize,
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
            header: [0; 14],
            filled: 0,
            frame: None,
            message: None,
            control: Vec::new(),
        }
    }

    /// The next message, and takes what was read of it off the bytes. `None` if they end before it does.
    pub(crate) fn next(&mut self, bytes: &mut &[u8]) -> Result<Option<Incoming>, Broken> {
        loop {
            if self.frame.is_none() {
                let Some(frame) = self.header(bytes)? else {
                    return Ok(None);
                };
                self.begin(frame)?;
            }
            let Some(frame) = self.payload(bytes) else {
                return Ok(None);
            };
            if let Some(incoming) = self.end(frame)? {
                return Ok(Some(incoming));
            }
        }
    }

    /// Reads a header, once all of it is there.
    fn header(&mut self, bytes: &mut &[u8]) -> Result<Option<Frame>, Broken> {
        if self.filled == 0
            && let Some((frame, used)) = Frame::parse(bytes, self.max_bytes)?
        {
            *bytes = &bytes[used..];
            return Ok(Some(frame));
        }
        // No header is longer than its array.
        while let Some((&byte, rest)) = bytes.split_first() {
            *bytes = rest;
            self.header[self.filled] = byte;
            self.filled += 1;
            let header = &self.header[..self.filled];
            if let Some((frame, _)) = Frame::parse(header, self.max_bytes)? {
                self.filled = 0;
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }

    /// A frame begins, and with it a message, or the next fragment of one.
    fn begin(&mut self, frame: Frame) -> Result<(), Broken> {
        self.frame = Some(frame);
        let message = match (frame.opcode, &mut self.message) {
            (CLOSE | PING | PONG, _) => {
                self.control.clear();
                return Ok(());
            }
            (CONTINUATION, Some(message)) => message,
            (TEXT, empty @ None) => empty.insert(Message::new(SPARE.take(), true)),
            (BINARY, empty @ None) => empty.insert(Message::new(Vec::new(), false)),
            _ => return Err(Broken::Protocol),
        };
        message.fragments += 1;
        message.length += frame.length;
        if message.fragments > self.max_fragments {
            return Err(Broken::TooManyFragments);
        }
        if message.length > self.max_bytes {
            return Err(Broken::TooLarge);
        }
        Ok(())
    }

    /// Takes what is there of the frame's payload, and gives the frame if that is all of it.
    fn payload(&mut self, bytes: &mut &[u8]) -> Option<Frame> {
        let frame = self.frame.as_mut()?;
        let (piece, rest) = bytes.split_at(bytes.len().min(frame.length - frame.read));
        *bytes = rest;
        let kept = if frame.is_control() {
            Some(&mut self.control)
        } else {
            let message = self.message.as_mut();
            message.and_then(|message| message.text.then_some(&mut message.bytes))
        };
        if let Some(kept) = kept {
            let start = kept.len();
            kept.extend_from_slice(piece);
            unmask(&mut kept[start..], frame.mask, frame.read);
        }
        frame.read += piece.len();
        self.frame.take_if(|frame| frame.read == frame.length)
    }

    /// A frame is complete; the message that is so with it.
    fn end(&mut self, frame: Frame) -> Result<Option<Incoming>, Broken> {
        let message = match frame.opcode {
            CLOSE => return Ok(Some(Incoming::Close)),
            PING => return Ok(Some(Incoming::Ping(std::mem::take(&mut self.control)))),
            PONG => return Ok(Some(Incoming::Pong)),
            _ if frame.last => self.message.take(),
            _ => None,
        };
        Ok(match message {
            Some(Message {
                text: true, bytes, ..
            }) => {
                let text = String::from_utf8(bytes).map_err(|_| Broken::NotUtf8)?;
                Some(Incoming::Text(text))
            }
            Some(_) => Some(Incoming::Binary),
            None => None,
        })
    }
}

impl Frame {
    /// Reads a header and tells how long it is. `None` if the bytes end before it does.
    fn parse(bytes: &[u8], max_bytes: usize) -> Result<Option<(Self, usize)>, Broken> {
        let [first, second, rest @ ..] = bytes else {
            return Ok(None);
        };
        let (length, rest) = match second & !MASKED {
            126 => match rest.split_first_chunk() {
                Some((length, rest)) => (u64::from(u16::from_be_bytes(*length)), rest),
                None => return Ok(None),
            },
            127 => match rest.split_first_chunk() {
                Some((length, rest)) => (u64::from_be_bytes(*length), rest),
                None => return Ok(None),
            },
            length => (u64::from(length), rest),
        };
        let length = usize::try_from(length).map_err(|_| Broken::TooLarge)?;
        let mut frame = Self {
            last: first & FIN != 0,
            opcode: first & OPCODE,
            mask: [0; 4],
            length,
            read: 0,
        };
        let control = frame.is_control() && (length > CONTROL || !frame.last);
        let known = matches!(frame.opcode, CONTINUATION..=BINARY | CLOSE..=PONG);
        if first & RESERVED != 0 || second & MASKED == 0 || control || !known {
            return Err(Broken::Protocol);
        }
        if length > max_bytes {
            return Err(Broken::TooLarge);
        }
        let Some((mask, rest)) = rest.split_first_chunk() else {
            return Ok(None);
        };
        frame.mask = *mask;
        Ok(Some((frame, bytes.len() - rest.len())))
    }

    fn is_control(self) -> bool {
        self.opcode >= CLOSE
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

/// Takes the mask off a piece of a payload that begins so many bytes into it.
fn unmask(piece: &mut [u8], mut mask: [u8; 4], offset: usize) {
    mask.rotate_left(offset % 4);
    let (fours, rest) = piece.as_chunks_mut::<4>();
    for four in fours {
        *four = (u32::from_ne_bytes(*four) ^ u32::from_ne_bytes(mask)).to_ne_bytes();
    }
    for (byte, mask) in rest.iter_mut().zip(mask) {
        *byte ^= mask;
    }
}

#[cfg(test)]
mod tests;
