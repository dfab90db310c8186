//! WebSocket frames, the server's side: a client's bytes become whole messages (`decode`), and ours get their headers.
//!
//! Parsing and writing single frames is the library's, the one beneath actix-ws, whose own streams would put a channel
//! between a session and its connection.

mod decode;
mod lengths;

use actix_http::ws::{CloseCode, CloseReason, OpCode, Parser};
use bytes::BytesMut;

pub(crate) use self::decode::{Broken, Decoder, Incoming, recycle};

/// Appends a frame with a text.
pub(crate) fn text(out: &mut BytesMut, text: &str) {
    Parser::write_message(out, text, OpCode::Text, true, false);
}

/// Appends the answer to a ping.
pub(crate) fn pong(out: &mut BytesMut, payload: &[u8]) {
    Parser::write_message(out, payload, OpCode::Pong, true, false);
}

/// Appends the frame that ends a socket: with a code and a short reason, or without a word.
pub(crate) fn close(out: &mut BytesMut, said: Option<(u16, &str)>) {
    let reason = said.map(|(code, reason)| CloseReason {
        code: CloseCode::from(code),
        description: Some(reason.to_owned()),
    });
    Parser::write_close(out, reason, false);
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
