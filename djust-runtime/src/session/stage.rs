//! What an asynchronous handler has of its session while it runs, so that it can show a state on the way.
//!
//! The page goes with the context for as long as the handler runs, and comes back however that ends.

use std::future::poll_fn;
use std::panic::resume_unwind;
use std::ptr;
use std::task::Poll;

use super::live::{self, RenderFailure};
use super::page::{Page, PageState};
use super::{Outbox, Session, VIEW};
use crate::caught::Panic;
use crate::component::Part;
use crate::context::Context;
use crate::engine::tape::{Recorder, RenderError, Tape, Tapes};
use crate::event::EventError;
use crate::param::Args;
use crate::view::{Live, ViewTemplate};

/// What is lent.
struct Stage {
    page: Page,
    out: Outbox,
    /// Whose handler runs: a component, or the view.
    component: u32,
    /// The last event that an answer on the way may cover.
    ran: u64,
}

/// A call of a handler: an event's, or that of a message to a parent.
pub(super) struct Call<'a> {
    /// Whose handler it is: a component's, or the view's.
    pub(super) component: u32,
    pub(super) handler: &'a str,
    /// A JSON object.
    pub(super) params: Option<&'a str>,
    /// The last event that an answer on the way may cover.
    pub(super) ran: u64,
}

/// A loan, which ends when it is dropped.
struct Lent<'a> {
    cx: &'a mut Context,
    page: &'a mut Page,
    out: &'a mut Outbox,
}

impl Session {
    /// Calls an asynchronous handler.
    pub(super) async fn call_on_stage(
        &mut self,
        call: &Call<'_>,
        out: &mut Outbox,
    ) -> Result<Result<(), EventError>, Panic> {
        let id = call.component;
        let mut part = self.page.components.take(id);
        let Self { view, cx, page, .. } = self;
        let called = {
            let Some(live) = callee(part.as_deref_mut(), view.as_deref_mut(), id) else {
                return Ok(Err(EventError::unknown_component()));
            };
            let lent = Lent::new(cx, page, out, call);
            let args = Args::text(call.params);
            live::finish(live::call(live, call.handler, args, &mut *lent.cx)).await
        };
        if let Some(part) = part {
            live::discard(self.page.components.restore(id, part));
        }
        called
    }
}

/// Whose handler is called.
fn callee<'a>(
    part: Option<&'a mut (dyn Part + 'static)>,
    view: Option<&'a mut (dyn Live + 'static)>,
    id: u32,
) -> Option<&'a mut dyn Live> {
    match part {
        Some(part) => Some(part),
        None => view
            .filter(|_| id == VIEW)
            .map(|view| view as &mut dyn Live),
    }
}

impl<'a> Lent<'a> {
    fn new(cx: &'a mut Context, page: &'a mut Page, out: &'a mut Outbox, call: &Call<'_>) -> Self {
        cx.early = out.early_way().cloned();
        cx.stage = Some(Box::new(Stage {
            page: page.take(),
            out: std::mem::take(out),
            component: call.component,
            ran: call.ran,
        }));
        Self { cx, page, out }
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let early = self.cx.early.take();
        if let Some(mut stage) = Stage::of(self.cx) {
            // Left behind by a handler that gave up its `push_state`.
            let left = early.map(|early| early.take()).unwrap_or_default();
            stage.out.prepend(&left);
            *self.page = stage.page;
            *self.out = stage.out;
        }
    }
}

impl Context {
    /// Renders the view as it stands in the middle of an `async` handler and sends what changed, before the handler goes
    /// on. The event stays unanswered until the handler ends.
    ///
    /// ```ignore
    /// #[event_handler]
    /// async fn import(&mut self, cx: &mut Context) {
    ///     for part in 1..=10 {
    ///         self.done = part * 10;
    ///         cx.push_state(&*self).await;
    ///         read(part).await;
    ///     }
    /// }
    /// ```
    ///
    /// A client that has not confirmed the last two states gets this one no more: it gets the next one for which there is
    /// room, at the latest the one at the handler's end. In `mount` there is no page yet, and nothing happens.
    pub async fn push_state<V: ViewTemplate>(&mut self, view: &V) {
        let Some(mut stage) = Stage::of(self) else {
            return;
        };
        let pushed = stage.push(view, self);
        let leaves = stage.out.send_early();
        self.stage = Some(stage);
        match pushed {
            Ok(()) => {}
            Err(RenderFailure::Panic(panic)) => resume_unwind(panic),
            Err(failure) => {
                let detail = failure.text(V::SKELETON.template);
                tracing::error!(detail, "a render in the middle of a handler failed");
            }
        }
        if leaves {
            step_back().await;
        }
    }
}

/// Waits once, so that whoever drives the session sends what there is.
async fn step_back() {
    let mut stepped = false;
    poll_fn(|context| {
        if std::mem::replace(&mut stepped, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

impl Stage {
    /// Takes the loan out of a context.
    fn of(cx: &mut Context) -> Option<Box<Self>> {
        cx.stage.take()?.downcast().ok()
    }

    /// Hands over what differs, if the client has confirmed enough.
    fn push<V: ViewTemplate>(&mut self, view: &V, cx: &mut Context) -> Result<(), RenderFailure> {
        let Self {
            page,
            out,
            component,
            ran,
        } = self;
        if let Some(early) = &cx.early {
            page.delivery.confirm(early.confirmed());
        }
        let seen = matches!(page.state, PageState::Clean | PageState::Dirty);
        if !seen || page.delivery.is_full() {
            return Ok(());
        }
        let shown = match *component {
            VIEW => Some(&page.tape),
            id => page.components.tape(id),
        };
        if !shown.is_some_and(|tape| ptr::eq(tape.skeleton(), V::SKELETON)) {
            tracing::error!(
                template = V::SKELETON.template,
                "`push_state` takes the view or component whose handler runs"
            );
            return Ok(());
        }
        page.send_region(out);
        let write = |recorder: &mut Recorder| view.render(recorder);
        let tape = page.render_on_stage(&write, *component, cx)?;
        let tape = page.narrowed(tape);
        // What an earlier event made of the view is not shown with a component's.
        let ran = match page.state {
            PageState::Dirty => page.answered,
            _ => *ran,
        };
        page.hand_over(tape, ran, cx, out);
        Ok(())
    }
}

impl Page {
    /// Renders the view, or the component whose handler runs, and what stands in it.
    fn render_on_stage(
        &mut self,
        write: &dyn Fn(&mut Recorder) -> Result<(), RenderError>,
        component: u32,
        cx: &mut Context,
    ) -> Result<Option<Tape>, RenderFailure> {
        let runs = cx.component;
        let rendered = if component == VIEW {
            self.state = PageState::Clean;
            let rendered = live::render_again(write, &self.tape, &mut self.components);
            self.with_components(rendered, cx)
        } else {
            // Another component's render may reach the one that runs, which is not at hand.
            let due = self.components.put_off_due();
            let rendered = self.render_part(write, component);
            let rendered = self.with_components(rendered.map(|()| None), cx);
            self.components.extend_due(due);
            rendered
        };
        cx.component = runs;
        rendered
    }

    fn render_part(
        &mut self,
        write: &dyn Fn(&mut Recorder) -> Result<(), RenderError>,
        id: u32,
    ) -> Result<(), RenderFailure> {
        let Some(skeleton) = self.components.tape(id).map(Tape::skeleton) else {
            return Ok(());
        };
        let tape = live::render_part(write, skeleton, id, &mut self.components)?;
        self.components.put_tape(id, tape);
        Ok(())
    }
}
