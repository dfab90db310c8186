//! What the test kit asks of a session.

use std::any::Any;

use super::{Session, VIEW};
use crate::handler::HandlerMeta;
use crate::view::Live;

impl Session {
    /// The view or a component.
    pub(crate) fn state_of(&mut self, id: u32) -> Option<&mut dyn Any> {
        Some(self.live(id)?.any())
    }

    /// The handlers of the view or a component.
    pub(crate) fn handlers_of(&mut self, id: u32) -> &'static [HandlerMeta] {
        self.live(id).map_or(&[], |live| live.handlers())
    }

    /// How many panics were caught.
    pub(crate) fn failure_count(&self) -> usize {
        self.failures.len()
    }

    fn live(&mut self, id: u32) -> Option<&mut dyn Live> {
        // A view that runs a handler is away, its components are not.
        match id {
            VIEW => Some(self.view.as_deref_mut()?),
            id => self.page.components.get(id),
        }
    }
}
