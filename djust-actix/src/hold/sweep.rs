//! One task a process that drops what waited too long, so that sessions need no timers. It ends when nothing is left
//! to watch, and with the worker on which it runs; the next session starts another.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use super::{SessionCounts, Sessions};
use crate::limits::Limits;

/// Starts the task unless it runs.
pub(super) fn start(sessions: &Arc<Sessions>) {
    if !sessions.sweeping.swap(true, Ordering::AcqRel) {
        let running = Running(Arc::downgrade(sessions));
        // Detached: it ends by itself.
        drop(actix_web::rt::spawn(sweep(
            running,
            period(&sessions.limits),
        )));
    }
}

/// Often enough for the shortest of the limits to be kept within a tenth.
fn period(limits: &Limits) -> Duration {
    let shortest = limits
        .join_within
        .min(limits.resume_within)
        .min(limits.silence);
    (shortest / 10).clamp(Duration::from_millis(10), Duration::from_secs(1))
}

/// However the task ends, another can be started.
struct Running(Weak<Sessions>);

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(sessions) = self.0.upgrade() {
            sessions.sweeping.store(false, Ordering::Release);
        }
    }
}

async fn sweep(running: Running, period: Duration) {
    loop {
        tokio::time::sleep(period).await;
        let Some(sessions) = running.0.upgrade() else {
            return;
        };
        sessions.registry.sweep(Instant::now());
        if sessions.counts() == SessionCounts::default() {
            drop(running);
            // A session may have come after the count and found the task still running.
            if sessions.counts() != SessionCounts::default() {
                start(&sessions);
            }
            return;
        }
    }
}
