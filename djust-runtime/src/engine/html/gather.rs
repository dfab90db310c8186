//! Many short parts of texts, gathered before they go to the page.
//!
//! A copy whose length is known beforehand is an instruction or two, one whose length is not is a call, and a row is many
//! short copies. So a short part is copied with what follows it, into a buffer whose length is known, too; the next part
//! is written over the excess.

/// What counts as short.
const SHORT: usize = 32;
/// What is not so long that a call copies it faster.
pub(super) const MIDDLE: usize = 64;
/// How much is gathered at most.
const MOST: usize = 2048;

/// The end of a page, while it is written.
pub(super) struct Gather<'o> {
    bytes: [u8; MOST],
    length: u32,
    out: &'o mut Vec<u8>,
}

impl<'o> Gather<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        Self {
            bytes: [0; MOST],
            length: 0,
            out,
        }
    }

    /// Appends a part of a text.
    #[inline(always)]
    pub(super) fn part(&mut self, text: &[u8], from: u32, to: u32) {
        let length = to.wrapping_sub(from);
        if length as usize > SHORT || !self.wide::<SHORT>(text, from, length) {
            self.long_part(text, from, to);
        }
    }

    /// Appends a whole text.
    #[inline]
    pub(super) fn all(&mut self, text: &str) {
        if !text.is_empty() {
            self.long_part(text.as_bytes(), 0, text.len() as u32);
        }
    }

    /// Copies this much, of which less counts. Not if there is less of either.
    #[inline(always)]
    fn wide<const N: usize>(&mut self, text: &[u8], from: u32, length: u32) -> bool {
        let (from, at) = (from as usize, self.length as usize);
        let Some((wide, place)) = text.get(from..from + N).zip(self.bytes.get_mut(at..at + N))
        else {
            return false;
        };
        place.copy_from_slice(wide);
        self.length += length;
        true
    }

    #[inline(never)]
    fn long_part(&mut self, text: &[u8], from: u32, to: u32) {
        let length = to.saturating_sub(from);
        if length as usize <= MIDDLE && self.wide::<MIDDLE>(text, from, length) {
            return;
        }
        self.flush();
        let part = text.get(from as usize..to as usize);
        self.out.extend_from_slice(part.unwrap_or_default());
    }

    /// Puts what was gathered into the page.
    pub(super) fn flush(&mut self) {
        let gathered = self.bytes.get(..self.length as usize);
        self.out.extend_from_slice(gathered.unwrap_or_default());
        self.length = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_one_after_the_other_whatever_follows_them() {
        let text: Vec<u8> = (0..140).collect();
        let mut out = vec![b'<'];
        let mut expected = out.clone();
        let mut gather = Gather::new(&mut out);
        for from in 0..text.len() {
            for to in from..text.len() {
                gather.part(&text, from as u32, to as u32);
                gather.all("");
                gather.all("ab");
                expected.extend_from_slice(&text[from..to]);
                expected.extend_from_slice(b"ab");
            }
        }
        gather.part(&text, 7, 3);
        gather.part(&text, 200, 210);
        gather.flush();
        assert_eq!(out, expected);
    }
}
