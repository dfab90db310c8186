//! What all clients together may ask of one server: how many events a second, how many sockets.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use parking_lot::Mutex;

use super::rate::{Bucket, Filling, Rate};
use crate::limits::Limits;

/// How the acknowledgement of a patch begins, as our client writes it. It costs next to nothing, and one comes for each patch.
const ACKNOWLEDGEMENT: &str = "[\"k\",";

/// The events of all clients.
#[derive(Debug)]
pub(crate) struct Events {
    together: Mutex<Together>,
    share: Filling,
}

#[derive(Debug)]
struct Together {
    rate: Rate,
    /// How often the log is told that they are too many.
    told: Rate,
}

/// What one socket may send whatever the others do.
#[derive(Debug, Default)]
pub(crate) struct Share(Bucket);

impl Events {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            together: Mutex::new(Together {
                rate: Rate::new(limits.events_per_second, limits.event_burst),
                told: Rate::new(1, 1),
            }),
            // What comes in two seconds may come at once.
            share: Filling::new(limits.event_share, limits.event_share.saturating_mul(2)),
        }
    }

    /// Whether there is room for what this frame may ask for. Within a socket's share there always is.
    pub(crate) fn admit(&self, frame: &str, share: &mut Share, now: Instant) -> bool {
        if frame.starts_with(ACKNOWLEDGEMENT) {
            return true;
        }
        let own = self.share.take(&mut share.0, now).is_ok();
        let mut together = self.together.lock();
        if together.rate.take(now).is_ok() || own {
            return true;
        }
        if together.told.take(now).is_ok() {
            tracing::warn!(
                "clients send more events than `Limits::events_per_second`: some are refused"
            );
        }
        false
    }
}

/// The sockets that are open.
#[derive(Debug)]
pub(crate) struct Sockets {
    open: Mutex<Open>,
    most: usize,
    per_browser: usize,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    browsers: HashMap<Arc<str>, usize>,
}

/// The place of one socket. It is free again once this is dropped. Boxed, so that an idle connection is small.
#[derive(Debug)]
pub(crate) struct Admission(#[expect(dead_code, reason = "it is there to be dropped")] Box<Place>);

#[derive(Debug)]
struct Place {
    sockets: Arc<Sockets>,
    browser: Arc<str>,
}

/// Whose sockets are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Full {
    Server,
    Browser,
}

impl Sockets {
    pub(crate) fn new(limits: &Limits) -> Arc<Self> {
        Arc::new(Self {
            open: Mutex::default(),
            most: limits.sockets,
            per_browser: limits.sockets_per_browser,
        })
    }

    /// A place for another socket of a browser. Those that are open stay.
    pub(crate) fn admit(self: &Arc<Self>, browser: &Arc<str>) -> Result<Admission, Full> {
        let mut open = self.open.lock();
        if open.all >= self.most {
            return Err(Full::Server);
        }
        let own = open.browsers.get(browser).copied().unwrap_or(0);
        if own >= self.per_browser {
            return Err(Full::Browser);
        }
        open.all += 1;
        open.browsers.insert(Arc::clone(browser), own + 1);
        Ok(Admission(Box::new(Place {
            sockets: Arc::clone(self),
            browser: Arc::clone(browser),
        })))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.sockets.open.lock();
        open.all = open.all.saturating_sub(1);
        if let Some(own) = open.browsers.get_mut(&self.browser) {
            *own -= 1;
            if *own == 0 {
                open.browsers.remove(&self.browser);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_rate_of_all_each_has_its_share() {
        let now = Instant::now();
        let events = Events::new(&Limits {
            events_per_second: 1,
            event_burst: 50,
            event_share: 5,
            ..Limits::default()
        });
        let (mut flood, mut other) = (Share::default(), Share::default());
        let admitted = |share: &mut Share, frame: &str, count: usize| {
            let admit = |_: &usize| events.admit(frame, share, now);
            (0..count).filter(admit).count()
        };
        assert_eq!(admitted(&mut flood, "[\"e\",1,0,\"add\"]", 100), 50);
        assert_eq!(admitted(&mut flood, "[\"k\",1]", 100), 100);
        assert_eq!(admitted(&mut other, "[\"e\",1,0,\"add\"]", 100), 10);
    }

    #[test]
    fn sockets_are_counted_by_server_and_browser_and_given_back() {
        let sockets = Sockets::new(&Limits {
            sockets: 3,
            sockets_per_browser: 2,
            ..Limits::default()
        });
        let (ann, bob): (Arc<str>, Arc<str>) = ("ann".into(), "bob".into());
        let mut places = Vec::from([sockets.admit(&ann).unwrap(), sockets.admit(&ann).unwrap()]);
        assert_eq!(sockets.admit(&ann).err(), Some(Full::Browser));
        places.push(sockets.admit(&bob).unwrap());
        assert_eq!(sockets.admit(&bob).err(), Some(Full::Server));
        places.clear();
        assert!(sockets.open.lock().browsers.is_empty());
        assert!(sockets.admit(&ann).is_ok());
    }
}
