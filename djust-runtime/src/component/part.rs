//! A component whose type is erased.

use std::any::Any;

use super::LiveComponent;
use crate::context::Context;
use crate::engine::skeleton::Skeleton;
use crate::engine::tape::{Recorder, RenderError};
use crate::handler::HandlerMeta;
use crate::param::Args;
use crate::view::{Dispatch, Live, ViewTemplate};

/// A component of any type.
pub(crate) trait Part: Live {
    /// The first props are there.
    fn mount(&mut self, cx: &mut Context);
    /// Other props are there.
    fn update(&mut self, cx: &mut Context);
    /// The tables of its template.
    fn skeleton(&self) -> &'static Skeleton;
    /// The size of its struct.
    fn size(&self) -> usize;
}

/// A component, told apart from views.
pub(super) struct Of<C>(pub(super) C);

impl<C: LiveComponent> Live for Of<C> {
    fn dispatch<'a>(&'a mut self, name: &str, args: Args<'a>, cx: &'a mut Context) -> Dispatch<'a> {
        self.0.dispatch(name, args, cx)
    }

    fn render(&self, recorder: &mut Recorder) -> Result<(), RenderError> {
        ViewTemplate::render(&self.0, recorder)
    }

    fn clear_temporary(&mut self) {
        self.0.clear_temporary();
    }

    fn handlers(&self) -> &'static [HandlerMeta] {
        C::HANDLERS
    }

    fn any(&mut self) -> &mut dyn Any {
        &mut self.0
    }

    fn type_name(&self) -> &'static str {
        std::any::type_name::<C>()
    }
}

impl<C: LiveComponent> Part for Of<C> {
    fn mount(&mut self, cx: &mut Context) {
        self.0.mount(cx);
    }

    fn update(&mut self, cx: &mut Context) {
        self.0.update(cx);
    }

    fn skeleton(&self) -> &'static Skeleton {
        C::SKELETON
    }

    fn size(&self) -> usize {
        size_of::<C>()
    }
}
