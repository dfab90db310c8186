//! What a session wants sent, in order.

/// Frames for the client, and whether to close afterwards. Whoever drives the session sends them all, or loses the
/// socket: the session takes them for handed over.
#[derive(Debug, Default)]
pub struct Outbox {
    frames: Vec<String>,
    close: Option<Close>,
}

/// Why a session wants its socket closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// The client does not keep up with pushed events; it may come back.
    Slow,
    /// There is no view any more.
    Gone,
}

impl Close {
    /// The close code of a WebSocket.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Close::Slow => 4002,
            Close::Gone => 4004,
        }
    }
}

impl Outbox {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the frames, to be sent in this order.
    pub fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.frames)
    }

    /// Takes the wish to close, which is for after the frames.
    pub fn take_close(&mut self) -> Option<Close> {
        self.close.take()
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty() && self.close.is_none()
    }

    pub(crate) fn push(&mut self, frame: impl Into<String>) {
        self.frames.push(frame.into());
    }

    pub(crate) fn write(&mut self, write: impl FnOnce(&mut String)) {
        let mut frame = String::new();
        write(&mut frame);
        self.frames.push(frame);
    }

    pub(crate) fn append(&mut self, mut later: Self) {
        self.frames.append(&mut later.frames);
        self.close = self.close.or(later.close);
    }

    pub(crate) fn close(&mut self, close: Close) {
        self.close.get_or_insert(close);
    }
}
