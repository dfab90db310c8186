//! A view behind a session: its type erased, its panics caught.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::VIEW;
use crate::caught::{self, Caught, Panic};
use crate::component::{Components, Hook};
use crate::context::mailbox::Continuation;
use crate::context::{Context, Going};
use crate::engine::skeleton::{Skeleton, Within};
use crate::engine::tape::{Recorder, RenderError, Tape, Tapes};
use crate::event::EventError;
use crate::halt::Halt;
use crate::handler::HandlerMeta;
use crate::param::{Args, UrlParams};
use crate::view::{Dispatch, Live, LiveView, MountFuture};

/// What a session must know of its view's type, to mount it anew.
pub(super) struct ViewType {
    pub(super) name: &'static str,
    pub(super) size: usize,
    pub(super) skeleton: &'static Skeleton,
    pub(super) handlers: &'static [HandlerMeta],
    pub(super) handles_params: bool,
    /// The elements that answers are narrowed to.
    pub(super) within: &'static [Within],
    mount: for<'a> fn(Args<'a>, &'a mut Context) -> MountFuture<'a, Box<dyn Live>>,
}

/// Holds the [`ViewType`] of a view.
pub(super) struct Of<V>(std::marker::PhantomData<V>);

impl<V: LiveView> Of<V> {
    pub(super) const TYPE: &'static ViewType = &ViewType {
        name: V::NAME,
        size: size_of::<V>(),
        skeleton: V::SKELETON,
        handlers: V::HANDLERS,
        handles_params: V::HANDLES_PARAMS,
        within: V::WITHIN,
        mount: mount::<V>,
    };
}

fn mount<'a, V: LiveView>(args: Args<'a>, cx: &'a mut Context) -> MountFuture<'a, Box<dyn Live>> {
    Box::pin(async move {
        let mut view = V::mount(args.clone(), &mut *cx).await?;
        let outcome = match view.handle_params(args, &mut *cx) {
            Dispatch::Done(outcome) => outcome,
            Dispatch::Running(running) => running.await,
        };
        outcome.map_err(Halt::from)?;
        Ok(Box::new(view) as Box<dyn Live>)
    })
}

/// Why there is no view.
pub(super) enum Failure {
    Halt(Halt),
    Panic(Panic),
}

impl ViewType {
    /// Runs the hooks and mounts a view, unless there is one.
    pub(super) async fn mount(
        &self,
        given: Option<Box<dyn Live>>,
        params: &UrlParams,
        cx: &mut Context,
    ) -> Result<Box<dyn Live>, Failure> {
        let mounting = Box::pin(async {
            for hook in cx.app().hooks().iter() {
                hook(&mut *cx).await?;
            }
            // The call itself may panic too, before there is a future.
            let view = match given {
                Some(view) => view,
                None => (self.mount)(Args::url(params), &mut *cx).await?,
            };
            match elsewhere(cx) {
                Some(halt) => Err(halt),
                None => Ok(view),
            }
        });
        match Caught::new(mounting).await {
            Ok(mounted) => mounted.map_err(Failure::Halt),
            Err(panic) => Err(Failure::Panic(panic)),
        }
    }
}

/// Where a mount went instead of staying at its URL.
pub(super) fn elsewhere(cx: &mut Context) -> Option<Halt> {
    let going = cx.going.take();
    if let Some(url) = cx.redirect.take() {
        return Some(Halt::Redirect(*url));
    }
    let (Going::Patch(to) | Going::Away(to)) = *going?;
    match to.resolve(cx.url()) {
        Ok((url, fragment)) if url != cx.url() => Some(Halt::Redirect(url + &fragment)),
        Ok(_) => None,
        Err(why) => Some(Halt::Error(why)),
    }
}

/// Tells a view of the parameters of its URL.
pub(super) async fn handle_params<'a>(
    view: &'a mut dyn Live,
    params: &'a UrlParams,
    cx: &'a mut Context,
) -> Result<Result<(), EventError>, Panic> {
    let args = Args::url(params);
    let told = catch_unwind(AssertUnwindSafe(|| view.handle_params(args, cx)))?;
    match told {
        Dispatch::Done(outcome) => Ok(outcome),
        Dispatch::Running(running) => Caught::new(running).await,
    }
}

/// How long a handler may hold its worker before debug builds warn.
const HELD: Duration = Duration::from_millis(50);

/// Calls a handler; [`finish`] then waits for it. Apart, so that a run keeps no room for the parameters while it waits.
pub(super) fn call<'a>(
    view: &'a mut dyn Live,
    name: &str,
    args: Args<'a>,
    cx: &'a mut Context,
) -> Result<Dispatch<'a>, Panic> {
    let from = cfg!(debug_assertions).then(Instant::now);
    let dispatched = catch_unwind(AssertUnwindSafe(|| view.dispatch(name, args, cx)))?;
    if let Some(held) = from.map(|from| from.elapsed())
        && held > HELD
    {
        tracing::warn!(
            event = name,
            ?held,
            "a handler held its worker; use `cx.blocking` for what blocks"
        );
    }
    Ok(dispatched)
}

/// Waits for a handler that was called.
pub(super) async fn finish(
    dispatched: Result<Dispatch<'_>, Panic>,
) -> Result<Result<(), EventError>, Panic> {
    match dispatched? {
        Dispatch::Done(outcome) => Ok(outcome),
        Dispatch::Running(running) => Caught::new(running).await,
    }
}

/// Gives a message to a view.
pub(super) fn receive(
    view: &mut dyn Live,
    continuation: Continuation,
    cx: &mut Context,
) -> Result<(), Panic> {
    catch_unwind(AssertUnwindSafe(|| continuation(view.any(), cx)))
}

/// Why there is no tape.
pub(super) enum RenderFailure {
    Error(RenderError),
    Panic(Panic),
}

thread_local! {
    /// Scratch of the worker. Taken while a render runs, so that one inside another finds its own.
    static RECORDER: Cell<Recorder> = Cell::new(Recorder::new());
}

/// Writes a view or a component into the recorder.
type Write<'a> = &'a dyn Fn(&mut Recorder) -> Result<(), RenderError>;

/// Renders a view for the first time. What the render reaches becomes part of the round.
pub(super) fn render(
    view: &dyn Live,
    skeleton: &'static Skeleton,
    components: &mut Components,
) -> Result<Tape, RenderFailure> {
    let write: Write<'_> = &|recorder| view.render(recorder);
    record(write, VIEW, components, |recorder, _| {
        recorder.finish(skeleton)
    })
}

/// Renders a view again, and gives its tape if it changed.
pub(super) fn render_again(
    view: Write<'_>,
    old: &Tape,
    components: &mut Components,
) -> Result<Option<Tape>, RenderFailure> {
    record(view, VIEW, components, |recorder, _| {
        recorder.finish_changed(old.skeleton(), old)
    })
}

/// Renders a component, and gives its tape if it changed.
pub(super) fn render_part(
    part: Write<'_>,
    skeleton: &'static Skeleton,
    id: u32,
    components: &mut Components,
) -> Result<Option<Tape>, RenderFailure> {
    record(
        part,
        id,
        components,
        |recorder, components| match components.tape(id) {
            Some(old) => recorder.finish_changed(skeleton, old),
            None => recorder.finish(skeleton).map(Some),
        },
    )
}

fn record<T>(
    write: Write<'_>,
    id: u32,
    components: &mut Components,
    finish: impl FnOnce(&mut Recorder, &Components) -> Result<T, RenderError>,
) -> Result<T, RenderFailure> {
    let mut recorder = RECORDER.take();
    components.begin(id);
    // A panic takes along what was lent: the view is mounted anew then.
    recorder.lend(components.lend());
    match catch_unwind(AssertUnwindSafe(|| write(&mut recorder))) {
        Ok(rendered) => {
            components.take_back(recorder.take_back());
            let tape = rendered.and_then(|()| {
                components.take_contents(&mut recorder)?;
                finish(&mut recorder, components)
            });
            RECORDER.set(recorder);
            components.end();
            tape.map_err(RenderFailure::Error)
        }
        Err(panic) => Err(RenderFailure::Panic(panic)),
    }
}

/// Renders the components that are due, parents first, and tells them before why.
pub(super) fn render_due(
    components: &mut Components,
    cx: &mut Context,
) -> Result<(), RenderFailure> {
    let mut last = 0;
    while let Some((id, mut part, hook)) = components.take_due(last) {
        last = id;
        cx.component = id;
        let told = catch_unwind(AssertUnwindSafe(|| match hook {
            Hook::Nothing => {}
            Hook::Mount => part.mount(cx),
            Hook::Update => part.update(cx),
        }));
        cx.component = 0;
        let rendered = match told {
            Ok(()) => {
                let skeleton = part.skeleton();
                let rendered =
                    render_part(&|recorder| part.render(recorder), skeleton, id, components);
                rendered.and_then(|tape| {
                    clear_temporary(&mut *part)?;
                    Ok(tape)
                })
            }
            Err(panic) => Err(RenderFailure::Panic(panic)),
        };
        match rendered {
            Ok(tape) => components.put(id, part, tape),
            Err(failure @ RenderFailure::Error(_)) => {
                components.put(id, part, None);
                return Err(failure);
            }
            Err(failure) => {
                discard(part);
                return Err(failure);
            }
        }
    }
    Ok(())
}

/// Empties what was for one render; what is dropped may panic.
pub(super) fn clear_temporary<L: Live + ?Sized>(live: &mut L) -> Result<(), RenderFailure> {
    catch_unwind(AssertUnwindSafe(|| live.clear_temporary())).map_err(RenderFailure::Panic)
}

/// Drops a view or components, whose own `drop` may panic.
pub(super) fn discard<T>(live: T) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(move || drop(live))) {
        tracing::error!(
            panic = caught::text(&panic),
            "a view panicked when it was dropped"
        );
    }
}
