//! The bytes of a page on their way out.
//!
//! What stands before and behind the scripts is known at different times and never put together: the pieces go out one
//! after the other. Large ones are cut, because the connection copies each into a buffer of its own, which should stay small
//! enough for it to be kept.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use bytes::Bytes;

/// The most bytes that go out at once.
const AT_ONCE: usize = 120 * 1024;

/// A page in pieces.
#[derive(Debug)]
pub(super) struct Body {
    /// The last one first.
    pieces: Vec<Bytes>,
    length: u64,
}

impl Body {
    /// These pieces, one after the other.
    pub(super) fn new(mut pieces: Vec<Bytes>) -> Self {
        let length = pieces.iter().map(|piece| piece.len() as u64).sum();
        pieces.reverse();
        Self { pieces, length }
    }

    fn next(&mut self) -> Option<Bytes> {
        loop {
            let piece = self.pieces.last_mut()?;
            if piece.len() > AT_ONCE {
                return Some(piece.split_to(AT_ONCE));
            }
            // An empty one would look like the end.
            match self.pieces.pop() {
                Some(piece) if piece.is_empty() => {}
                last => return last,
            }
        }
    }
}

impl MessageBody for Body {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.length)
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Infallible>>> {
        Poll::Ready(self.next().map(Ok))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_page() {
        let long = "x".repeat(2 * AT_ONCE + 1);
        let texts = ["", "<head>", "", &long, "</body>"];
        let pieces = texts.map(|text| Bytes::copy_from_slice(text.as_bytes()));
        let mut body = Body::new(pieces.to_vec());
        assert_eq!(body.size(), BodySize::Sized(texts.concat().len() as u64));
        let mut out = Vec::new();
        while let Some(piece) = body.next() {
            assert!(!piece.is_empty() && piece.len() <= AT_ONCE);
            out.extend_from_slice(&piece);
        }
        assert_eq!(out, texts.concat().as_bytes());
    }
}
