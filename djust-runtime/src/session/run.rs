//! What waits is run: each event by its handler, each message by what it brought, of the view or of a component.

use std::time::Instant;

use super::event::Event;
use super::live;
use super::{NO_EVENT, Outbox, Running, Session, State, VIEW, recover};
use crate::caught::Panic;
use crate::component::Components;
use crate::context::mailbox::{self, Message};
use crate::event::EventError;
use crate::param::Args;
use crate::view::Live;

impl Session {
    /// Runs every queued event and every message in order, then renders once.
    ///
    /// If the future is dropped halfway (because a handler takes too long, say), the next run answers the event as
    /// failed and mounts the view anew.
    pub async fn run(&mut self, now: Instant, out: &mut Outbox) {
        self.now = now;
        if self.cx.mailbox().take_lost() && self.state == State::Alive {
            self.overrun(out);
        }
        self.recover(out).await;
        while let Some(event) = self.events.pop_front() {
            self.run_event(event, out).await;
        }
        // Whatever was taken in has run, was refused or is held.
        self.page.ran = self.taken.max(self.page.ran);
        for message in self.cx.mailbox().take() {
            self.run_message(message, out).await;
        }
        self.flush(out);
        // A render that panicked took the view along.
        if self.view.is_none() && self.state == State::Alive {
            self.recover(out).await;
            self.flush(out);
        }
    }

    async fn run_event(&mut self, event: Event, out: &mut Outbox) {
        let reference = event.reference;
        self.page.ran = self.page.ran.max(reference);
        let Some(view) = &mut self.view else {
            if self.state == State::Stopped {
                self.page
                    .refuse(reference, &EventError::failed(recover::STOPPED), out);
            }
            return;
        };
        let Some(live) = target(&mut **view, &mut self.page.components, event.component) else {
            return self
                .page
                .refuse(reference, &EventError::unknown_component(), out);
        };
        let handlers = live.handlers().iter();
        let handler = handlers.copied().find(|it| it.name == event.name());
        let read_only = handler.is_some_and(|it| it.read_only);
        self.running = Some(Running::Event(reference));
        self.cx.component = event.component;
        let outcome = if handler.is_some_and(|it| it.is_async) {
            // Boxed, as the handler's own future is: what runs at once needs no room for the wait.
            Box::pin(self.call_on_stage(&event, out)).await
        } else {
            let (name, args) = (event.name(), Args::text(event.params()));
            live::call(live, name, args, &mut self.cx).await
        };
        self.cx.component = VIEW;
        self.running = None;
        match outcome {
            Ok(Ok(())) => {
                if !read_only {
                    self.page.dirty(event.component);
                }
                if event.held {
                    self.page.settled.push(reference);
                }
            }
            Ok(Err(refusal)) => {
                if refusal.is_internal() {
                    tracing::error!(view = self.view_type.name, event = event.name(), error = ?refusal);
                }
                // The handler may have come far before it refused.
                if !read_only {
                    self.page.dirty(event.component);
                }
                self.page.refuse(reference, &refusal, out);
            }
            Err(panic) => {
                self.failed(&panic, Some(reference), out);
                self.recover(out).await;
            }
        }
        event.recycle();
    }

    async fn run_message(&mut self, message: Message, out: &mut Outbox) {
        let Some(view) = &mut self.view else {
            return mailbox::discard([message]);
        };
        let panic: Option<Panic> = match message {
            Message::Continue {
                continuation,
                component,
                ..
            } => {
                let Some(live) = target(&mut **view, &mut self.page.components, component) else {
                    // The component has gone, and nobody waits for the message.
                    return live::discard(continuation);
                };
                self.running = Some(Running::Message);
                self.cx.component = component;
                let result = live::receive(live, continuation, &mut self.cx);
                self.cx.component = VIEW;
                self.running = None;
                self.page.dirty(component);
                result.err()
            }
            Message::Panicked => Some(Box::new("work in the background panicked")),
        };
        if let Some(panic) = panic {
            self.failed(&panic, Some(NO_EVENT), out);
            self.recover(out).await;
        }
    }
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
