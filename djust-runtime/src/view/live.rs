//! A view or a component of any type, as a session holds it.

use std::any::Any;

use super::{Dispatch, LiveView, ViewTemplate};
use crate::context::Context;
use crate::engine::tape::{Recorder, RenderError};
use crate::handler::HandlerMeta;
use crate::param::Args;

/// A view or a component of any type.
pub(crate) trait Live: Send {
    fn dispatch<'a>(&'a mut self, name: &str, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a>;
    /// Components have none.
    fn handle_params<'a>(&'a mut self, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a> {
        let _ = (args, cx);
        Dispatch::Done(Ok(()))
    }
    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError>;
    /// Empties what was for this render alone.
    fn clear_temporary(&mut self);
    fn handlers(&self) -> &'static [HandlerMeta];
    fn any(&mut self) -> &mut dyn Any;
    /// The type's whole name.
    fn type_name(&self) -> &'static str;
}

impl<V: LiveView> Live for V {
    fn dispatch<'a>(&'a mut self, name: &str, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a> {
        LiveView::dispatch(self, name, args, cx)
    }

    fn handle_params<'a>(&'a mut self, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a> {
        LiveView::handle_params(self, args, cx)
    }

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        ViewTemplate::render(self, recorder)
    }

    fn clear_temporary(&mut self) {
        ViewTemplate::clear_temporary(self);
    }

    fn handlers(&self) -> &'static [HandlerMeta] {
        V::HANDLERS
    }

    fn any(&mut self) -> &mut dyn Any {
        self
    }

    fn type_name(&self) -> &'static str {
        std::any::type_name::<V>()
    }
}
