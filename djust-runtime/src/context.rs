//! The only door from a view to the outside.
//!
//! A [`Context`] goes with the session. What a handler asks for here (a flash, a pushed event, a redirect, work in the
//! background) is done by the session after the handler, in order. Nothing here renders.

use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use serde::Serialize;

use self::app::{App, Task};
use self::mailbox::{Mailbox, Message};
use self::works::Works;
use crate::js::{COMMANDS, Js};
use crate::message::{self, Emits};
use crate::navigation::Patch;
use crate::url::is_page;
use crate::wire;

pub mod app;
mod background;
mod connect;
mod early;
pub(crate) mod flash;
pub(crate) mod limits;
pub mod mailbox;
pub(crate) mod page;
mod works;

pub use connect::Connect;
pub use early::Early;
pub use flash::Level;
pub use page::{Head, is_property};
pub use works::{AsyncError, MOST_WORKS};

/// How many bytes of pushed events wait for a client before its socket is closed as slow.
pub const PUSHED_BYTES: usize = 256 * 1024;

/// What a view may ask of the world, and what it may know of it.
pub struct Context {
    app: App,
    connect: Arc<Connect>,
    mailbox: Mailbox,
    joined: bool,
    tasks: Vec<Task>,
    /// Frames.
    pushes: Vec<String>,
    pushed_bytes: usize,
    #[expect(clippy::box_collection, reason = "half the room in each session")]
    pub(crate) redirect: Option<Box<String>>,
    pub(crate) going: Option<Box<Going>>,
    /// What the view said of the page's head. Boxed, because most say nothing.
    head: Option<Box<page::Said>>,
    /// Whose turn it is: a component, or the view.
    pub(crate) component: u32,
    /// What the session lends to an asynchronous handler, and how what that sends leaves.
    pub(crate) stage: Option<Box<dyn Any + Send>>,
    pub(crate) early: Option<Early>,
    /// What components sent to their parents, and has not run.
    sent: VecDeque<Sent>,
    works: Works,
    /// The event whose turn it is, or for whose work; 0 for none.
    pub(crate) event: u64,
    /// Events that wait for their work no longer, and have no other answer.
    pub(crate) settled: Vec<u64>,
}

/// A message to a component's parent, as the call that it is.
pub(crate) struct Sent {
    /// The component.
    pub(crate) from: u32,
    /// The parent's handler.
    pub(crate) handler: &'static str,
    /// A JSON object.
    pub(crate) params: String,
}

/// Where a view asked to go.
#[derive(Debug)]
pub(crate) enum Going {
    /// To another URL of itself.
    Patch(Patch),
    /// To the view of another URL.
    Away(Patch),
}

impl Context {
    pub(crate) fn new(app: App, connect: Arc<Connect>, mailbox: Mailbox) -> Self {
        Self {
            app,
            connect,
            mailbox,
            joined: false,
            tasks: Vec::new(),
            pushes: Vec::new(),
            pushed_bytes: 0,
            redirect: None,
            going: None,
            head: None,
            component: 0,
            stage: None,
            early: None,
            sent: VecDeque::new(),
            works: Works::default(),
            event: 0,
            settled: Vec::new(),
        }
    }

    /// Sends an event to the page's scripts. A payload that can't be serialized is logged and not sent.
    pub fn push_event(&mut self, name: &str, payload: &impl Serialize) {
        match serde_json::to_string(payload) {
            Ok(payload) => {
                let mut frame = String::with_capacity(name.len() + payload.len() + 9);
                wire::push(&mut frame, name, &payload);
                self.push_frame(frame);
            }
            Err(error) => {
                tracing::error!(event = name, %error, "a pushed event was not serialized")
            }
        }
    }

    /// Carries commands out on the page, behind the patch of this handler.
    ///
    /// ```
    /// # use djust_runtime::{context::Context, js::{Commands as _, Js}};
    /// # fn handler(cx: &mut Context) {
    /// cx.js(Js::hide("#dialog").transition("fade").pop_focus());
    /// # }
    /// ```
    pub fn js(&mut self, commands: Js) {
        self.push_reserved(COMMANDS, &commands.to_string());
    }

    /// Sends an event of a reserved name, with the script that acts on it: few pages have it. The payload must be JSON.
    fn push_reserved(&mut self, name: &str, payload: &str) {
        let mut frame = String::new();
        wire::push_to_script(&mut frame, name, payload, self.app.script(name));
        self.push_frame(frame);
    }

    /// Sends a frame ahead of the next version, which confirms it.
    pub(crate) fn push_frame(&mut self, frame: String) {
        self.pushed_bytes += frame.len();
        self.pushes.push(frame);
    }

    /// Leaves for another URL, at this origin or another, with a full load. The last call counts. One with a scheme other
    /// than `http` and `https` is logged and changes nothing.
    pub fn redirect(&mut self, url: impl Into<String>) {
        let url = url.into();
        if is_page(&url) {
            self.redirect = Some(Box::new(url));
        } else {
            tracing::error!(url, "refused to redirect: the scheme is not http or https");
        }
    }

    /// Shows another URL of the same view, which stays: its `handle_params` is called with the URL's parameters, once, and
    /// the browser's address changes with what that changes on the page. The last call of an event counts, be it this or
    /// [`live_redirect`](Self::live_redirect).
    ///
    /// The event fails if the URL is not one of the view's, or the view has no `handle_params`. In a mount, and in the
    /// `handle_params` that follows it, this is a redirect.
    ///
    /// ```
    /// # use djust_runtime::{context::Context, navigation::Patch};
    /// # fn handler(cx: &mut Context) {
    /// cx.live_patch(Patch::query([("page", 2)]));
    /// cx.live_patch("?sort=name");
    /// # }
    /// ```
    pub fn live_patch(&mut self, patch: impl Into<Patch>) {
        self.going = Some(Box::new(Going::Patch(patch.into())));
    }

    /// Goes to the view of another URL of this site. It is mounted on the same connection if the `live_session` of this
    /// view has it, and loaded as a page if not.
    ///
    /// ```
    /// # use djust_runtime::{context::Context, navigation::Patch};
    /// # fn handler(cx: &mut Context) {
    /// cx.live_redirect("/items/42");
    /// cx.live_redirect(Patch::to("/items").replace());
    /// # }
    /// ```
    pub fn live_redirect(&mut self, to: impl Into<Patch>) {
        self.going = Some(Box::new(Going::Away(to.into())));
    }

    /// The URL that the page is at: path and query.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.connect.uri
    }

    /// Tells the component's parent: the handler of the message's name runs with its fields, after this handler and
    /// before anything is rendered. The parent is whose template holds the component's tag.
    ///
    /// What it returns is the event's answer, unless the component's own handler has refused it already. A message from
    /// `mount` or `update`, which run in a render, runs after that render.
    ///
    /// ```ignore
    /// cx.send_parent(self, RatingChanged { value: self.value });
    /// ```
    pub fn send_parent<C: Emits<M>, M: message::Message>(&mut self, component: &C, message: M) {
        let _ = component;
        self.sent.push_back(Sent {
            from: self.component,
            handler: M::META.handler,
            params: message::Fields::of(&message),
        });
    }

    /// Who the visitor is, if the application knows.
    #[must_use]
    pub fn identity(&self) -> Option<&str> {
        self.connect.identity.as_deref()
    }

    /// What is known of the request that the view was mounted for.
    #[must_use]
    pub fn connect(&self) -> &Connect {
        &self.connect
    }

    /// Whether the user is allowed this, as the application's [`App::with_permissions`] says. Without one nobody is
    /// allowed anything.
    #[must_use]
    pub fn may(&self, permission: &str) -> bool {
        let Some(permissions) = self.app.permissions() else {
            tracing::error!(
                permission,
                "the application does not say who has which permission"
            );
            return false;
        };
        permissions(self, permission)
    }

    pub(crate) fn set_url(&mut self, url: String) {
        Arc::make_mut(&mut self.connect).uri = url;
    }

    /// Application data of this type.
    #[must_use]
    pub fn data<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.app.data()
    }

    /// Application data of this type, to be moved into a future.
    #[must_use]
    pub fn shared<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.app.shared()
    }

    /// The application.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Whether the page's client is there: false in a mount for a GET, and once the connection is lost while a handler
    /// runs.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.joined && self.early.as_ref().is_none_or(Early::is_open)
    }

    /// Ends when the connection is lost while the handler that asks runs: nobody waits for what it does any more. A
    /// handler whose connection is lost runs to its end unless it heeds this. What it has done to the view by then stays.
    ///
    /// ```ignore
    /// #[event_handler]
    /// async fn count(&mut self, cx: &mut Context) {
    ///     let gone = cx.disconnected();
    ///     tokio::select! {
    ///         sum = slow_sum() => self.sum = sum,
    ///         () = gone => {}
    ///     }
    /// }
    /// ```
    pub fn disconnected(&self) -> impl Future<Output = ()> + Send + use<> {
        early::closed(self.early.clone())
    }

    /// Runs work in the background, then the continuation on the view, or on the component that asked for it, between
    /// events. What is asked for in mount starts when the client joins. The work runs to its end even if its view is gone by
    /// then; what is to end with the view is for [`start_async`](Self::start_async).
    ///
    /// ```ignore
    /// cx.spawn(async move { fetch(id).await }, |view: &mut Item, _, item| view.item = item);
    /// ```
    pub fn spawn<V: 'static, T: Send + 'static>(
        &mut self,
        work: impl Future<Output = T> + Send + 'static,
        then: impl FnOnce(&mut V, &mut Context, T) + Send + 'static,
    ) {
        let task = background::task(work, then, self.component, self.mailbox.clone());
        self.start_joined(task);
    }

    /// Starts a task once a client has joined.
    fn start_joined(&mut self, task: Task) {
        if self.joined {
            self.start(task);
        } else {
            self.tasks.push(task);
        }
    }

    /// Runs a closure where it may block, and gives what it returns. A panic in it goes on here.
    ///
    /// An application without an executor runs it in place.
    pub fn blocking<T, F>(&self, job: F) -> impl Future<Output = T> + Send + use<T, F>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let (job, answer) = background::job(job);
        match self.app.spawner() {
            Some(spawner) => spawner.blocking(job),
            None => job(),
        }
        answer
    }

    /// The context of the same session's next view. What was pushed still goes to the client.
    pub(crate) fn renew(&mut self) {
        let mailbox = self.mailbox.renewed();
        let fresh = Self::new(self.app.clone(), Arc::clone(&self.connect), mailbox);
        let before = std::mem::replace(self, fresh);
        self.pushes = before.pushes;
        self.pushed_bytes = before.pushed_bytes;
        self.head = before.head;
    }

    /// Takes the pushed events, as frames.
    pub(crate) fn take_pushes(&mut self) -> Vec<String> {
        self.pushed_bytes = 0;
        std::mem::take(&mut self.pushes)
    }

    /// A client has joined: what waited for that starts.
    pub(crate) fn join(&mut self) {
        self.joined = true;
        let head = self.take_head();
        self.tell_head(head);
        for task in std::mem::take(&mut self.tasks) {
            self.start(task);
        }
    }

    /// The oldest message to a parent that has not run.
    pub(crate) fn take_sent(&mut self) -> Option<Sent> {
        self.sent.pop_front()
    }

    pub(crate) fn has_sent(&self) -> bool {
        !self.sent.is_empty()
    }

    pub(crate) fn has_pushes(&self) -> bool {
        !self.pushes.is_empty()
    }

    pub(crate) fn pushed_bytes(&self) -> usize {
        self.pushed_bytes
    }

    pub(crate) fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    fn start(&self, task: Task) {
        match self.app.spawner() {
            Some(spawner) => spawner.spawn(task),
            None => {
                tracing::error!("spawn needs an executor: give the application one");
                self.mailbox.send(Message::Panicked);
            }
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("connect", &self.connect)
            .field("joined", &self.joined)
            .field("pushes", &self.pushes.len())
            .finish_non_exhaustive()
    }
}
