//! What waits is run: each event by its handler, each message by what it brought, of the view or of a component.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use super::event::Event;
use super::live;
use super::stage::Call;
use super::{NO_EVENT, Outbox, Running, Session, State, VIEW, recover};
use crate::caught::Panic;
use crate::component::Components;
use crate::context::Context;
use crate::context::limits::{self, Limits};
use crate::context::mailbox::{self, Message};
use crate::event::EventError;
use crate::handler::HandlerMeta;
use crate::param::Args;
use crate::view::Live;
use crate::wire;

impl Session {
    /// Runs every queued event and every message in order, then renders once; and before each `async` handler, which may wait.
    ///
    /// If the future is dropped halfway (because a handler takes too long, say), the next run answers the event as
    /// failed and mounts the view anew.
    pub async fn run(&mut self, now: Instant, out: &mut Outbox) {
        self.now = now;
        if self.cx.mailbox().take_lost() && self.state == State::Alive {
            self.overrun(out);
        }
        self.recover(out).await;
        // From `mount` and `update`, which belong to a render. Where these asked to go, no event can answer for.
        self.run_sent_for_nobody(out).await;
        self.cx.going = None;
        // Events behind one that leaves were for a page that is gone.
        while self.leaving().is_none()
            && let Some(event) = self.events.pop_front()
        {
            // It does not wait for a handler that does.
            if self.is_behind() && self.may_wait(&event) {
                self.flush(out);
                out.send_early();
            }
            self.run_event(event, out).await;
        }
        if self.leaving().is_some() {
            return;
        }
        // Whatever was taken in has run, was refused or is held.
        self.page.ran = self.taken.max(self.page.ran);
        for message in self.cx.mailbox().take() {
            if self.leaving().is_none() {
                self.run_message(message, out).await;
            } else {
                mailbox::discard([message]);
            }
        }
        if self.leaving().is_some() {
            return;
        }
        self.flush(out);
        // A render that panicked took the view along.
        if self.view.is_none() && self.state == State::Alive {
            self.recover(out).await;
            self.flush(out);
        }
    }

    /// Whether an event's handler may wait for something.
    fn may_wait(&mut self, event: &Event) -> bool {
        let view = self.view.as_deref_mut();
        let live = view.and_then(|view| target(view, &mut self.page.components, event.component));
        let mut handlers = live.iter().flat_map(|live| live.handlers());
        event.visit.is_some() || handlers.any(|it| it.is_async && it.name == event.name())
    }

    async fn run_event(&mut self, event: Event, out: &mut Outbox) {
        let reference = event.reference;
        self.page.ran = self.page.ran.max(reference);
        if self.view.is_none() {
            if self.state == State::Stopped {
                self.page
                    .refuse(reference, &EventError::failed(recover::STOPPED), out);
            }
            return;
        }
        self.page.aim(event.within(self.view_type.within));
        let call = Call {
            component: event.component,
            handler: event.name(),
            params: event.params(),
            // The event itself is answered when its handler has come to its end.
            ran: match event.held {
                true => self.page.ran,
                false => reference.saturating_sub(1),
            },
        };
        self.running = Some(Running::Event(reference));
        self.cx.event = reference;
        let mut outcome = match event.visit {
            // Boxed, because most events need no room for it.
            Some(visit) => Box::pin(self.visit(event.name(), visit)).await,
            None => self.call(&call, out).await,
        };
        if self.cx.has_sent()
            && let Ok(own) = outcome
        {
            let parents = Box::pin(self.run_sent(call.ran, out)).await;
            outcome = parents.map(|parents| own.and(parents));
        }
        if self.cx.going.is_some() && matches!(outcome, Ok(Ok(()))) {
            outcome = Box::pin(self.follow()).await;
        }
        // An event that was refused goes nowhere.
        self.cx.going = None;
        self.running = None;
        self.cx.event = 0;
        match outcome {
            Ok(Ok(())) => self.ran(&event, out),
            Ok(Err(refusal)) => {
                if refusal.is_internal() || refusal.code() == "bad_url" {
                    tracing::error!(view = self.view_type.name, event = event.name(), error = ?refusal);
                }
                // It has its answer, whatever it started.
                self.cx.forget_event(Some(reference));
                self.cx.take_back_submit(reference);
                self.flush_refused(&event, out);
                self.page.refuse(reference, &refusal, out);
            }
            Err(panic) => {
                self.cx.forget_event(Some(reference));
                self.cx.take_back_submit(reference);
                self.failed(&panic, Some(reference), out);
            }
        }
        // It panicked, or the render ahead of its refusal did.
        if self.view.is_none() {
            self.recover(out).await;
        }
        event.recycle();
    }

    /// An event has run. It is answered with what it changed, or else apart: if it was held, or if work that it started
    /// still runs.
    fn ran(&mut self, event: &Event, out: &mut Outbox) {
        let reference = event.reference;
        match (self.cx.waits_for_work(reference), event.held) {
            (true, true) | (false, false) => {}
            (true, false) => {
                out.write(|frame| wire::held(frame, reference));
                self.page.answered_next(reference);
            }
            (false, true) => self.page.settled.push(reference),
        }
        self.page.settled.append(&mut self.cx.settled);
    }

    /// Calls a handler, after which whose it is may have changed, unless it takes `&self`.
    async fn call(
        &mut self,
        call: &Call<'_>,
        out: &mut Outbox,
    ) -> Result<Result<(), EventError>, Panic> {
        let (view, components) = (&mut self.view, &mut self.page.components);
        let live = view.as_deref_mut();
        let Some(live) = live.and_then(|view| target(view, components, call.component)) else {
            return Ok(Err(EventError::unknown_component()));
        };
        let mut handlers = live.handlers().iter();
        let handler = handlers.find(|it| it.name == call.handler);
        if let Some(handler) = handler {
            let name = (live.type_name(), handler.name);
            let admitted = admitted(handler, name, &mut self.limits, &self.cx, self.now)?;
            if let Err(refusal) = admitted {
                return Ok(Err(refusal));
            }
        }
        self.cx.component = call.component;
        let outcome = if handler.is_some_and(|it| it.is_async) {
            // Boxed, as the handler's own future is: what runs at once needs no room for the wait.
            Box::pin(self.call_on_stage(call, out)).await
        } else {
            let args = Args::text(call.params);
            live::finish(live::call(live, call.handler, args, &mut self.cx)).await
        };
        self.cx.component = VIEW;
        // The handler may have come far before it refused.
        if !handler.is_some_and(|it| it.read_only) && outcome.is_ok() {
            self.page.dirty(call.component);
        }
        outcome
    }

    /// Runs what components sent to their parents, and what these sent to theirs. The first refusal counts.
    async fn run_sent(
        &mut self,
        ran: u64,
        out: &mut Outbox,
    ) -> Result<Result<(), EventError>, Panic> {
        let mut outcome = Ok(());
        while let Some(sent) = self.cx.take_sent() {
            // Nobody hears one that has left the page.
            let Some(component) = self.page.components.parent(sent.from) else {
                continue;
            };
            let call = Call {
                component,
                handler: sent.handler,
                params: Some(&sent.params),
                ran,
            };
            outcome = outcome.and(self.call(&call, out).await?);
        }
        Ok(outcome)
    }

    /// Runs what components sent to their parents when no event asked for it.
    async fn run_sent_for_nobody(&mut self, out: &mut Outbox) {
        if !self.cx.has_sent() {
            return;
        }
        self.running = Some(Running::Message);
        self.page.aim(None);
        let outcome = Box::pin(self.run_sent(self.page.ran, out)).await;
        self.ended_for_nobody("a message to a parent", outcome, out)
            .await;
    }

    /// Something that no event asked for has come to its end: a refusal has nobody to go to but the log and the page.
    pub(super) async fn ended_for_nobody(
        &mut self,
        what: &str,
        outcome: Result<Result<(), EventError>, Panic>,
        out: &mut Outbox,
    ) {
        self.running = None;
        match outcome {
            Ok(Ok(())) => {}
            Ok(Err(refusal)) => {
                tracing::error!(view = self.view_type.name, error = ?refusal, "{what} was refused");
                self.page.refuse(NO_EVENT, &refusal, out);
            }
            Err(panic) => {
                self.failed(&panic, Some(NO_EVENT), out);
                self.recover(out).await;
            }
        }
    }

    /// Work of an event has come back, and what came of it was run.
    fn worked(&mut self, event: u64) {
        if event != 0 && !self.cx.waits_for_work(event) {
            self.page.settled.push(event);
        }
        self.page.settled.append(&mut self.cx.settled);
    }

    async fn run_message(&mut self, message: Message, out: &mut Outbox) {
        self.page.aim(None);
        let Some(view) = &mut self.view else {
            return mailbox::discard([message]);
        };
        let panic: Option<Panic> = match message {
            Message::Continue {
                continuation,
                component,
                work,
                ..
            } => {
                let event = match work {
                    0 => Some(0),
                    work => self.cx.take_work(work),
                };
                let Some(event) = event else {
                    // It was ended before it came back.
                    return live::discard(continuation);
                };
                let Some(live) = target(&mut **view, &mut self.page.components, component) else {
                    // The component has gone, and nobody waits for the message.
                    self.worked(event);
                    return live::discard(continuation);
                };
                self.running = Some(Running::Message);
                (self.cx.component, self.cx.event) = (component, event);
                let result = live::receive(live, continuation, &mut self.cx);
                (self.cx.component, self.cx.event) = (VIEW, 0);
                self.running = None;
                self.worked(event);
                self.page.dirty(component);
                result.err()
            }
            Message::Panicked => Some(Box::new("work in the background panicked")),
        };
        if let Some(panic) = panic {
            self.failed(&panic, Some(NO_EVENT), out);
            return self.recover(out).await;
        }
        self.run_sent_for_nobody(out).await;
        if self.cx.going.is_some() {
            Box::pin(self.follow_for_nobody(out)).await;
        }
    }
}

/// Whether a handler may be called: by this user, and once more.
fn admitted(
    handler: &HandlerMeta,
    name: limits::Name,
    limits: &mut Limits,
    cx: &Context,
    now: Instant,
) -> Result<Result<(), EventError>, Panic> {
    if let Some(permission) = handler.permission
        && !catch_unwind(AssertUnwindSafe(|| cx.may(permission)))?
    {
        return Ok(Err(EventError::forbidden()));
    }
    let Some(limit) = handler.rate_limit else {
        return Ok(Ok(()));
    };
    let browser = cx.connect().browser();
    let browser = browser.map(|browser| (cx.app().browsers(), browser));
    let taken = limits.take(name, limit, browser, now);
    Ok(taken.map_err(EventError::limited))
}

/// Who is meant by an id: the view, or a component that is there.
fn target<'a>(
    view: &'a mut dyn Live,
    components: &'a mut Components,
    id: u32,
) -> Option<&'a mut dyn Live> {
    if id == VIEW {
        Some(view)
    } else {
        components.get(id)
    }
}
