//! WebSocket frames (RFC 6455), the server's side: a client's bytes become whole messages, and ours get their headers.
//!
//! A frame's length is looked at as soon as it is there: a client that announces a frame without end fills no memory.
//! What is kept of a message is unmasked straight into its buffer, which the worker uses again.

use std::cell::Cell;

use bytes::BytesMut;

/// Set in the first byte of a message's last frame.
const FIN: u8 = 0x80;
const RESERVED: u8 = 0x70;
const OPCODE: u8 = 0x0f;
/// Set in the second byte if the payload is masked, as a client's must be.
const MASKED: u8 = 0x80;
/// The longest payload of a control frame.
const CONTROL: usize = 125;

const CONTINUATION: u8 = 0x0;
const TEXT: u8 = 0x1;
const BINARY: u8 = 0x2;
const CLOSE: u8 = 0x8;
const PING: u8 = 0x9;
const PONG: u8 = 0xa;

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

/// Appends a frame with a text.
pub(crate) fn text(out: &mut BytesMut, text: &str) {
    write(out, TEXT, text.as_bytes());
}

/// Appends the answer to a ping.
pub(crate) fn pong(out: &mut BytesMut, payload: &[u8]) {
    write(out, PONG, payload);
}

/// Appends the frame that ends a socket: with a code and a short reason, or without a word.
pub(crate) fn close(out: &mut BytesMut, said: Option<(u16, &str)>) {
    let mut payload = Vec::new();
    if let Some((code, reason)) = said {
        payload.extend(code.to_be_bytes());
        payload.extend(reason.bytes().take(CONTROL - 2));
    }
    write(out, CLOSE, &payload);
}

fn write(out: &mut BytesMut, opcode: u8, payload: &[u8]) {
    let mut header = [FIN | opcode, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let header = match payload.len() {
        length @ 0..=125 => {
            header[1] = length as u8;
            &header[..2]
        }
        length @ 126..=0xffff => {
            header[1] = 126;
            header[2..4].copy_from_slice(&(length as u16).to_be_bytes());
            &header[..4]
        }
        length => {
            header[1] = 127;
            header[2..].copy_from_slice(&(length as u64).to_be_bytes());
            &header[..]
        }
    };
    out.reserve(header.len() + payload.len());
    out.extend_from_slice(header);
    out.extend_from_slice(payload);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A client's frame.
    fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
        const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
        let mut frame = vec![first];
        match payload.len() {
            length @ 0..=125 => frame.push(MASKED | length as u8),
            length @ 126..=0xffff => {
                frame.push(MASKED | 126);
                frame.extend((length as u16).to_be_bytes());
            }
            length => {
                frame.push(MASKED | 127);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        frame.extend(MASK);
        let masked = payload.iter().zip(MASK.iter().cycle());
        frame.extend(masked.map(|(byte, mask)| byte ^ mask));
        frame
    }

    /// What is read of bytes that come in these pieces.
    fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<Incoming>, Broken> {
        let mut decoder = Decoder::new(65_536, 4);
        let mut read = Vec::new();
        for mut piece in pieces {
            while let Some(incoming) = decoder.next(&mut piece)? {
                read.push(incoming);
            }
            assert!(piece.is_empty(), "a piece is read to its end");
        }
        Ok(read)
    }

    fn text(length: usize) -> String {
        "a\u{e9}\u{20ac}\u{1f600}"
            .chars()
            .cycle()
            .take(length)
            .collect()
    }

    #[test]
    fn messages_are_whole_however_the_bytes_are_cut() {
        let texts: Vec<String> = [0, 1, 48, 50, 200, 20_000].map(text).into();
        let mut stream = Vec::new();
        for text in &texts {
            stream.extend(frame(0x81, text.as_bytes()));
        }
        let expected: Vec<Incoming> = texts.into_iter().map(Incoming::Text).collect();
        for cut in [1, 2, 3, 7, 13, 4_096, stream.len()] {
            assert_eq!(
                read(stream.chunks(cut)).as_ref(),
                Ok(&expected),
                "pieces of {cut}"
            );
        }
    }

    #[test]
    fn control_frames_come_between_fragments() {
        let stream = [
            frame(0x01, b"one "),
            frame(0x89, b"still there?"),
            frame(0x00, b"two "),
            frame(0x8a, b"yes"),
            frame(0x80, b"three"),
            frame(0x02, b"\xff"),
            frame(0x80, b"\xfe"),
            frame(0x88, &1000_u16.to_be_bytes()),
        ]
        .concat();
        let expected = [
            Incoming::Ping(b"still there?".to_vec()),
            Incoming::Pong,
            Incoming::Text("one two three".to_owned()),
            Incoming::Binary,
            Incoming::Close,
        ];
        for cut in [1, 5, stream.len()] {
            assert_eq!(read(stream.chunks(cut)).as_deref(), Ok(&expected[..]));
        }
    }

    #[test]
    fn what_breaks_the_protocol_or_a_limit_is_refused() {
        let half = vec![b'x'; 40_000];
        let mut unmasked = frame(0x81, b"x");
        unmasked[1] &= !MASKED;
        for (bytes, broken) in [
            (frame(0x00, b"x"), Broken::Protocol),
            (
                [frame(0x01, b"x"), frame(0x81, b"x")].concat(),
                Broken::Protocol,
            ),
            (frame(0x83, b"x"), Broken::Protocol),
            (frame(0x8b, b"x"), Broken::Protocol),
            (frame(0xc1, b"x"), Broken::Protocol),
            (frame(0x09, b"x"), Broken::Protocol),
            (frame(0x89, &[b'x'; 126]), Broken::Protocol),
            (unmasked, Broken::Protocol),
            (frame(0x81, b"\xff"), Broken::NotUtf8),
            (frame(0x81, &[b'x'; 65_537]), Broken::TooLarge),
            (
                [frame(0x02, &half), frame(0x80, &half)].concat(),
                Broken::TooLarge,
            ),
            (
                [frame(0x01, b""), frame(0x00, b"").repeat(4)].concat(),
                Broken::TooManyFragments,
            ),
        ] {
            assert_eq!(read([&*bytes]), Err(broken), "{:x?}", &bytes[..2]);
            assert_eq!(read(bytes.chunks(1)), Err(broken), "{:x?}", &bytes[..2]);
        }
    }

    #[test]
    fn a_frame_over_the_limit_is_seen_by_its_length() {
        for length in [65_537, 1 << 40, 1 << 62, u64::MAX] {
            let start = [&[0x81, 0xff][..], &u64::to_be_bytes(length)].concat();
            assert_eq!(read([&*start]), Err(Broken::TooLarge), "{length}");
        }
    }

    /// Whatever comes is read or refused, the same way however it is cut.
    #[test]
    fn mangled_bytes_are_read_or_refused() {
        let mut seed = 1_u64;
        let mut random = |end: usize| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % end
        };
        let (mut right, mut wrong) = (0, 0);
        for _ in 0..20_000 {
            let first = [0x81, 0x81, 0x01, 0x80, 0x89, 0x82][random(6)];
            let payload = vec![b'x'; [0, 5, 130][random(3)]];
            let mut bytes = [frame(0x81, b"a"), frame(first, &payload)].concat();
            for _ in 0..random(2) {
                let at = random(bytes.len());
                bytes[at] ^= 1 << random(8);
            }
            bytes.truncate(bytes.len() - random(3));
            let whole = read([&*bytes]);
            assert_eq!(whole, read(bytes.chunks(1 + random(9))), "{bytes:x?}");
            match whole {
                Ok(_) => right += 1,
                Err(_) => wrong += 1,
            }
        }
        assert!(
            right > 5_000 && wrong > 2_000,
            "{right} right, {wrong} wrong"
        );
    }

    #[test]
    fn ours_carry_their_length() {
        for (length, header) in [
            (0, &[0x81, 0][..]),
            (125, &[0x81, 125]),
            (126, &[0x81, 126, 0, 126]),
            (65_536, &[0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]),
        ] {
            let (mut out, payload) = (BytesMut::new(), "x".repeat(length));
            super::text(&mut out, &payload);
            assert_eq!(out, [header, payload.as_bytes()].concat());
        }
        let mut out = BytesMut::new();
        close(&mut out, Some((4001, "gone")));
        close(&mut out, None);
        assert_eq!(&*out, b"\x88\x06\x0f\xa1gone\x88\x00");
    }
}
