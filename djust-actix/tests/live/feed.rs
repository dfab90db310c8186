//! Broadcasts, and a view that shows how many it heard of.

use std::sync::Arc;

use djust_actix::context::Context;
use djust_actix::event::EventError;
use djust_actix::handler::HandlerMeta;
use djust_actix::param::Args;
use djust_actix::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};
use djust_runtime::engine::skeleton::Skeleton;
use djust_runtime::engine::tape::{Recorder, RenderError};
use parking_lot::Mutex;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::client::PATIENCE;
use crate::views::Counter;

/// What is broadcast on one site.
#[derive(Debug, Default, Clone)]
pub(crate) struct Feed(Arc<Mutex<Vec<Arc<Subscriber>>>>);

/// One session that listens.
#[derive(Debug)]
struct Subscriber {
    /// A permit a broadcast that was not taken yet.
    sent: Arc<Semaphore>,
    /// A permit a broadcast that the view has heard.
    heard: Semaphore,
}

impl Feed {
    /// Sends one message to every session that listens: at once, whatever those sessions do with it.
    pub(crate) fn broadcast(&self) {
        for subscriber in self.0.lock().iter() {
            subscriber.sent.add_permits(1);
        }
    }

    /// Sends one message and waits until every view has heard it.
    pub(crate) async fn broadcast_and_wait(&self) {
        self.broadcast();
        let subscribers = self.0.lock().clone();
        for subscriber in &subscribers {
            let heard = timeout(PATIENCE, subscriber.heard.acquire()).await;
            heard
                .expect("a view hears in time, whatever its client does")
                .expect("nobody closes it")
                .forget();
        }
    }

    /// How many sessions listen.
    pub(crate) fn subscribers(&self) -> usize {
        self.0.lock().len()
    }

    /// How many messages each of them has heard since [`Feed::broadcast_and_wait`] last waited for it.
    pub(crate) fn heard(&self) -> Vec<usize> {
        let subscribers = self.0.lock();
        subscribers
            .iter()
            .map(|subscriber| subscriber.heard.available_permits())
            .collect()
    }

    /// Lets the view hear so many messages: work in the background for each, so that each comes to the session's
    /// mailbox when it is sent and not when the session asks for it.
    fn subscribe(&self, messages: usize, cx: &mut Context) {
        let subscriber = Arc::new(Subscriber {
            sent: Arc::new(Semaphore::new(0)),
            heard: Semaphore::new(0),
        });
        for _ in 0..messages {
            let sent = Arc::clone(&subscriber.sent);
            let subscriber = Arc::clone(&subscriber);
            let message = async move {
                if let Ok(permit) = sent.acquire_owned().await {
                    permit.forget();
                }
            };
            cx.spawn(message, move |board: &mut Board, _, ()| {
                board.heard += 1;
                subscriber.heard.add_permits(1);
            });
        }
        self.0.lock().push(subscriber);
    }
}

/// How many messages it heard, and as many letters as it was asked for, which are others after each.
#[derive(Debug)]
pub(crate) struct Board {
    heard: usize,
    letters: usize,
}

/// What a board shows.
pub(crate) fn shown(heard: usize, letters: usize) -> String {
    let letter = ["a", "b", "c", "d", "e"][heard % 5];
    format!("{heard}{}", letter.repeat(letters))
}

impl ViewTemplate for Board {
    const SKELETON: &'static Skeleton = Counter::SKELETON;

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.mark(0).text(&shown(self.heard, self.letters));
        Ok(())
    }
}

impl Handlers for Board {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveView for Board {
    const NAME: &'static str = "Board";

    fn mount<'a>(mut args: Args<'a>, _: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async move {
            Ok(Self {
                heard: 0,
                letters: args.take("letters", 0)?,
            })
        })
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        cx: &'a mut Context,
    ) -> Dispatch<'a> {
        if name != "subscribe" {
            return Dispatch::Done(Err(EventError::unknown(name)));
        }
        let subscribed = args.take("messages", 0).map(|messages| {
            if let Some(feed) = cx.data::<Feed>().cloned() {
                feed.subscribe(messages, cx);
            }
        });
        Dispatch::Done(subscribed)
    }
}
