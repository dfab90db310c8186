//! The lengths of frames, before their payload is there.
//!
//! The library's parser looks at a frame's length only once all of the frame has arrived: a client that announces a frame
//! without end could fill the memory. So the lengths are read here first. Nothing else of a frame is looked at.

/// Where in which frame the stream is.
#[derive(Debug)]
pub(super) struct Lengths {
    limit: u64,
    header: [u8; 10],
    /// How many bytes of the header are there.
    filled: usize,
    /// How many bytes are left of the frame behind its header.
    rest: u64,
}

impl Lengths {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            limit,
            header: [0; 10],
            filled: 0,
            rest: 0,
        }
    }

    /// Follows the stream, and gives how many of the bytes come before a frame that is too large: all, if none is.
    pub(super) fn follow(&mut self, bytes: &[u8]) -> usize {
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
