//! A socket's task, driven from two sides: by the runtime like any task, and by its connection when that has just fed
//! it.
//!
//! The connection reads the client's bytes, hands them on and asks for ours, all in one turn of its own task. If the
//! session runs right then, its answer leaves in that turn. Left to the runtime alone it would run in another turn, and
//! its answer leave in a third.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;

use super::pipe::Taker;
use crate::djust;

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// Starts a task, and gives the body of the answer that lets the connection drive it.
pub(crate) fn start(task: Task, taker: Taker) -> Body {
    let notice = Arc::new(Notice {
        due: AtomicBool::new(true),
        task: OnceLock::new(),
    });
    let drive = Rc::new(Drive {
        task: Cell::new(Some(task)),
        waker: Arc::clone(&notice).into(),
        notice,
    });
    let by_runtime = Rc::clone(&drive);
    djust::spawn(poll_fn(move |context| by_runtime.poll(context)));
    Body { drive, taker }
}

struct Drive {
    /// `None` while it runs, and once it has ended.
    task: Cell<Option<Task>>,
    notice: Arc<Notice>,
    /// What the task is woken by.
    waker: Waker,
}

/// That there is something to do for the task.
struct Notice {
    due: AtomicBool,
    /// The runtime's waker.
    task: OnceLock<Waker>,
}

impl Drive {
    fn poll(&self, context: &Context<'_>) -> Poll<()> {
        self.notice.task.get_or_init(|| context.waker().clone());
        self.run();
        let task = self.task.take();
        let ended = task.is_none();
        self.task.set(task);
        if ended {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }

    /// Runs the task if there is something to do for it. Whoever comes second finds nothing.
    fn run(&self) {
        if !self.notice.due.swap(false, Ordering::AcqRel) {
            return;
        }
        // Out of its place, so that one that panics is gone.
        let Some(mut task) = self.task.take() else {
            return;
        };
        let mut context = Context::from_waker(&self.waker);
        match task.as_mut().poll(&mut context) {
            Poll::Pending => self.task.set(Some(task)),
            Poll::Ready(()) => self.waker.wake_by_ref(),
        }
    }
}

impl Wake for Notice {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.due.store(true, Ordering::Release);
        // Without it the task has not run yet, and will.
        if let Some(task) = self.task.get() {
            task.wake_by_ref();
        }
    }
}

/// The frames that the connection sends.
pub(crate) struct Body {
    drive: Rc<Drive>,
    taker: Taker,
}

impl MessageBody for Body {
    type Error = actix_web::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        // What the task sends here is taken here.
        self.taker.stand_by();
        self.drive.run();
        self.taker.poll_take(context).map(|bytes| bytes.map(Ok))
    }
}

/// The connection is gone; the task is told, and goes on by itself.
impl Drop for Body {
    fn drop(&mut self) {
        self.drive.waker.wake_by_ref();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::socket::pipe::{Sender, pipe};

    /// A task that sends a letter whenever it is woken and asked to, and ends when its connection is gone.
    #[derive(Default)]
    struct Letters {
        asked: Cell<bool>,
        waker: Cell<Option<Waker>>,
        ended: Cell<bool>,
    }

    impl Letters {
        async fn send(self: Rc<Self>, sender: Sender) {
            poll_fn(|context| {
                if self.asked.take() {
                    sender.text("x");
                }
                self.waker.set(Some(context.waker().clone()));
                if sender.is_gone() {
                    Poll::Ready(())
                } else {
                    Poll::Pending
                }
            })
            .await;
            self.ended.set(true);
        }

        fn ask(&self) {
            self.asked.set(true);
            self.waker.take().expect("it waits").wake();
        }
    }

    /// Lets the runtime drive its tasks until something holds.
    async fn until(holds: impl Fn() -> bool) {
        for _ in 0..100 {
            if holds() {
                return;
            }
            tokio::task::yield_now().await;
        }
        panic!("the task was not driven");
    }

    fn poll(body: &mut Body) -> Poll<Option<Bytes>> {
        let polled = Pin::new(body).poll_next(&mut Context::from_waker(Waker::noop()));
        polled.map(|bytes| bytes.map(|bytes| bytes.expect("no error")))
    }

    #[actix_web::test]
    async fn an_answer_leaves_in_the_turn_of_the_connection() {
        let (letters, (sender, taker)) = (Rc::new(Letters::default()), pipe());
        let mut body = start(Box::pin(Rc::clone(&letters).send(sender)), taker);
        assert_eq!(poll(&mut body), Poll::Pending);
        for _ in 0..3 {
            letters.ask();
            assert_eq!(
                poll(&mut body),
                Poll::Ready(Some(Bytes::from_static(b"\x81\x01x")))
            );
            assert_eq!(poll(&mut body), Poll::Pending);
        }
        drop(body);
        until(|| letters.ended.get()).await;
    }

    #[actix_web::test]
    async fn the_runtime_drives_the_task_when_the_connection_does_not() {
        let (letters, (sender, taker)) = (Rc::new(Letters::default()), pipe());
        let mut body = start(Box::pin(Rc::clone(&letters).send(sender)), taker);
        assert_eq!(poll(&mut body), Poll::Pending);
        letters.ask();
        until(|| !letters.asked.get()).await;
        assert_eq!(
            poll(&mut body),
            Poll::Ready(Some(Bytes::from_static(b"\x81\x01x")))
        );
    }
}
