//! One task a process that drops what waited too long, so that sessions need no timers. It ends when nothing is left
//! to watch, and with the worker on which it runs; the next session starts another.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use super::Shared;
use crate::registry::SessionCounts;

/// Starts the task unless it runs.
pub(super) fn start(shared: &Arc<Shared>) {
    if !shared.sweeping.swap(true, Ordering::AcqRel) {
        super::spawn(sweep(Running(Arc::downgrade(shared)), period(shared)));
    }
}

/// Often enough for the shortest of the limits to be kept within a tenth.
fn period(shared: &Shared) -> Duration {
    let limits = &shared.limits;
    let shortest = limits
        .join_within
        .min(limits.resume_within)
        .min(limits.silence);
    (shortest / 10).clamp(Duration::from_millis(10), Duration::from_secs(1))
}

/// However the task ends, another can be started.
struct Running(Weak<Shared>);

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(shared) = self.0.upgrade() {
            shared.sweeping.store(false, Ordering::Release);
        }
    }
}

async fn sweep(running: Running, period: Duration) {
    loop {
        tokio::time::sleep(period).await;
        let Some(shared) = running.0.upgrade() else {
            return;
        };
        shared.registry.sweep(Instant::now());
        if shared.registry.counts() == SessionCounts::default() {
            drop(running);
            // A session may have come after the count and found the task still running.
            if shared.registry.counts() != SessionCounts::default() {
                start(&shared);
            }
            return;
        }
    }
}
