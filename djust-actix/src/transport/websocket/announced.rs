//! The lengths of frames, before their payload is there.
//!
//! The library looks at a frame's length only once all of the frame has arrived: a client that announces a frame without
//! end could fill the memory. So the lengths are read here first, on the way to it. Nothing else of a frame is looked at.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use bytes::Bytes;
use futures_core::Stream;

/// The same bytes, which fail where a frame of more than `limit` bytes begins.
pub(super) fn bounded(payload: Payload, limit: usize) -> Payload {
    Payload::Stream {
        payload: Box::pin(Bounded {
            payload,
            lengths: Lengths::new(limit as u64),
            over: false,
        }),
    }
}

struct Bounded {
    payload: Payload,
    lengths: Lengths,
    /// Whether the next frame is too large.
    over: bool,
}

impl Stream for Bounded {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.over {
            return Poll::Ready(Some(Err(PayloadError::Overflow)));
        }
        Poll::Ready(
            match ready!(Pin::new(&mut this.payload).poll_next(context)) {
                Some(Ok(mut bytes)) => {
                    let within = this.lengths.follow(&bytes);
                    this.over = within < bytes.len();
                    bytes.truncate(within);
                    Some(Ok(bytes))
                }
                other => other,
            },
        )
    }
}

/// Where in which frame the stream is.
#[derive(Debug)]
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

    /// Follows the stream, and gives how many of the bytes come before a frame that is too large: all, if none is.
    fn follow(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            if self.rest > 0 {
                let left = bytes.len() - at;
                let step = usize::try_from(self.rest).map_or(left, |rest| rest.min(left));
                self.rest -= step as u64;
                at += step;
                continue;
            }
            self.header[self.filled] = bytes[at];
            self.filled += 1;
            at += 1;
            if let Some((length, mask)) = length(&self.header[..self.filled]) {
                if length > self.limit {
                    return at.saturating_sub(self.filled);
                }
                self.filled = 0;
                self.rest = length + mask;
            }
        }
        at
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
                stream
                    .chunks(cut)
                    .all(|piece| lengths.follow(piece) == piece.len()),
                "pieces of {cut}"
            );
            assert_eq!((lengths.filled, lengths.rest), (0, 0));
        }
    }

    #[test]
    fn a_frame_over_the_limit_is_seen_by_its_header() {
        for length in [65_537, 1 << 40, u64::MAX] {
            let before = frame(100);
            let over = [&[0x81, 0xff][..], &length.to_be_bytes(), b"xyz"].concat();
            let whole = [&before[..], &over].concat();
            assert_eq!(
                Lengths::new(65_536).follow(&whole),
                before.len(),
                "{length}"
            );
            let mut lengths = Lengths::new(65_536);
            assert_eq!(lengths.follow(&over[..5]), 5);
            assert_eq!(lengths.follow(&over[5..]), 0, "{length}");
        }
    }
}
