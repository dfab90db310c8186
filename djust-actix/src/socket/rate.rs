//! How often something may happen: so many times at once, and so many times a second in the long run.

use std::time::{Duration, Instant};

/// A bucket of tokens that fills up again. It holds no timer.
#[derive(Debug)]
pub(crate) struct Rate {
    every: Duration,
    burst: u32,
    /// When the bucket is full again.
    full_at: Instant,
}

impl Rate {
    pub(crate) fn new(per_second: u32, burst: u32) -> Self {
        Self {
            every: Duration::from_secs(1) / per_second.max(1),
            burst: burst.max(1),
            full_at: Instant::now(),
        }
    }

    /// Takes a token, or tells how long it is until there is one.
    pub(crate) fn take(&mut self, now: Instant) -> Result<(), Duration> {
        let full_at = self.full_at.max(now) + self.every;
        let over = full_at
            .saturating_duration_since(now)
            .saturating_sub(self.every * self.burst);
        if over.is_zero() {
            self.full_at = full_at;
            Ok(())
        } else {
            Err(over)
        }
    }

    /// Takes a token that is there, and tells how long it is until the next one is.
    pub(crate) fn spend(&mut self, now: Instant) -> Duration {
        self.full_at = self.full_at.max(now) + self.every;
        (self.full_at + self.every)
            .saturating_duration_since(now)
            .saturating_sub(self.every * self.burst)
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
