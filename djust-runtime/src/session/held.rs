//! Events that wait for their time: those of handlers with a declared debounce or throttle.
//!
//! A handler's rate holds for a session, and for each component apart. Of one handler at most one event waits; a newer
//! one takes its place. An event that is held does not hold up those that come later.

use std::time::{Duration, Instant};

use super::event::Event;
use crate::handler::HandlerMeta;

/// How many handlers' rates a session keeps account of at once: more than people can set off, and few enough to search.
const MOST: usize = 256;

/// What is held of a session. Nothing on the heap until the first one.
#[derive(Debug, Default)]
pub(super) struct Held(Vec<Rate>);

/// What becomes of an event.
#[derive(Debug)]
pub(super) enum Verdict {
    /// It has its turn like any other.
    Run(Event),
    /// It waits, in the place of an older one, if there was one.
    Held(Option<Event>),
    /// It came within a throttle's interval, and only the first call runs: it never will.
    Dropped(Event),
    /// Too many wait.
    Full,
}

/// One handler's rate, while there is something to wait for.
#[derive(Debug)]
struct Rate {
    component: u32,
    handler: &'static HandlerMeta,
    /// When the event that waits runs; without one, when the next call is a first one again.
    due: Instant,
    /// A debounce is not put off past this.
    latest: Option<Instant>,
    waiting: Option<Event>,
}

impl Held {
    /// Decides on an event for a handler that was declared with a rate.
    pub(super) fn take(
        &mut self,
        event: Event,
        handler: &'static HandlerMeta,
        now: Instant,
    ) -> Verdict {
        self.forget_idle(now);
        let component = event.component;
        let known = |rate: &Rate| rate.is_of(component, handler);
        match self.0.iter().position(known) {
            Some(at) => self.0[at].again(event, now),
            None if self.0.len() >= MOST => Verdict::Full,
            None => self.first(event, handler, now),
        }
    }

    /// The first call in a while.
    fn first(&mut self, event: Event, handler: &'static HandlerMeta, now: Instant) -> Verdict {
        let mut rate = Rate {
            component: event.component,
            handler,
            due: now,
            latest: None,
            waiting: None,
        };
        let verdict = match (handler.debounce, handler.throttle) {
            (Some(debounce), _) => {
                rate.latest = debounce.max_wait_ms.map(|most| now + ms(most));
                rate.again(event, now)
            }
            (None, Some(throttle)) => {
                rate.due = now + ms(throttle.interval_ms);
                if throttle.leading {
                    Verdict::Run(event)
                } else {
                    rate.again(event, now)
                }
            }
            (None, None) => return Verdict::Run(event),
        };
        self.0.push(rate);
        verdict
    }

    /// When the next event is due.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.waiting().map(|(rate, _)| rate.due).min()
    }

    /// Takes the event that is due first, if its time has come.
    pub(super) fn take_due(&mut self, now: Instant) -> Option<Event> {
        let due = |rate: &&mut Rate| rate.waiting.is_some() && rate.due <= now;
        let rate = self.0.iter_mut().filter(due).min_by_key(|rate| rate.due)?;
        let event = rate.waiting.take();
        // A throttle's next interval begins with this run; a debounce has come to its end.
        if let (None, Some(throttle)) = (rate.handler.debounce, rate.handler.throttle) {
            rate.due = now + ms(throttle.interval_ms);
        }
        self.forget_idle(now);
        event
    }

    /// Forgets the rates of which nothing waits and whose next call is a first one again.
    fn forget_idle(&mut self, now: Instant) {
        self.0
            .retain(|rate| rate.waiting.is_some() || rate.due > now);
    }

    /// Puts everything off: the time that a session lies parked does not count.
    pub(super) fn put_off(&mut self, by: Duration) {
        for rate in &mut self.0 {
            rate.due += by;
            rate.latest = rate.latest.map(|latest| latest + by);
        }
    }

    /// Whether an event waits here.
    pub(super) fn holds(&self, reference: u64) -> bool {
        self.references().any(|held| held == reference)
    }

    /// The numbers of those that wait.
    pub(super) fn references(&self) -> impl Iterator<Item = u64> {
        self.waiting().map(|(_, event)| event.reference)
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting().count()
    }

    pub(super) fn bytes(&self) -> usize {
        let events = self.waiting().map(|(_, event)| event.bytes());
        events.sum::<usize>() + self.0.capacity() * size_of::<Rate>()
    }

    fn waiting(&self) -> impl Iterator<Item = (&Rate, &Event)> {
        let waiting = |rate| -> Option<(&Rate, &Event)> {
            let rate: &Rate = rate;
            Some((rate, rate.waiting.as_ref()?))
        };
        self.0.iter().filter_map(waiting)
    }
}

impl Rate {
    /// Another call, in the place of the one that waits.
    fn again(&mut self, event: Event, now: Instant) -> Verdict {
        if let Some(debounce) = self.handler.debounce {
            let due = now + ms(debounce.wait_ms);
            self.due = self.latest.map_or(due, |latest| latest.min(due));
        } else if self
            .handler
            .throttle
            .is_some_and(|it| it.leading && !it.trailing)
        {
            return Verdict::Dropped(event);
        }
        Verdict::Held(self.waiting.replace(event))
    }

    fn is_of(&self, component: u32, handler: &'static HandlerMeta) -> bool {
        self.component == component && self.handler.name == handler.name
    }
}

fn ms(ms: u32) -> Duration {
    Duration::from_millis(ms.into())
}
