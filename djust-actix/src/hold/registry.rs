//! Every session that lives, by its random name: where it is, and which tokens may still claim it.
//!
//! A session is either in one of two pools or held by the task of a connection. *Unjoined* sessions were rendered by a GET
//! and no socket came yet: anyone can make them in any number, so they have a pool of their own and only ever push
//! out one another. *Parked* ones had a socket and wait for its return. For a held one the registry keeps only the
//! [`Link`] to its task.
//!
//! Nothing here runs a view's code while the lock is held: sessions that leave are dropped after it is released.

mod link;
mod pool;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::oneshot;

pub(crate) use self::link::{Link, Order};
use self::pool::{Bounds, Pool};
use crate::limits::Limits;
use crate::owner::Owner;
use crate::token::SessionId;

/// What the registry must know of what it keeps.
pub(crate) trait Keep: Send {
    /// About how many bytes of memory it holds.
    fn bytes(&self) -> usize;

    /// The path and query that it shows.
    fn url(&self) -> &str;

    /// Those that its client may still be at.
    fn urls_before(&self) -> Vec<String> {
        Vec::new()
    }
}

/// All sessions of one server.
#[derive(Debug)]
pub(crate) struct Registry<S> {
    places: Mutex<Places<S>>,
    started: Instant,
    silence: Duration,
}

#[derive(Debug)]
struct Places<S> {
    entries: HashMap<SessionId, Entry<S>>,
    unjoined: Pool,
    parked: Pool,
    held: usize,
}

#[derive(Debug)]
struct Entry<S> {
    owner: Owner,
    /// The path and query that the session shows. A claim for another one is none.
    url: Arc<str>,
    /// Those that it has left, as long as the client may not know that.
    before: Vec<String>,
    /// The tokens that may claim the session. The newest was sent last; the oldest is the last of which the client has
    /// shown that it arrived, because an answer may be lost with its socket.
    oldest: u32,
    newest: u32,
    place: Place<S>,
}

#[derive(Debug)]
enum Place<S> {
    // Boxed: most entries of a busy server are of held sessions, and each takes the room of the largest.
    Unjoined(u64, Box<S>),
    Parked(u64, Box<S>),
    Held(Arc<Link<S>>),
}

/// What a claim came to.
#[derive(Debug)]
pub(crate) enum Claim<S> {
    /// The session, and the generation of the token that resumes it.
    Here(S, Lease<S>),
    /// Another task holds it and was told to hand it on.
    Coming(oneshot::Receiver<S>, Lease<S>),
    /// There is no such session, or the token is spent.
    Gone,
}

/// How many sessions there are, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SessionCounts {
    /// Sessions with a socket.
    pub connected: usize,
    /// Sessions of pages whose socket has not come yet.
    pub unjoined: usize,
    /// The bytes of memory that those hold.
    pub unjoined_bytes: usize,
    /// Sessions whose socket was lost.
    pub parked: usize,
    /// The bytes of memory that those hold.
    pub parked_bytes: usize,
}

impl<S: Keep> Registry<S> {
    pub(crate) fn new(limits: &Limits) -> Arc<Self> {
        let unjoined = Bounds {
            count: limits.unjoined_sessions,
            bytes: limits.unjoined_bytes,
            per_browser: limits.unjoined_per_browser,
            stay: limits.join_within,
        };
        let parked = Bounds {
            count: limits.parked_sessions,
            bytes: limits.parked_bytes,
            per_browser: usize::MAX,
            stay: limits.resume_within,
        };
        Arc::new(Self {
            places: Mutex::new(Places {
                entries: HashMap::new(),
                unjoined: Pool::new(unjoined),
                parked: Pool::new(parked),
                held: 0,
            }),
            started: Instant::now(),
            silence: limits.silence,
        })
    }

    /// Keeps the session that a GET rendered, for the token of generation 0.
    pub(crate) fn keep(&self, id: SessionId, owner: Owner, session: S) {
        let mut evicted = Vec::new();
        let url = session.url().into();
        let before = session.urls_before();
        let mut places = self.places.lock();
        let ticket = places.unjoined.enter(
            id,
            &owner.browser,
            session.bytes(),
            Instant::now(),
            &mut evicted,
        );
        let place = Place::Unjoined(ticket, Box::new(session));
        places.entries.insert(
            id,
            Entry {
                owner,
                url,
                before,
                oldest: 0,
                newest: 0,
                place,
            },
        );
        let gone = places.remove(evicted);
        drop(places);
        discard(gone);
    }

    /// Claims a session for a connection that asks for this URL. The newest claim wins.
    pub(crate) fn claim(self: &Arc<Self>, id: SessionId, generation: u32, url: &str) -> Claim<S> {
        let mut places = self.places.lock();
        let places = &mut *places;
        let Some(entry) = places.entries.get_mut(&id) else {
            return Claim::Gone;
        };
        let shown = *entry.url == *url || entry.before.iter().any(|before| before == url);
        if !(entry.oldest..=entry.newest).contains(&generation) || !shown {
            return Claim::Gone;
        }
        // A tab that was duplicated has the page's own token too: it must not take a live socket's session away.
        if generation == 0 && matches!(entry.place, Place::Held(_)) {
            return Claim::Gone;
        }
        // The answer to this claim may be lost with its socket: the token that was used stays good until its
        // successor is seen.
        entry.oldest = generation;
        entry.newest = entry.newest.saturating_add(1);
        let link = Arc::new(Link::new(self.clock(Instant::now())));
        let lease = Lease {
            registry: Arc::clone(self),
            id,
            generation: entry.newest,
            url: Arc::clone(&entry.url),
            before: entry.before.len(),
            link: Arc::clone(&link),
        };
        match std::mem::replace(&mut entry.place, Place::Held(link)) {
            Place::Unjoined(ticket, session) => {
                places.unjoined.leave(ticket);
                places.held += 1;
                Claim::Here(*session, lease)
            }
            Place::Parked(ticket, session) => {
                places.parked.leave(ticket);
                places.held += 1;
                Claim::Here(*session, lease)
            }
            Place::Held(old) => {
                let (sender, receiver) = oneshot::channel();
                old.give(Order::Yield(sender));
                Claim::Coming(receiver, lease)
            }
        }
    }

    /// Makes room for a session that is mounted at this URL by its connection.
    pub(crate) fn adopt(self: &Arc<Self>, owner: Owner, url: &str) -> Lease<S> {
        let id = SessionId::random();
        let link = Arc::new(Link::new(self.clock(Instant::now())));
        let place = Place::Held(Arc::clone(&link));
        let url: Arc<str> = url.into();
        let mut places = self.places.lock();
        places.entries.insert(
            id,
            Entry {
                owner,
                url: Arc::clone(&url),
                before: Vec::new(),
                oldest: 1,
                newest: 1,
                place,
            },
        );
        places.held += 1;
        drop(places);
        Lease {
            registry: Arc::clone(self),
            id,
            generation: 1,
            url,
            before: 0,
            link,
        }
    }

    /// Drops what waited too long, and tells the tasks of silent sockets.
    pub(crate) fn sweep(&self, now: Instant) {
        let mut evicted = Vec::new();
        let mut places = self.places.lock();
        places.unjoined.expire(now, &mut evicted);
        places.parked.expire(now, &mut evicted);
        let gone = places.remove(evicted);
        let silence = millis(self.silence);
        let clock = self.clock(now);
        for link in places.links() {
            if clock.saturating_sub(link.heard()) > silence {
                link.give(Order::Lost);
            }
        }
        drop(places);
        discard(gone);
    }

    /// Ends every session of an identity.
    pub(crate) fn revoke(&self, identity: &str) {
        let mut places = self.places.lock();
        let mut waiting = Vec::new();
        for (id, entry) in &places.entries {
            if entry.owner.identity.as_deref() != Some(identity) {
                continue;
            }
            match &entry.place {
                Place::Held(link) => link.give(Order::Revoked),
                Place::Unjoined(..) | Place::Parked(..) => waiting.push(*id),
            }
        }
        let gone = places.remove(waiting);
        drop(places);
        discard(gone);
    }

    /// Tells every socket to come back later, each after a time of its own.
    pub(crate) fn send_away(&self, mut delay: impl FnMut() -> Duration) {
        for link in self.places.lock().links() {
            link.give(Order::Away(delay()));
        }
    }

    pub(crate) fn counts(&self) -> SessionCounts {
        let places = self.places.lock();
        SessionCounts {
            connected: places.held,
            unjoined: places.unjoined.len(),
            unjoined_bytes: places.unjoined.bytes(),
            parked: places.parked.len(),
            parked_bytes: places.parked.bytes(),
        }
    }
}

impl<S> Registry<S> {
    fn clock(&self, now: Instant) -> u64 {
        millis(now.saturating_duration_since(self.started))
    }
}

impl<S> Places<S> {
    /// Takes out entries, and gives back their sessions to be dropped once the lock is released.
    fn remove(&mut self, ids: Vec<SessionId>) -> Vec<S> {
        let mut gone = Vec::new();
        for id in ids {
            match self.entries.remove(&id).map(|entry| entry.place) {
                Some(Place::Unjoined(ticket, session)) => {
                    self.unjoined.leave(ticket);
                    gone.push(*session);
                }
                Some(Place::Parked(ticket, session)) => {
                    self.parked.leave(ticket);
                    gone.push(*session);
                }
                Some(Place::Held(_)) => self.held -= 1,
                None => {}
            }
        }
        gone
    }

    fn links(&self) -> impl Iterator<Item = &Arc<Link<S>>> {
        self.entries
            .values()
            .filter_map(|entry| match &entry.place {
                Place::Held(link) => Some(link),
                Place::Unjoined(..) | Place::Parked(..) => None,
            })
    }

    /// The entry that this task holds, unless another took over.
    fn of(&mut self, id: SessionId, link: &Arc<Link<S>>) -> Option<&mut Entry<S>> {
        let entry = self.entries.get_mut(&id)?;
        matches!(&entry.place, Place::Held(held) if Arc::ptr_eq(held, link)).then_some(entry)
    }
}

/// A task's right to the session that it holds. Dropped without [`Lease::park`], the session is gone.
#[derive(Debug)]
pub(crate) struct Lease<S> {
    registry: Arc<Registry<S>>,
    id: SessionId,
    generation: u32,
    /// What the entry says.
    url: Arc<str>,
    /// How many URLs it has that were left.
    before: usize,
    link: Arc<Link<S>>,
}

impl<S> Lease<S> {
    pub(crate) fn id(&self) -> SessionId {
        self.id
    }

    /// The generation of the token that resumes the session.
    pub(crate) fn generation(&self) -> u32 {
        self.generation
    }

    pub(crate) fn link(&self) -> &Link<S> {
        &self.link
    }

    /// Notes that the client spoke.
    pub(crate) fn hear(&self, now: Instant) {
        self.link.hear(self.registry.clock(now));
    }

    /// Notes that the client has the newest token: the one before is spent.
    pub(crate) fn confirm(&self) {
        if let Some(entry) = self.registry.places.lock().of(self.id, &self.link) {
            entry.oldest = entry.newest;
        }
    }
}

impl<S: Keep> Lease<S> {
    /// Makes room for a session of the same owner, which follows this one at another URL.
    pub(crate) fn another(&self, url: &str) -> Option<(Owner, Self)> {
        let places = self.registry.places.lock();
        let owner = places.entries.get(&self.id)?.owner.clone();
        drop(places);
        Some((owner.clone(), self.registry.adopt(owner, url)))
    }

    /// Notes which URLs the session may be found at when the client comes back.
    pub(crate) fn moved(&mut self, url: &str, before: Vec<String>) {
        if *self.url == *url && before.is_empty() && self.before == 0 {
            return;
        }
        self.url = url.into();
        self.before = before.len();
        if let Some(entry) = self.registry.places.lock().of(self.id, &self.link) {
            entry.url = Arc::clone(&self.url);
            entry.before = before;
        }
    }

    /// Gives the session back: to the socket that took over, if one did, else to the pool where it waits.
    pub(crate) fn park(self, session: S) {
        let bytes = session.bytes();
        let mut evicted = Vec::new();
        let mut places = self.registry.places.lock();
        let Places {
            entries,
            parked,
            held,
            ..
        } = &mut *places;
        let ours = |entry: &Entry<S>| matches!(&entry.place, Place::Held(link) if Arc::ptr_eq(link, &self.link));
        let left = match entries.entry(self.id) {
            Slot::Occupied(mut slot) if ours(slot.get()) => {
                let entry = slot.get_mut();
                let ticket = parked.enter(
                    self.id,
                    &entry.owner.browser,
                    bytes,
                    Instant::now(),
                    &mut evicted,
                );
                entry.place = Place::Parked(ticket, Box::new(session));
                *held -= 1;
                None
            }
            _ => Some(session),
        };
        let mut gone = places.remove(evicted);
        drop(places);
        if !gone.is_empty() {
            tracing::warn!(
                sessions = gone.len(),
                "there is no room for all sessions that wait for their clients: the views of the oldest are to be mounted anew"
            );
        }
        match (left, self.link.taken()) {
            (Some(session), Some(Order::Yield(next))) => gone.extend(next.send(session).err()),
            (left, _) => gone.extend(left),
        }
        discard(gone);
    }
}

impl<S> Drop for Lease<S> {
    fn drop(&mut self) {
        let mut places = self.registry.places.lock();
        if places.of(self.id, &self.link).is_some() {
            let gone = places.remove(vec![self.id]);
            drop(places);
            discard(gone);
        }
    }
}

/// Drops sessions one by one. A panic in a view's own `drop` costs nobody else anything.
pub(crate) fn discard<S>(gone: impl IntoIterator<Item = S>) {
    for session in gone {
        if catch_unwind(AssertUnwindSafe(|| drop(session))).is_err() {
            tracing::error!("a view panicked while it was dropped");
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
