//! A gate at which handlers wait until the test lets one go on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How many handlers may pass.
pub(crate) struct Gate(AtomicUsize);

impl Gate {
    pub(crate) const fn new() -> Self {
        Self(AtomicUsize::new(0))
    }

    /// Lets one more pass. What a route answers a test with.
    pub(crate) async fn open(&self) -> String {
        self.0.fetch_add(1, Ordering::SeqCst);
        String::new()
    }

    /// Waits until one more may pass.
    pub(crate) async fn pass(&self) {
        let take = |count: usize| count.checked_sub(1);
        while self
            .0
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take)
            .is_err()
        {
            actix_web::rt::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
