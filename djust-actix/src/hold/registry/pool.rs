//! Sessions that wait for a socket, oldest first, within a count and an amount of memory.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::token::SessionId;

/// The bounds of a pool.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    pub(crate) count: usize,
    pub(crate) bytes: usize,
    pub(crate) per_browser: usize,
    pub(crate) stay: Duration,
}

/// Who waits, in the order of arrival. All stay equally long, so that is the order of leaving as well. The sessions
/// themselves are with the registry's entries.
#[derive(Debug)]
pub(crate) struct Pool {
    bounds: Bounds,
    waiting: BTreeMap<u64, Waiting>,
    browsers: HashMap<Arc<str>, VecDeque<u64>>,
    bytes: usize,
    next: u64,
}

#[derive(Debug)]
struct Waiting {
    id: SessionId,
    browser: Arc<str>,
    bytes: usize,
    until: Instant,
}

impl Pool {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            waiting: BTreeMap::new(),
            browsers: HashMap::new(),
            bytes: 0,
            next: 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Takes a session in and gives its ticket. Those that must leave for it are added to `evicted`; it may be among
    /// them, when it is larger than the whole pool.
    pub(crate) fn enter(
        &mut self,
        id: SessionId,
        browser: &Arc<str>,
        bytes: usize,
        now: Instant,
        evicted: &mut Vec<SessionId>,
    ) -> u64 {
        let ticket = self.next;
        self.next += 1;
        let until = now + self.bounds.stay;
        let browser = Arc::clone(browser);
        self.browsers
            .entry(Arc::clone(&browser))
            .or_default()
            .push_back(ticket);
        self.waiting.insert(
            ticket,
            Waiting {
                id,
                browser: Arc::clone(&browser),
                bytes,
                until,
            },
        );
        self.bytes += bytes;

        let crowd = self
            .browsers
            .get(&browser)
            .filter(|tickets| tickets.len() > self.bounds.per_browser);
        if let Some(&oldest) = crowd.and_then(VecDeque::front) {
            evicted.extend(self.leave(oldest));
        }
        while self.waiting.len() > self.bounds.count || self.bytes > self.bounds.bytes {
            let Some((&oldest, _)) = self.waiting.first_key_value() else {
                break;
            };
            evicted.extend(self.leave(oldest));
        }
        ticket
    }

    /// Lets the holder of a ticket go.
    pub(crate) fn leave(&mut self, ticket: u64) -> Option<SessionId> {
        let gone = self.waiting.remove(&ticket)?;
        self.bytes -= gone.bytes;
        if let Some(tickets) = self.browsers.get_mut(&gone.browser) {
            tickets.retain(|&other| other != ticket);
            if tickets.is_empty() {
                self.browsers.remove(&gone.browser);
            }
        }
        Some(gone.id)
    }

    /// Lets everyone go whose time is over.
    pub(crate) fn expire(&mut self, now: Instant, evicted: &mut Vec<SessionId>) {
        while let Some((&oldest, waiting)) = self.waiting.first_key_value() {
            if waiting.until > now {
                break;
            }
            evicted.extend(self.leave(oldest));
        }
    }
}
