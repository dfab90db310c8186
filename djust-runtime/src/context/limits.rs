//! How often handlers may be called that were declared with a limit: by one session, and by one browser.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use crate::handler::RateLimit;

/// How many browsers' handlers are kept account of at once. Past it only each session's own account counts.
const MOST: usize = 16 * 1024;

/// A handler, by its view's or component's type and its own name.
pub(crate) type Name = (&'static str, &'static str);

/// The accounts of one session. Nothing on the heap until the first.
#[derive(Debug, Default)]
pub(crate) struct Limits(Vec<(Name, Account)>);

/// The accounts of all browsers of an application.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browsers(Arc<Mutex<ByBrowser>>);

/// By the browser's name and the handler's.
type ByBrowser = HashMap<(Arc<str>, Name), Account>;

/// A bucket of calls that fills up again.
#[derive(Debug, Clone, Copy)]
struct Account {
    full_at: Instant,
}

impl Limits {
    /// Takes a call from the accounts of the session and of its browser, or tells how long it is until there is one.
    pub(crate) fn take(
        &mut self,
        handler: Name,
        limit: RateLimit,
        browser: Option<(&Browsers, &Arc<str>)>,
        now: Instant,
    ) -> Result<(), Duration> {
        let at = self.0.iter().position(|(name, _)| *name == handler);
        let own = at.map_or(Account { full_at: now }, |at| self.0[at].1);
        let own = own.next(limit, now)?;
        if let Some((browsers, browser)) = browser {
            browsers.take((Arc::clone(browser), handler), limit, now)?;
        }
        match at {
            Some(at) => self.0[at].1 = own,
            None => self.0.push((handler, own)),
        }
        Ok(())
    }
}

impl Browsers {
    fn take(&self, key: (Arc<str>, Name), limit: RateLimit, now: Instant) -> Result<(), Duration> {
        let mut accounts = self.0.lock();
        if accounts.len() >= MOST && !accounts.contains_key(&key) {
            accounts.retain(|_, account| account.full_at > now);
            if accounts.len() >= MOST {
                return Ok(());
            }
        }
        let account = accounts.entry(key).or_insert(Account { full_at: now });
        *account = account.next(limit, now)?;
        Ok(())
    }
}

impl Account {
    /// The account with one call taken, or how long it is until there is one.
    fn next(self, limit: RateLimit, now: Instant) -> Result<Self, Duration> {
        let period = Duration::from_millis(limit.per_ms.into());
        let full_at = self.full_at.max(now) + period / limit.calls.max(1);
        let over = full_at
            .saturating_duration_since(now)
            .saturating_sub(period);
        // A call takes a whole number of nanoseconds, which may add up to a little less than the period.
        if over.is_zero() {
            Ok(Self { full_at })
        } else {
            Err(over)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: RateLimit = RateLimit {
        calls: 3,
        per_ms: 1000,
    };
    const SAVE: Name = ("Shop", "save");

    fn ms(ms: u64) -> Duration {
        Duration::from_millis(ms)
    }

    #[test]
    fn so_many_at_once_and_so_many_in_the_long_run() {
        let (mut limits, start) = (Limits::default(), Instant::now());
        let mut take = |at: u64| limits.take(SAVE, LIMIT, None, start + ms(at));
        for _ in 0..3 {
            assert_eq!(take(0), Ok(()));
        }
        let wait = take(0).unwrap_err();
        assert!(wait > ms(330) && wait < ms(340), "{wait:?}");
        assert!(take(330).is_err());
        assert_eq!(take(334), Ok(()));
        assert!(take(334).is_err());
        let later = (0..9).filter(|_| take(60_000).is_ok()).count();
        assert_eq!(later, 3, "time does not pile up calls");
    }

    #[test]
    fn sessions_of_a_browser_share_an_account_and_have_one_each() {
        let (browsers, now) = (Browsers::default(), Instant::now());
        let (ann, bob): (Arc<str>, Arc<str>) = ("ann".into(), "bob".into());
        let mut tabs = [Limits::default(), Limits::default(), Limits::default()];
        let mut take = |tab: usize, browser| {
            tabs[tab]
                .take(SAVE, LIMIT, Some((&browsers, browser)), now)
                .is_ok()
        };
        assert!(take(0, &ann) && take(1, &ann) && take(0, &ann));
        assert!(!take(0, &ann) && !take(1, &ann));
        assert!(take(2, &bob), "another browser's is another");
        assert!(tabs[0].take(("Shop", "buy"), LIMIT, None, now).is_ok());
    }

    #[test]
    fn accounts_of_browsers_are_bounded_and_forgotten_once_full() {
        let (browsers, now) = (Browsers::default(), Instant::now());
        for at in 0..MOST {
            let browser = at.to_string().into();
            assert!(browsers.take((browser, SAVE), LIMIT, now).is_ok());
        }
        assert!(browsers.take(("new".into(), SAVE), LIMIT, now).is_ok());
        assert_eq!(browsers.0.lock().len(), MOST);
        assert!(
            browsers
                .take(("new".into(), SAVE), LIMIT, now + ms(1000))
                .is_ok()
        );
        assert_eq!(browsers.0.lock().len(), 1);
    }
}
