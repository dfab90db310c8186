//! What a view is to the runtime. The macros implement these traits; nobody writes them by hand.

use std::future::Future;
use std::pin::Pin;

use crate::context::Context;
use crate::engine::skeleton::{Skeleton, Within};
use crate::engine::tape::{Recorder, RenderError};
use crate::event::EventError;
use crate::halt::Halt;
use crate::handler::HandlerMeta;
use crate::param::Args;

mod live;

pub(crate) use live::Live;

/// The template of a view: written by `#[live_view(template = "…")]` on the struct.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no template",
    note = "put `#[live_view(template = \"name.html\")]` on the struct"
)]
pub trait ViewTemplate {
    /// The tables of the template.
    const SKELETON: &'static Skeleton;

    /// `path = "…"`: the path at which the view says that it is served.
    const PATH: Option<&'static str> = None;

    /// The elements that answers are narrowed to by `dj-target`.
    const WITHIN: &'static [Within] = &[];

    /// Renders what changes into the recorder.
    ///
    /// # Errors
    ///
    /// An expression of the template failed; the recorder's content is then to be thrown away.
    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError>;

    /// Empties the fields that hold something for one render: those with `#[temporary]`.
    fn clear_temporary(&mut self) {}

    /// Sets the field that a `dj-model` of the template binds. A field that none binds is refused.
    ///
    /// # Errors
    ///
    /// There is no such field, or the value does not fit.
    fn update_model(&mut self, args: &mut Args<'_>) -> Result<(), EventError> {
        let _ = args;
        Err(EventError::unknown(crate::model::EVENT))
    }
}

/// The behaviour of a view: written by `#[live_view]` on the impl.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no live impl",
    note = "put `#[live_view]` on an `impl {Self} {{ … }}` block with its `mount` and its handlers"
)]
pub trait LiveView: ViewTemplate + Handlers + Send + Sized + 'static {
    /// The struct's name.
    const NAME: &'static str;

    /// Whether it has a `handle_params` of its own: without one its URL does not change.
    const HANDLES_PARAMS: bool = false;

    /// Makes the view. `args` are the URL's captures and query parameters.
    fn mount<'a>(args: Args<'a>, cx: &'a mut Context) -> MountFuture<'a, Self>;

    /// Called after mount, and when the URL's parameters change.
    fn handle_params<'a>(&'a mut self, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a> {
        let _ = (args, cx);
        Dispatch::Done(Ok(()))
    }

    /// Runs the named handler. An unknown name is [`EventError::unknown`].
    fn dispatch<'a>(&'a mut self, name: &str, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a>;
}

/// The table of the handlers of a view or a component, apart from [`LiveView`] so that constants can read it.
///
/// Tools list with it what a page can be asked to do:
///
/// ```ignore
/// for handler in Counter::handlers() {
///     println!("{}: {}", handler.name, handler.description);
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no live impl",
    note = "put `#[live_view]`, or `#[live_component]` for a component, on an `impl {Self} {{ … }}` block with its handlers"
)]
pub trait Handlers {
    /// Every handler, in source order.
    const HANDLERS: &'static [HandlerMeta];

    /// Methods that would be handlers but for a mistake that was reported where they stand.
    #[doc(hidden)]
    const REFUSED: &'static [&'static str] = &[];

    /// Every handler: its name, its parameters and their types, what it says of itself.
    #[must_use]
    fn handlers() -> &'static [HandlerMeta] {
        Self::HANDLERS
    }
}

/// What [`LiveView::mount`] returns.
pub type MountFuture<'a, V> = Pin<Box<dyn Future<Output = Result<V, Halt>> + 'a>>;

/// A handler's run: a synchronous one is done at once and allocates nothing.
pub enum Dispatch<'a> {
    /// It ran, or was refused.
    Done(Result<(), EventError>),
    /// It is running. The future need not be `Send`: it never leaves its worker.
    Running(Pin<Box<dyn Future<Output = Result<(), EventError>> + 'a>>),
}

impl std::fmt::Debug for Dispatch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Dispatch::Done(outcome) => f.debug_tuple("Done").field(outcome).finish(),
            Dispatch::Running(_) => f.write_str("Running(..)"),
        }
    }
}
