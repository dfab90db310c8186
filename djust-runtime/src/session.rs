//! A live page as a value: its view, its last tape and what its client has not confirmed.
//!
//! A session is `Send` and knows no transport. Whoever holds it feeds it frames ([`Session::receive`]), lets it run
//! ([`Session::run`]) and sends what is in the [`Outbox`]. Between a GET and its socket, and between two sockets, it
//! lies somewhere as a value, with its [`Mailbox`] bounded ([`Session::park`]).
//!
//! What stays true:
//! - the tape is replaced only together with a frame in the outbox (I3);
//! - at most two versions are unconfirmed; until then a session is only marked to be rendered (I4);
//! - an event's number is noted before its handler starts, so no event runs twice (I5);
//! - a component is rendered when an event was for it, or a render of its parent brought it other props;
//! - a panic or a run that was dropped halfway costs the view, which is mounted anew, and never the session.
//!
//! Handlers and mounts never leave their worker: the futures of [`Session`] are not `Send`, the session
//! between them is.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::task::{Context as Polled, Poll};
use std::time::{Duration, Instant};

use crate::caught;
use crate::component::Components;
use crate::context::app::App;
use crate::context::limits::Limits;
use crate::context::mailbox::Mailbox;
use crate::context::{Connect, Context};
use crate::engine::html;
use crate::engine::skeleton::Skeleton;
use crate::engine::tape::{Rendered, Tape};
use crate::halt::Halt;
use crate::navigation::Routes;
use crate::param::UrlParams;
use crate::view::{Live, LiveView};
use crate::wire;
pub use crate::wire::History;

mod delivery;
mod event;
mod flush;
mod held;
#[cfg(feature = "test")]
mod inspect;
mod live;
mod navigate;
mod outbox;
mod page;
mod receive;
mod recover;
mod run;
mod stage;

use self::event::Event;
use self::held::Held;
use self::live::{Failure, Of, RenderFailure, ViewType};
pub use self::navigate::Leaving;
use self::navigate::Way;
pub use self::outbox::{Close, Outbox};
use self::page::{Page, PageState, Region};
pub use self::receive::Refused;
pub use crate::context::{Early, Head};

/// The id of the view, where components have theirs.
const VIEW: u32 = crate::component::store::VIEW;

/// The number under which the client is told of what no event asked for.
const NO_EVENT: u64 = 0;

/// How many panics within [`FAILURES_WITHIN`] stop a view from being mounted anew.
const FAILURES: usize = 3;
const FAILURES_WITHIN: Duration = Duration::from_secs(10);

/// What a view is mounted with.
#[derive(Debug, Clone, Default)]
pub struct MountRequest {
    /// The application; its hooks run first.
    pub app: App,
    /// What is known of the request.
    pub connect: Connect,
    /// The URL's captures and query.
    pub params: UrlParams,
    /// Which URLs are the view's. Without it the view keeps its path.
    pub routes: Option<Arc<dyn Routes>>,
}

/// A client's join, as the transport has checked it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Join<'a> {
    /// The last version that the client applied.
    pub version: u64,
    /// The token of the next resume.
    pub token: &'a str,
    /// The URL of the view's skeleton, if it is not the one that the client has.
    pub skeleton: Option<&'a str>,
    /// The heartbeat in milliseconds, if not 30,000.
    pub heartbeat_ms: Option<u32>,
    /// The largest frame in bytes, if not 65,536.
    pub max_frame: Option<u32>,
    /// The session's URL, if it [follows](Session::succeed) another one on the connection.
    pub follows: Option<&'a str>,
}

/// A live page.
pub struct Session {
    view_type: &'static ViewType,
    params: UrlParams,
    routes: Option<Arc<dyn Routes>>,
    /// Where the session is between two URLs. Boxed, because most are at one.
    way: Option<Box<Way>>,
    /// `None` after a failure, until it is mounted anew.
    view: Option<Box<dyn Live>>,
    cx: Context,
    page: Page,
    /// The first version of this session's that the client can have: with an older one it does not know of this
    /// session, even if the session sent it something.
    since: u64,
    /// Events that have not run.
    events: VecDeque<Event>,
    /// Events that wait for their time.
    held: Held,
    /// How often limited handlers were called.
    limits: Limits,
    /// The number of the last event that was taken in.
    taken: u64,
    /// What is being run: still there afterwards if the run was dropped halfway.
    running: Option<Running>,
    /// Whether a client is there.
    attached: bool,
    /// The time, as whoever drives the session said it last.
    now: Instant,
    /// When panics were caught, the latest last.
    failures: Vec<Instant>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Alive,
    /// It failed too often. Every event is refused.
    Stopped,
    /// The mount was halted. Nothing happens any more.
    Ended,
}

#[derive(Debug, Clone, Copy)]
enum Running {
    Event(u64),
    Message,
}

impl Session {
    /// Mounts a view and renders it for the first time.
    ///
    /// # Errors
    ///
    /// A hook or `mount` halted, or the view failed. A redirect that `mount` asked for through the context halts too.
    pub async fn mount<V: LiveView>(request: MountRequest) -> Result<Self, Halt> {
        Self::begin(Of::<V>::TYPE, None, request).await
    }

    /// The session of a view that is there already, such as one that a POST has made. The hooks run, `mount` and `handle_params` do
    /// not. Should the view be lost, it is mounted from the request's URL.
    ///
    /// # Errors
    ///
    /// A hook halted, or the view failed.
    pub async fn of_view<V: LiveView>(view: V, request: MountRequest) -> Result<Self, Halt> {
        Self::begin(Of::<V>::TYPE, Some(Box::new(view)), request).await
    }

    async fn begin(
        view_type: &'static ViewType,
        given: Option<Box<dyn Live>>,
        request: MountRequest,
    ) -> Result<Self, Halt> {
        let mailbox = Mailbox::default();
        // Messages wait for the join within the bounds of a parked session.
        mailbox.park();
        let mut cx = Context::new(request.app, request.connect.into(), mailbox);
        let mut view = match view_type.mount(given, &request.params, &mut cx).await {
            Ok(view) => view,
            Err(Failure::Halt(halt)) => return Err(halt),
            Err(Failure::Panic(panic)) => {
                return Err(Halt::Error(format!(
                    "{} panicked in mount: {}",
                    view_type.name,
                    caught::text(&panic)
                )));
            }
        };
        let mut components = Components::default();
        let rendered = live::render(&*view, view_type.skeleton, &mut components);
        let rendered = rendered.and_then(|tape| {
            live::render_due(&mut components, &mut cx)?;
            live::clear_temporary(&mut *view)?;
            Ok(tape)
        });
        let tape = match rendered {
            Ok(tape) => tape,
            Err(failure) => {
                live::discard((view, components));
                return Err(Halt::Error(failure.text(view_type.name)));
            }
        };
        components.commit();
        // A component's mount may send the visitor elsewhere, too.
        if let Some(halt) = live::elsewhere(&mut cx) {
            live::discard((view, components));
            return Err(halt);
        }
        Ok(Self {
            view_type,
            params: request.params,
            routes: request.routes,
            way: None,
            view: Some(view),
            cx,
            page: Page::new(tape, components),
            since: 0,
            events: VecDeque::new(),
            held: Held::default(),
            limits: Limits::default(),
            taken: 0,
            running: None,
            attached: false,
            // Nothing depends on the time before a client joins, which says it.
            now: Instant::now(),
            failures: Vec::new(),
            state: State::Alive,
        })
    }

    /// Shows a message to the user, as a handler does with [`Context::put_flash`].
    pub fn put_flash(&mut self, level: &str, message: &str) {
        self.cx.put_flash(level, message);
    }

    /// Writes the page of the first render into a buffer, with the client's marks: `tag` is random. What the buffer held
    /// is gone. From here on the client has version 0, and its join adopts the session.
    pub fn page(&mut self, tag: &str, out: &mut Vec<u8>) -> html::Marks {
        if self.page.state == PageState::Unseen {
            self.page.state = PageState::Clean;
        }
        html::write(self.rendered(), tag, out)
    }

    /// The title and the meta tags that `mount` asked for: whoever writes the page takes them, or the client is told of them
    /// when it joins.
    pub fn take_head(&mut self) -> Head {
        self.cx.take_head()
    }

    /// A client joins or comes back. It gets the answer and what it missed; then let the session [run](Session::run).
    pub async fn join(&mut self, join: &Join<'_>, now: Instant, out: &mut Outbox) {
        let complete = self.cx.mailbox().unpark();
        self.attach(now);
        if !complete {
            self.overflowed();
        }
        let refusals = self.page.delivery.refusals().to_vec();
        // The answer to the join comes before whatever the recovery has to say.
        let mut later = Outbox::new();
        self.recover(&mut later).await;
        if self.has_ended() {
            return out.append(later);
        }
        self.cx.join();
        let seen = matches!(self.page.state, PageState::Clean | PageState::Dirty);
        let known = seen && join.version >= self.since;
        if !known {
            // The client counts what did not run as lost, and goes on from the last that did.
            self.events.clear();
            self.held.clear();
            self.cx.forget_event(None);
            self.taken = self.page.ran;
        }
        self.page.answered = self.page.ran;
        self.page.settled.clear();
        let held = self.held_references();
        let missed = (known && join.skeleton.is_none())
            .then(|| self.page.delivery.missed(join.version))
            .flatten();
        if missed.is_some() {
            self.page.trail.confirm(join.version);
        }
        let answer = wire::Joined {
            version: self.page.delivery.version,
            token: join.token,
            reference: if known {
                self.confirmed()
            } else {
                self.page.ran
            },
            remounted: !known,
            follows: join.follows,
            skeleton: join.skeleton,
            heartbeat_ms: join.heartbeat_ms,
            max_frame: join.max_frame,
            held: &held,
        };
        out.write(|frame| wire::joined(frame, &answer));
        if known {
            refusals.iter().for_each(|refusal| out.push(&refusal.frame));
        }
        out.append(later);
        if let Some(frames) = missed {
            frames.iter().for_each(|frame| out.push(frame));
            return;
        }
        self.send_everything(join.version, out);
        if !known {
            self.since = self.page.delivery.version;
        }
    }

    /// Whether a run has something to do: never while the session is parked, or another view is to follow.
    #[must_use]
    pub fn wants_run(&self) -> bool {
        self.attached
            && self.leaving().is_none()
            && (!self.events.is_empty()
                || self.running.is_some()
                || self.cx.has_sent()
                || self.page.resync.is_some()
                || self.cx.mailbox().has_news()
                || (self.is_behind() && !self.page.delivery.is_full()))
    }

    /// The client is gone: messages wait within bounds, nothing renders and no held event comes nearer to its time until
    /// it comes back.
    pub fn park(&mut self, now: Instant) {
        self.now = now;
        self.attached = false;
        self.cx.mailbox().park();
    }

    /// When the session next wants a [`Session::tick`], if it does. Whoever drives it asks after each frame and each run,
    /// and keeps one timer; a session has none of its own. A parked one wants nothing.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.held.deadline().filter(|_| self.attached)
    }

    /// Tells the session the time. What is due joins the events that wait: if the session then
    /// [wants to run](Session::wants_run), let it.
    pub fn tick(&mut self, now: Instant) {
        if !self.attached {
            return;
        }
        self.now = now;
        while let Some(event) = self.held.take_due(now) {
            self.events.push_back(event);
        }
    }

    /// The session's queue of messages: whoever holds the session waits for [`Mailbox::ready`].
    #[must_use]
    pub fn mailbox(&self) -> Mailbox {
        self.cx.mailbox().clone()
    }

    /// Waits until something is in the queue of messages. Whoever holds the session waits, and nobody else.
    pub fn poll_mail(&self, context: &Polled<'_>) -> Poll<()> {
        self.cx.mailbox().poll_ready(context)
    }

    /// The name of the view's type.
    #[must_use]
    pub fn view_name(&self) -> &'static str {
        self.view_type.name
    }

    /// The tables of the view's template.
    #[must_use]
    pub fn skeleton(&self) -> &'static Skeleton {
        self.view_type.skeleton
    }

    /// What was last handed over of the view.
    #[must_use]
    pub fn tape(&self) -> &Tape {
        &self.page.tape
    }

    /// The same with the tapes of its components.
    #[must_use]
    pub fn rendered(&self) -> Rendered<'_> {
        self.page.rendered()
    }

    /// The version of the page that was last handed over.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.page.delivery.version
    }

    /// How many versions the client has not confirmed.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.page.delivery.unconfirmed()
    }

    /// What is known of the request that the view was mounted for.
    #[must_use]
    pub fn connect(&self) -> &Connect {
        self.cx.connect()
    }

    /// Whether there is no view any more and none will come.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.state == State::Ended
    }

    /// About how many bytes of memory the session holds. What a view holds on the heap is not known.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let events = self.events.iter().map(Event::bytes).sum::<usize>() + self.held.bytes();
        let kept = self.page.delivery.bytes() + self.cx.pushed_bytes() + self.cx.mailbox().bytes();
        let page = self.page.tape.heap_bytes() + self.page.components.bytes();
        let trail = self.page.trail.bytes();
        size_of::<Self>() + self.view_type.size + page + events + kept + trail
    }

    /// Someone is there, at this time. How long nobody was does not count for what waits.
    fn attach(&mut self, now: Instant) {
        if !self.attached {
            self.held.put_off(now.saturating_duration_since(self.now));
        }
        self.now = now;
        self.attached = true;
    }

    /// Whether an event waits for its time, for its turn since that has come, or for work that it started.
    fn is_held(&self, reference: u64) -> bool {
        let due = |event: &Event| event.held && event.reference == reference;
        self.held.holds(reference)
            || self.events.iter().any(due)
            || self.cx.waits_for_work(reference)
    }

    /// The numbers of all such events.
    fn held_references(&self) -> Vec<u64> {
        let due = self.events.iter().filter(|event| event.held);
        let due = due.map(|event| event.reference);
        let held = self.held.references().chain(due);
        let mut held: Vec<u64> = held.chain(self.cx.events_of_works()).collect();
        held.sort_unstable();
        held.dedup();
        held
    }

    /// The last event before which all ran and none may have a refusal to come.
    fn confirmed(&self) -> u64 {
        let refusals = self.page.delivery.refusals().iter();
        let before = refusals.map(|refusal| refusal.reference - 1);
        before.fold(self.page.ran, u64::min)
    }
}

impl RenderFailure {
    /// For the log.
    fn text(&self, view: &str) -> String {
        match self {
            RenderFailure::Error(error) => format!("{view}: {error}"),
            RenderFailure::Panic(panic) => {
                format!("{view} panicked in its render: {}", caught::text(panic))
            }
        }
    }
}

/// Their own `drop`s may panic, and what waits for it must not keep anything alive.
impl Drop for Session {
    fn drop(&mut self) {
        self.cx.mailbox().close();
        live::discard(self.view.take());
        live::discard(self.page.components.clear());
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("view", &self.view_type.name)
            .field("version", &self.page.delivery.version)
            .field("in_flight", &self.in_flight())
            .field("page", &self.page.state)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
