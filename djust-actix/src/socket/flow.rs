//! How much is on its way to one client.
//!
//! What a task sends goes through a channel that counts messages, not bytes, and a client may confirm patches that it
//! never read. So the bytes are counted here, between the task and the connection, and the task waits while too many
//! are under way.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::web::Bytes;
use tokio::sync::Notify;

/// How many bytes may be under way before the next frame waits. One frame may be larger.
const WINDOW: usize = 256 * 1024;

/// The bytes that the connection has not taken yet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow(Arc<Counter>);

#[derive(Debug, Default)]
struct Counter {
    under_way: AtomicUsize,
    taken: Notify,
}

impl Flow {
    /// Counts what the connection takes of a response's body.
    pub(crate) fn meter(&self, response: HttpResponse) -> HttpResponse {
        let flow = self.clone();
        response.map_body(move |_, body| BoxBody::new(Metered { body, flow }))
    }

    /// Waits until there is room for a frame. Nothing is lost if the wait is given up.
    pub(crate) async fn room(&self) {
        while self.0.under_way.load(Ordering::Acquire) >= WINDOW {
            self.0.taken.notified().await;
        }
    }

    /// Counts a frame that is sent.
    pub(crate) fn send(&self, bytes: usize) {
        self.0.under_way.fetch_add(bytes, Ordering::AcqRel);
    }

    fn take(&self, bytes: usize) {
        // Frame headers and control frames were not counted when they were sent.
        let less = |under_way: usize| Some(under_way.saturating_sub(bytes));
        let _ = self
            .0
            .under_way
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, less);
        self.0.taken.notify_one();
    }
}

/// A body that tells how much of it the connection has taken.
struct Metered {
    body: BoxBody,
    flow: Flow,
}

impl MessageBody for Metered {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let polled = Pin::new(&mut self.body).poll_next(context);
        if let Poll::Ready(Some(Ok(bytes))) = &polled {
            self.flow.take(bytes.len());
        }
        polled
    }
}

impl Drop for Metered {
    fn drop(&mut self) {
        // Nothing will be taken any more; a task that waits finds the channel closed.
        self.flow.take(usize::MAX);
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::Waker;

    use super::*;

    fn is_ready(future: Pin<&mut impl Future>) -> bool {
        future
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_ready()
    }

    #[test]
    fn a_frame_waits_while_the_window_is_full() {
        let flow = Flow::default();
        flow.send(WINDOW - 1);
        assert!(is_ready(pin!(flow.room())));
        flow.send(1_000_000);
        let mut room = pin!(flow.room());
        assert!(!is_ready(room.as_mut()));
        flow.take(1_000_000);
        assert!(is_ready(room));
        flow.take(usize::MAX);
        assert_eq!(flow.0.under_way.load(Ordering::Relaxed), 0);
    }
}
