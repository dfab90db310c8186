//! The bytes of a connection, up to a frame that is too large.
//!
//! The WebSocket decoder behind this looks at a frame's length only once all of the frame has arrived: a client that
//! announces a frame without end could fill the memory. So the lengths are read here first, and the stream ends at one
//! over the limit. Nothing else of a frame is looked at.

use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::web::Bytes;
use futures_core::Stream;

/// A connection's bytes, frame by frame.
pub(crate) struct Gate {
    payload: Payload,
    lengths: Lengths,
}

impl Gate {
    /// Lets frames of at most this many bytes through, headers not counted.
    pub(crate) fn new(payload: Payload, limit: usize) -> Self {
        Self {
            payload,
            lengths: Lengths::new(limit as u64),
        }
    }
}

impl Stream for Gate {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = Pin::new(&mut self.payload).poll_next(context);
        if let Poll::Ready(Some(Ok(bytes))) = &polled
            && !self.lengths.follow(bytes)
        {
            return Poll::Ready(Some(Err(PayloadError::Overflow)));
        }
        polled
    }
}

/// Where in which frame the stream is.
struct Lengths {
    limit: u64,
    header: [u8; 10],
    /// How many bytes of the header are there.
    filled: usize,
    /// How many bytes are left of the frame behind its header.
    rest: u64,
}

impl Lengths {
    fn new(limit: u64) -> Self {
        Self {
            limit,
            header: [0; 10],
            filled: 0,
            rest: 0,
        }
    }

    /// Follows the stream; `false` once a frame is too large.
    fn follow(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            if self.rest > 0 {
                let step =
                    usize::try_from(self.rest).map_or(bytes.len(), |rest| rest.min(bytes.len()));
                self.rest -= step as u64;
                bytes = &bytes[step..];
                continue;
            }
            self.header[self.filled] = bytes[0];
            self.filled += 1;
            bytes = &bytes[1..];
            if let Some((length, mask)) = length(&self.header[..self.filled]) {
                if length > self.limit {
                    return false;
                }
                self.filled = 0;
                self.rest = length + mask;
            }
        }
        true
    }
}

/// The lengths of payload and mask of the frame with this header, once enough of it is there.
fn length(header: &[u8]) -> Option<(u64, u64)> {
    let &second = header.get(1)?;
    let length = match second & 0x7f {
        126 => u64::from(u16::from_be_bytes(header.get(2..4)?.try_into().ok()?)),
        127 => u64::from_be_bytes(header.get(2..10)?.try_into().ok()?),
        length => u64::from(length),
    };
    Some((length, if second & 0x80 == 0 { 0 } else { 4 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(length: usize) -> Vec<u8> {
        let mut frame = vec![0x81];
        match length {
            0..=125 => frame.push(0x80 | length as u8),
            126..=0xffff => {
                frame.push(0x80 | 126);
                frame.extend((length as u16).to_be_bytes());
            }
            _ => {
                frame.push(0x80 | 127);
                frame.extend((length as u64).to_be_bytes());
            }
        }
        // Mask and payload look like headers of large frames.
        frame.extend(vec![0xff; 4 + length]);
        frame
    }

    #[test]
    fn frames_within_the_limit_pass_however_they_are_cut() {
        let stream: Vec<u8> = [0, 1, 125, 126, 1_000, 65_535, 65_536, 0, 5]
            .into_iter()
            .flat_map(frame)
            .collect();
        for cut in [1, 2, 3, 7, 4_096, stream.len()] {
            let mut lengths = Lengths::new(65_536);
            assert!(
                stream.chunks(cut).all(|piece| lengths.follow(piece)),
                "pieces of {cut}"
            );
            assert_eq!((lengths.filled, lengths.rest), (0, 0));
        }
    }

    #[test]
    fn a_frame_over_the_limit_is_seen_by_its_header() {
        for length in [65_537, 1 << 40, u64::MAX] {
            let mut lengths = Lengths::new(65_536);
            assert!(lengths.follow(&frame(100)));
            assert!(lengths.follow(&[0x81, 0xff]));
            assert!(!lengths.follow(&length.to_be_bytes()), "{length}");
        }
    }
}
