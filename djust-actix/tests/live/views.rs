//! Views written by hand, as the macros would write them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use djust_actix::context::Context;
use djust_actix::event::EventError;
use djust_actix::halt::Halt;
use djust_actix::handler::HandlerMeta;
use djust_actix::param::Args;
use djust_actix::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};
use djust_runtime::engine::skeleton::{
    Fragment, Key, Namespace, Part, Skeleton, Slot, Target, Text,
};
use djust_runtime::engine::tape::{Recorder, RenderError};
use tokio::sync::Semaphore;

/// What views did, for tests to see.
#[derive(Debug, Default, Clone)]
pub(crate) struct Log(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    mounts: AtomicUsize,
    runs: AtomicUsize,
    /// How many steps a handler may go on.
    steps: Semaphore,
}

impl Default for Counts {
    fn default() -> Self {
        Self {
            mounts: AtomicUsize::new(0),
            runs: AtomicUsize::new(0),
            steps: Semaphore::new(0),
        }
    }
}

impl Log {
    pub(crate) fn mounts(&self) -> usize {
        self.0.mounts.load(Ordering::SeqCst)
    }

    /// Lets a handler that waits for it go one step on.
    pub(crate) fn step(&self) {
        self.0.steps.add_permits(1);
    }

    /// How many handlers have begun.
    pub(crate) fn runs(&self) -> usize {
        self.0.runs.load(Ordering::SeqCst)
    }
}

/// `<h1>{{ count }}</h1>`
#[derive(Debug)]
pub(crate) struct Counter {
    count: i64,
    /// How often the count is shown.
    times: usize,
}

static COUNTER: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "counter.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[Fragment {
        fields: &[],
        slots: &[Slot::Text(Text::Live)],
        parts: &[
            Part::Html("<h1"),
            Part::Anchor(&[Target::Content(0)]),
            Part::Html(">"),
            Part::Text(0),
            Part::Html("</h1>"),
        ],
        key: Key::None,
        namespace: Namespace::Html,
    }],
};

/// The digest of the counter's skeleton file.
pub(crate) fn digest() -> String {
    djust_runtime::engine::client_file::ClientFile::new(&COUNTER).digest
}

impl ViewTemplate for Counter {
    const SKELETON: &'static Skeleton = &COUNTER;

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder
            .mark(0)
            .text(&self.count.to_string().repeat(self.times));
        Ok(())
    }
}

impl Handlers for Counter {
    const HANDLERS: &'static [HandlerMeta] = &[
        HandlerMeta {
            is_async: true,
            ..HandlerMeta::named("climb")
        },
        HandlerMeta {
            is_async: true,
            ..HandlerMeta::named("watch")
        },
    ];
}

impl Counter {
    /// Shows each number on the way, when a test lets it go on.
    async fn climb(&mut self, cx: &mut Context) -> Result<(), EventError> {
        let log = cx.data::<Log>().cloned().unwrap_or_default();
        while self.count < 5 {
            self.count += 1;
            cx.push_state(&*self).await;
            log.0.steps.acquire().await?.forget();
        }
        Ok(())
    }

    /// Shows that it runs, and ends when nobody is there any more.
    async fn watch(&mut self, cx: &mut Context) -> Result<(), EventError> {
        self.count = 1;
        cx.push_state(&*self).await;
        assert!(cx.is_connected());
        cx.disconnected().await;
        assert!(!cx.is_connected());
        self.count = 2;
        Ok(())
    }
}

impl LiveView for Counter {
    const NAME: &'static str = "Counter";

    fn mount<'a>(mut args: Args<'a>, cx: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async move {
            if let Some(log) = cx.data::<Log>() {
                log.0.mounts.fetch_add(1, Ordering::SeqCst);
            }
            let start: Option<i64> = args.take("start", 0)?;
            match start {
                Some(302) => Err(Halt::redirect("/elsewhere")),
                Some(404) => Err(Halt::NotFound),
                Some(403) => Err(Halt::Forbidden),
                Some(500) => Err(Halt::Error("the database is at 10.0.0.3".to_owned())),
                Some(501) => panic!("in mount"),
                start => Ok(Self {
                    count: start.unwrap_or(0),
                    times: 1,
                }),
            }
        })
    }

    fn dispatch<'a>(
        &'a mut self,
        name: &str,
        mut args: Args<'a>,
        cx: &'a mut Context,
    ) -> Dispatch<'a> {
        if let Some(log) = cx.data::<Log>() {
            log.0.runs.fetch_add(1, Ordering::SeqCst);
        }
        match name {
            "increment" => {
                self.count += 1;
                Dispatch::Done(Ok(()))
            }
            "add" => Dispatch::Done(
                args.take::<i64>("amount", 0)
                    .map(|amount| self.count += amount),
            ),
            "nothing" => Dispatch::Done(Ok(())),
            "slow" => Dispatch::Running(Box::pin(async move {
                let millis: u64 = args.take("millis", 0)?;
                tokio::time::sleep(Duration::from_millis(millis)).await;
                self.count += 1;
                Ok(())
            })),
            "climb" => Dispatch::Running(Box::pin(self.climb(cx))),
            "watch" => Dispatch::Running(Box::pin(self.watch(cx))),
            "large" => {
                self.count = (self.count + 1) % 10;
                self.times = 1_000_000;
                Dispatch::Done(Ok(()))
            }
            "boom" => panic!("in a handler"),
            "leave" => {
                cx.redirect("/elsewhere");
                Dispatch::Done(Ok(()))
            }
            "later" => {
                cx.spawn(async { 100 }, |view: &mut Counter, _, amount| {
                    view.count += amount
                });
                Dispatch::Done(Ok(()))
            }
            "later_boom" => {
                cx.spawn(
                    async { panic!("in the background") },
                    |_: &mut Counter, _, ()| (),
                );
                Dispatch::Done(Ok(()))
            }
            other => Dispatch::Done(Err(EventError::unknown(other))),
        }
    }
}

/// A page whose path has a capture. It shows the capture and who looks at it.
#[derive(Debug)]
pub(crate) struct Item {
    text: String,
}

impl ViewTemplate for Item {
    const SKELETON: &'static Skeleton = &COUNTER;

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        recorder.mark(0).text(&self.text);
        Ok(())
    }
}

impl Handlers for Item {
    const HANDLERS: &'static [HandlerMeta] = &[];
}

impl LiveView for Item {
    const NAME: &'static str = "Item";

    fn mount<'a>(mut args: Args<'a>, cx: &'a mut Context) -> MountFuture<'a, Self> {
        Box::pin(async move {
            let id: u32 = args.take("id", 0)?;
            let identity = cx.identity().unwrap_or("nobody");
            Ok(Self {
                text: format!("{id} {identity}"),
            })
        })
    }

    fn dispatch<'a>(&'a mut self, name: &str, _: Args<'a>, _: &'a mut Context) -> Dispatch<'a> {
        Dispatch::Done(Err(EventError::unknown(name)))
    }
}
