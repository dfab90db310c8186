//! WebSocket frames (RFC 6455), the server's side: a client's bytes become whole messages (`decode`), and ours get
//! their headers.

mod decode;

use bytes::BytesMut;

pub(crate) use self::decode::{Broken, Decoder, Incoming, recycle};

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
