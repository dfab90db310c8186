//! How much of the server one client, and all clients together, may hold.

use std::time::Duration;

/// What the server allows. The defaults suit a page open to everyone.
///
/// ```
/// use djust_actix::Limits;
///
/// let limits = Limits { parked_sessions: 1_000, ..Limits::default() };
/// assert_eq!(limits.message_bytes, 65_536);
/// ```
#[derive(Debug, Clone)]
pub struct Limits {
    /// The largest message that a client may send, fragments together. Clients are told.
    pub message_bytes: usize,
    /// Into how many fragments a message may be cut.
    pub message_fragments: usize,
    /// How many messages a second one socket may send in the long run.
    pub messages_per_second: u32,
    /// How many messages one socket may send at once before that rate holds.
    pub message_burst: u32,
    /// How many events a second all clients together may send in the long run. Past it, events are refused with `busy`.
    pub events_per_second: u32,
    /// How many they may send at once before that rate holds.
    pub event_burst: u32,
    /// How many events a second each socket may send whatever the others do, so that a flood is refused and nobody else is.
    pub event_share: u32,
    /// How many sockets may be open. Another is refused before it opens, and its client tries again.
    pub sockets: usize,
    /// How many of them one browser may have.
    pub sockets_per_browser: usize,
    /// How many messages in a row that make no sense a socket survives. One a second is forgiven.
    pub garbage_burst: u32,
    /// How many messages wait while a handler runs; past that, the socket is not read.
    pub queued_messages: usize,
    /// How long a socket may stay open without a join.
    pub handshake: Duration,
    /// How often a client says that it is there. Clients are told.
    pub heartbeat: Duration,
    /// After how long without a word a socket counts as lost.
    pub silence: Duration,
    /// How long a handler may run. Past that it is dropped and the view mounted anew.
    pub handler: Duration,

    /// How long a page's session waits for its first socket.
    pub join_within: Duration,
    /// How many sessions may wait for their first socket.
    pub unjoined_sessions: usize,
    /// How many bytes of memory they may hold together.
    pub unjoined_bytes: usize,
    /// How many of them one browser may have.
    pub unjoined_per_browser: usize,

    /// How long a session waits for a lost socket's return.
    pub resume_within: Duration,
    /// How many sessions may wait so.
    pub parked_sessions: usize,
    /// How many bytes of memory they may hold together.
    pub parked_bytes: usize,

    /// At a shutdown clients are told to come back after a random time of at most this.
    pub return_spread: Duration,
}

impl Limits {
    /// The heartbeat in milliseconds, if a client must be told of it.
    pub(crate) fn told_heartbeat(&self) -> Option<u32> {
        told(self.heartbeat.as_millis(), 30_000)
    }

    /// The largest frame in bytes, likewise.
    pub(crate) fn told_frame(&self) -> Option<u32> {
        told(self.message_bytes as u128, 65_536)
    }
}

/// What the client must be told, unless it is what it takes for granted.
fn told(value: u128, granted: u32) -> Option<u32> {
    let value = u32::try_from(value).unwrap_or(u32::MAX);
    (value != granted).then_some(value)
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: usize = 1024 * 1024;
        Self {
            message_bytes: 65_536,
            message_fragments: 1_024,
            messages_per_second: 200,
            message_burst: 400,
            events_per_second: 10_000,
            event_burst: 20_000,
            event_share: 10,
            sockets: 65_536,
            sockets_per_browser: 128,
            garbage_burst: 100,
            queued_messages: 64,
            handshake: Duration::from_secs(10),
            heartbeat: Duration::from_secs(30),
            silence: Duration::from_secs(75),
            handler: Duration::from_secs(30),
            join_within: Duration::from_secs(15),
            unjoined_sessions: 4_096,
            unjoined_bytes: 64 * MIB,
            unjoined_per_browser: 16,
            resume_within: Duration::from_secs(60),
            parked_sessions: 16_384,
            parked_bytes: 256 * MIB,
            return_spread: Duration::from_secs(10),
        }
    }
}
