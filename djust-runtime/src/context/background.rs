//! Work that runs apart from its session: futures that come back as messages, and closures that may block.

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as Polled, Poll, Waker};
use std::thread;

use parking_lot::Mutex;

use super::Context;
use super::app::{Job, Task};
use super::mailbox::{Continuation, Mailbox, Message};
use crate::caught::Caught;

/// A task that runs the work and leaves the continuation in the mailbox.
pub(super) fn task<V: 'static, T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
    then: impl FnOnce(&mut V, &mut Context, T) + Send + 'static,
    component: u32,
    mailbox: Mailbox,
) -> Task {
    Box::pin(async move {
        let message = match Caught::new(Box::pin(work)).await {
            Ok(result) => Message::Continue {
                bytes: size_of::<T>(),
                component,
                continuation: continuation(then, result),
                work: 0,
            },
            Err(_) => Message::Panicked,
        };
        mailbox.send(message);
    })
}

/// A continuation of any view's.
pub(super) fn continuation<V: 'static, T: Send + 'static>(
    then: impl FnOnce(&mut V, &mut Context, T) + Send + 'static,
    result: T,
) -> Continuation {
    Box::new(move |view, cx| match view.downcast_mut::<V>() {
        Some(view) => then(view, cx, result),
        None => tracing::error!(
            expected = std::any::type_name::<V>(),
            "the continuation of work in the background takes another view than it was asked for in"
        ),
    })
}

/// A closure that hands its result to the future beside it.
pub(super) fn job<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> (Job, Answer<T>) {
    let shared = Arc::new(Mutex::new(Shared::Waiting(None)));
    let sender = Sender(Some(Arc::clone(&shared)));
    let job: Job = Box::new(move || sender.send(catch_unwind(AssertUnwindSafe(job))));
    (job, Answer(shared))
}

enum Shared<T> {
    Waiting(Option<Waker>),
    Done(thread::Result<T>),
}

/// Answers even when the executor drops the job.
struct Sender<T>(Option<Arc<Mutex<Shared<T>>>>);

impl<T> Sender<T> {
    fn send(mut self, result: thread::Result<T>) {
        if let Some(shared) = self.0.take() {
            answer(&shared, result);
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if let Some(shared) = self.0.take() {
            let gone: Box<dyn Any + Send> = Box::new("the executor dropped a blocking job");
            answer(&shared, Err(gone));
        }
    }
}

fn answer<T>(shared: &Mutex<Shared<T>>, result: thread::Result<T>) {
    let before = std::mem::replace(&mut *shared.lock(), Shared::Done(result));
    if let Shared::Waiting(Some(waker)) = before {
        waker.wake();
    }
}

/// Waits for a job's result.
pub(super) struct Answer<T>(Arc<Mutex<Shared<T>>>);

impl<T> Future for Answer<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, polled: &mut Polled<'_>) -> Poll<T> {
        let mut shared = self.0.lock();
        match &mut *shared {
            Shared::Waiting(waker) => {
                *waker = Some(polled.waker().clone());
                Poll::Pending
            }
            Shared::Done(_) => {
                let done = std::mem::replace(&mut *shared, Shared::Waiting(None));
                drop(shared);
                match done {
                    Shared::Done(Ok(result)) => Poll::Ready(result),
                    Shared::Done(Err(panic)) => resume_unwind(panic),
                    Shared::Waiting(_) => Poll::Pending,
                }
            }
        }
    }
}
