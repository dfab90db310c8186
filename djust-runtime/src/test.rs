//! The test kit: live pages without a server and without a browser, through the real wire format and a reference
//! client.
//!
//! A [`TestClient`] is a page and its user. It is mounted by a [`Visit`], does what a user does by CSS selectors, and is
//! asked what the page shows and what the view holds.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
//! # fn main() -> Result<(), djust_runtime::halt::Halt> {
//! use djust_runtime::test::{TestClient, assert_state};
//!
//! let mut page = TestClient::visit("/?start=5").user("ada").mount::<Counter>()?;
//! page.click("button:has-text('+1')");
//! assert_eq!(page.text("output"), "6");
//! assert_state!(page, Counter { count: 6 });
//! # Ok(())
//! # }
//! ```
//!
//! Below that, every step can be done apart, and the socket be cut between any two, so that tests reach the corners which
//! a real socket reaches once a month: [`TestClient::send`], [`TestClient::run`], [`TestClient::cut`].

use std::collections::{BTreeSet, VecDeque};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as Polled, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::component::LiveComponent;
use crate::engine::dom::Dom;
use crate::halt::Halt;
use crate::session::{Close, Join, MountRequest, Outbox, Refused, Session};
use crate::view::LiveView;

mod answer;
mod background;
mod call;
mod entities;
mod expect;
mod field;
mod inbox;
mod isolated;
mod link;
mod markup;
mod selector;
mod smoke;
mod snapshot;
mod state;
mod user;
mod visit;
mod vocabulary;

pub use answer::{Answer, Cost};
pub use background::Background;
#[doc(hidden)]
pub use call::params_of;
pub use field::Entry;
use isolated::Sent;
pub use serde_json::json;
pub use snapshot::assert_html_snapshot;
pub use state::{Differences, assert_state};
pub use visit::Visit;

pub use crate::engine::dom::Work;

/// A client, and the session at the other end of its socket.
#[derive(Debug)]
pub struct TestClient {
    /// The session, to look at or to drive by hand.
    pub session: Session,
    /// What the client was told.
    pub told: Told,
    dom: Dom,
    out: Outbox,
    /// Frames that the server sent and the client has not read.
    inbox: VecDeque<String>,
    /// Pushed events whose version has not come.
    pushed: Vec<(String, Value)>,
    /// Moves whose version has not come.
    moved: Vec<(String, u64)>,
    /// Events without an answer, to be sent again.
    pending: VecDeque<(u64, String)>,
    /// Those that are held.
    held: BTreeSet<u64>,
    /// The time, which moves only by [`TestClient::advance`].
    now: Instant,
    next: u64,
    joins: u32,
    confirms: bool,
    background: Background,
    /// What a component that stands alone has told its parent.
    sent: Sent,
    /// What was entered into fields.
    entries: field::Entries,
    /// What the view was mounted with.
    request: MountRequest,
}

/// What the client was told apart from its page's values.
#[derive(Debug, Default)]
pub struct Told {
    /// Every frame that was read, in order.
    pub frames: Vec<String>,
    /// Messages to the user that were put and not cleared: levels and texts. A page shows each for a while.
    pub flashes: Vec<(String, String)>,
    /// Events pushed to the page: names and payloads.
    pub pushed: Vec<(String, Value)>,
    /// Refusals: the event's number, the code, the message.
    pub refused: Vec<(u64, String, String)>,
    /// Where it was sent with a full load.
    pub navigated: Option<String>,
    /// URLs that its page came to, and what became of the history: 1 for a new entry, 2 for one in its place, 3 for none.
    pub moved: Vec<(String, u64)>,
    /// Events that were answered, in order.
    pub answered: Vec<u64>,
    /// Events that were held, in order.
    pub held: Vec<u64>,
    /// Events whose place another one took.
    pub superseded: Vec<u64>,
    /// Events that were lost with their session.
    pub lost: Vec<u64>,
    /// Why the socket was closed.
    pub closed: Option<Close>,
}

impl TestClient {
    /// Gets a page and joins it.
    ///
    /// # Errors
    ///
    /// The mount was halted.
    pub fn mount<V: LiveView>(request: MountRequest) -> Result<Self, Halt> {
        let mut client = Self::get::<V>(request)?;
        client.join();
        client.settle();
        Ok(client)
    }

    /// Mounts one component alone, with the fields that it is given, and joins its page. What it sends to its parent is
    /// in [`TestClient::sent`].
    ///
    /// ```ignore
    /// let mut stars = TestClient::component(StarRating { value: 3, max: 5, hover: 0 })?;
    /// stars.event_to(1, "commit_rating", json!({ "n": 4 }));
    /// assert_eq!(stars.sent(), [("rating_changed".to_owned(), json!({ "value": 4 }))]);
    /// ```
    ///
    /// # Errors
    ///
    /// Its mount halted.
    pub fn component<C: LiveComponent>(component: C) -> Result<Self, Halt> {
        Self::visit("/").component(component)
    }

    /// What a component that stands alone has sent to its parent: the handlers' names and their parameters.
    #[must_use]
    pub fn sent(&self) -> Vec<(String, Value)> {
        self.sent.lock().clone()
    }

    /// Gets a page and does not join it.
    ///
    /// # Errors
    ///
    /// The mount was halted.
    pub fn get<V: LiveView>(mut request: MountRequest) -> Result<Self, Halt> {
        let background = Background::default();
        request.app = request.app.with_spawner(Arc::new(background.clone()));
        let kept = request.clone();
        let mut session = block_on(Session::mount::<V>(request))?;
        session.page("x7q", &mut Vec::new());
        Ok(Self {
            dom: Dom::adopt(session.rendered(), session.version()),
            session,
            told: Told::default(),
            out: Outbox::new(),
            inbox: VecDeque::new(),
            pushed: Vec::new(),
            moved: Vec::new(),
            pending: VecDeque::new(),
            held: BTreeSet::new(),
            now: Instant::now(),
            next: 1,
            joins: 0,
            confirms: true,
            background,
            sent: Sent::default(),
            entries: field::Entries::default(),
            request: kept,
        })
    }

    /// Sends an event, lets everything run and reads all answers.
    pub fn event(&mut self, name: &str, params: Value) -> &mut Self {
        self.send(name, params);
        self.settle()
    }

    /// The same for a component.
    pub fn event_to(&mut self, component: u32, name: &str, params: Value) -> &mut Self {
        self.send_to(component, name, params);
        self.settle()
    }

    /// Sends an event and leaves it in the session's queue.
    pub fn send(&mut self, name: &str, params: Value) -> &mut Self {
        self.send_numbered(|reference, version| {
            serde_json::json!(["e", reference, version, name, params])
        })
    }

    /// The same for a component.
    pub fn send_to(&mut self, component: u32, name: &str, params: Value) -> &mut Self {
        self.send_numbered(|reference, version| {
            serde_json::json!(["e", reference, version, name, params, component])
        })
    }

    /// Goes to another URL of the view as a link with `dj-patch` does, and lets everything run.
    pub fn go(&mut self, url: &str) -> &mut Self {
        self.send_numbered(|reference, version| {
            serde_json::json!(["v", reference, version, url, 1])
        });
        self.settle()
    }

    /// Asks for the view of another URL as a link with `dj-navigate` does, and lets everything run.
    pub fn leave(&mut self, url: &str) -> &mut Self {
        self.send_numbered(|reference, version| {
            serde_json::json!(["v", reference, version, url, 1, 1])
        });
        self.settle()
    }

    fn send_numbered(&mut self, frame: impl FnOnce(u64, u64) -> Value) -> &mut Self {
        let reference = self.next;
        self.next += 1;
        let frame = frame(reference, self.dom.version()).to_string();
        self.pending.push_back((reference, frame.clone()));
        if let Err(refused) = self.send_frame(&frame) {
            self.told
                .refused
                .push((reference, "frame".to_owned(), refused.to_string()));
        }
        self
    }

    /// Sends any frame.
    ///
    /// # Errors
    ///
    /// The session refuses it.
    pub fn send_frame(&mut self, frame: &str) -> Result<(), Refused> {
        let result = self.session.receive(frame, self.now, &mut self.out);
        self.collect();
        result
    }

    /// Lets the session run what is queued. Its frames wait to be read.
    pub fn run(&mut self) -> &mut Self {
        let early = self.out.early();
        let inbox = &mut self.inbox;
        block_on(async {
            let mut run = pin!(self.session.run(self.now, &mut self.out));
            poll_fn(|polled| {
                let done = run.as_mut().poll(polled);
                inbox.extend(early.take());
                done
            })
            .await;
        });
        self.collect();
        self
    }

    /// Lets the session run until its handler waits for something, and gives the run up there. What the handler sent by
    /// then can be read.
    pub fn interrupt(&mut self) -> &mut Self {
        let run = self.session.run(self.now, &mut self.out);
        let finished = pin!(run)
            .poll(&mut Polled::from_waker(Waker::noop()))
            .is_ready();
        assert!(!finished, "the run ended by itself; nothing in it waits");
        self.collect();
        self
    }

    /// Reads all frames that wait.
    pub fn read(&mut self) -> &mut Self {
        while self.read_one() {}
        self
    }

    /// Runs, reads and does what is in the background until nothing more happens.
    pub fn settle(&mut self) -> &mut Self {
        loop {
            let worked = self.background.work();
            if self.session.wants_run() {
                self.run();
            }
            let read = self.read_one();
            if !worked && !read && !self.session.wants_run() {
                return self;
            }
        }
    }

    /// Lets time go by, stopping wherever the session wants to be woken.
    pub fn advance(&mut self, by: Duration) -> &mut Self {
        let end = self.now + by;
        while let Some(due) = self.session.deadline()
            && due <= end
        {
            self.now = self.now.max(due);
            self.session.tick(self.now);
            self.settle();
        }
        self.now = end;
        self.session.tick(end);
        self.settle()
    }

    /// Lets time go by while nobody drives the session.
    pub fn sleep(&mut self, by: Duration) -> &mut Self {
        self.now += by;
        self
    }

    /// The client's time.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// Does what is in the background, once, and nothing else.
    pub fn work_in_background(&mut self) -> &mut Self {
        self.background.work();
        self
    }

    /// Cuts the socket: of the frames that the client has not read, the last ones are lost and the others read.
    pub fn cut(&mut self, lost: usize) -> &mut Self {
        let kept = self.inbox.len().saturating_sub(lost);
        self.inbox.truncate(kept);
        self.read();
        self.session.park(self.now);
        self.inbox.clear();
        self.pushed.clear();
        self.moved.clear();
        self
    }

    /// Joins the session, or comes back to it. The answer waits to be read.
    pub fn join(&mut self) -> &mut Self {
        self.joins += 1;
        let join = Join {
            version: self.dom.version(),
            token: &format!("t{}", self.joins),
            ..Join::default()
        };
        block_on(self.session.join(&join, self.now, &mut self.out));
        self.told.closed = None;
        self.collect();
        self
    }

    /// Puts another session at the other end, as when the first one is lost.
    pub fn replace_session(&mut self, session: Session) -> &mut Self {
        self.session = session;
        self
    }

    /// Whether to confirm what was applied, as clients do; if not, the client is slow.
    pub fn confirm(&mut self, confirms: bool) -> &mut Self {
        self.confirms = confirms;
        self
    }

    /// The client's page, without marks.
    #[must_use]
    pub fn html(&self) -> String {
        self.dom.html()
    }

    /// The page as the session has it, without marks.
    #[must_use]
    pub fn server_html(&self) -> String {
        crate::engine::html::plain(self.session.rendered())
    }

    /// The last version that the client applied.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.dom.version()
    }

    /// How many frames wait to be read.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.inbox.len()
    }

    fn collect(&mut self) {
        self.inbox.extend(self.out.take());
        if let Some(close) = self.out.take_close() {
            self.told.closed = Some(close);
        }
    }
}

/// Drives a future to its end on this thread.
pub fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut polled = Polled::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut polled) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
