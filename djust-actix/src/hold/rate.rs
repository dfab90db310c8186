//! How often something may happen: so many times at once, and so many times a second in the long run.

use std::time::{Duration, Instant};

/// How fast buckets of tokens fill up, and how large they are. It holds no timer. Times are nanoseconds since it was made,
/// because each message takes a token.
#[derive(Debug)]
pub(crate) struct Filling {
    started: Instant,
    /// How long a token takes.
    every: u64,
    /// How long all of them take.
    burst: u64,
}

/// What is in one of many buckets that fill up alike: when it is full again.
#[derive(Debug, Default)]
pub(crate) struct Bucket(u64);

/// A bucket with a rate of its own.
#[derive(Debug)]
pub(crate) struct Rate {
    filling: Filling,
    bucket: Bucket,
}

impl Filling {
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        let every = 1_000_000_000 / u64::from(per_second.max(1));
        Self {
            started: Instant::now(),
            every,
            burst: every * u64::from(burst.max(1)),
        }
    }

    /// Takes a token, or tells how long it is until there is one.
    pub(crate) fn take(&self, bucket: &mut Bucket, now: Instant) -> Result<(), Duration> {
        let now = self.since(now);
        let full_at = bucket.0.max(now) + self.every;
        let over = (full_at - now).saturating_sub(self.burst);
        if over > 0 {
            return Err(Duration::from_nanos(over));
        }
        bucket.0 = full_at;
        Ok(())
    }

    fn since(&self, now: Instant) -> u64 {
        let elapsed = now.saturating_duration_since(self.started);
        // Enough for 584 years.
        elapsed.as_secs() * 1_000_000_000 + u64::from(elapsed.subsec_nanos())
    }
}

impl Rate {
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        Self {
            filling: Filling::new(per_second, burst),
            bucket: Bucket::default(),
        }
    }

    /// Takes a token, or tells how long it is until there is one.
    pub(crate) fn take(&mut self, now: Instant) -> Result<(), Duration> {
        self.filling.take(&mut self.bucket, now)
    }

    /// Takes a token that is there, and tells how long it is until the next one is.
    pub(crate) fn spend(&mut self, now: Instant) -> Duration {
        let Filling { every, burst, .. } = self.filling;
        let now = self.filling.since(now);
        let full_at = self.bucket.0.max(now) + every;
        self.bucket = Bucket(full_at);
        Duration::from_nanos((full_at + every - now).saturating_sub(burst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_a_steady_rate() {
        let mut rate = Rate::new(10, 5);
        let start = Instant::now();
        for _ in 0..5 {
            assert_eq!(rate.take(start), Ok(()));
        }
        let wait = rate.take(start).unwrap_err();
        assert!(wait <= Duration::from_millis(100), "{wait:?}");
        assert_eq!(rate.take(start + Duration::from_millis(100)), Ok(()));
        assert!(rate.take(start + Duration::from_millis(100)).is_err());
        let later = start + Duration::from_secs(60);
        let taken = (0..10).filter(|_| rate.take(later).is_ok()).count();
        assert_eq!(taken, 5, "time does not pile up tokens past the burst");
    }

    #[test]
    fn who_waits_as_told_always_finds_a_token() {
        let (mut rate, mut same) = (Rate::new(10, 5), Rate::new(10, 5));
        let mut now = Instant::now();
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert_eq!(same.take(now), Ok(()));
            let wait = rate.spend(now);
            waits.push(wait.as_millis());
            now += wait;
        }
        assert_eq!(waits[..4], [0; 4]);
        assert!(waits[5..].iter().all(|wait| *wait == 100), "{waits:?}");
    }
}
