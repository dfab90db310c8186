//! What a session wants sent, in order.

use crate::context::Early;

/// Frames for the client, and whether to close afterwards. Whoever drives the session sends them all, or loses the
/// socket: the session takes them for handed over.
///
/// The frames lie in one buffer, so that an outbox which is used again asks for no memory.
#[derive(Debug, Default)]
pub struct Outbox {
    text: String,
    /// Where each frame ends.
    ends: Vec<usize>,
    close: Option<Close>,
    early: Option<Early>,
}

/// Why a session wants its socket closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// The client does not keep up with pushed events; it may come back.
    Slow,
    /// There is no view any more.
    Gone,
}

impl Outbox {
    /// An empty one.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            close: None,
            early: None,
        }
    }

    /// The frames, to be sent in this order.
    pub fn frames(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let frames = starts.zip(&self.ends);
        frames.filter_map(|(start, end)| self.text.get(start..*end))
    }

    /// Forgets the frames, and keeps the room they took unless it is large.
    pub fn clear(&mut self) {
        const KEEP: usize = 16 * 1024;
        self.text.clear();
        self.text.shrink_to(KEEP);
        self.ends.clear();
    }

    /// Takes the frames as strings of their own.
    pub fn take(&mut self) -> Vec<String> {
        let frames = self.frames().map(str::to_owned).collect();
        self.clear();
        frames
    }

    /// Takes the wish to close, which is for after the frames.
    pub fn take_close(&mut self) -> Option<Close> {
        self.close.take()
    }

    /// The way on which frames leave while the next run still runs: whoever drives it asks for this ahead of the run, and
    /// sends what comes. Without it a handler's [`push_state`](crate::context::Context::push_state) is sent at the run's end.
    pub fn early(&mut self) -> Early {
        let early = self.early.take().unwrap_or_default().fresh();
        self.early.insert(early).clone()
    }

    /// Lets the frames leave now. Says whether they do.
    pub(super) fn send_early(&mut self) -> bool {
        let Some(early) = self.early.clone().filter(|_| !self.ends.is_empty()) else {
            return false;
        };
        early.send(self.take());
        true
    }

    /// The way on which they do.
    pub(super) fn early_way(&self) -> Option<&Early> {
        self.early.as_ref()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty() && self.close.is_none()
    }

    pub(crate) fn push(&mut self, frame: &str) {
        self.write(|out| out.push_str(frame));
    }

    /// Takes what is written for a frame, unless it is nothing. Gives the frame.
    pub(crate) fn write(&mut self, write: impl FnOnce(&mut String)) -> &str {
        let start = self.text.len();
        write(&mut self.text);
        if self.text.len() > start {
            self.ends.push(self.text.len());
        }
        self.text.get(start..).unwrap_or_default()
    }

    /// Puts frames ahead of those that are there.
    pub(super) fn prepend(&mut self, frames: &[String]) {
        if frames.is_empty() {
            return;
        }
        let later = self.take();
        for frame in frames.iter().chain(&later) {
            self.push(frame);
        }
    }

    pub(crate) fn append(&mut self, later: Self) {
        later.frames().for_each(|frame| self.push(frame));
        self.close = self.close.or(later.close);
    }

    pub(crate) fn close(&mut self, close: Close) {
        self.close.get_or_insert(close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_what_was_written() {
        let mut out = Outbox::new();
        out.push("one");
        assert_eq!(out.write(|text| text.push_str("two")), "two");
        assert_eq!(out.write(|_| ()), "", "nothing is no frame");
        let mut later = Outbox::new();
        later.push("three");
        later.close(Close::Slow);
        out.append(later);
        assert_eq!(out.frames().collect::<Vec<_>>(), ["one", "two", "three"]);
        out.prepend(&["zero".to_owned()]);
        assert_eq!(out.frames().next(), Some("zero"));
        assert_eq!(out.frames().count(), 4);
        out.prepend(&[]);
        assert!(!out.send_early(), "nobody asked for the way");
        let early = out.early();
        assert!(out.send_early() && out.frames().next().is_none());
        let mut all = early.take();
        assert_eq!(all.remove(0), "zero");
        all.iter().for_each(|frame| out.push(frame));
        assert_eq!(out.take(), ["one", "two", "three"]);
        assert!(!out.is_empty() && out.frames().next().is_none());
        assert_eq!(out.take_close(), Some(Close::Slow));
        assert!(out.is_empty());
    }
}
