//! The runtime of djust: what a live page is between its first render and its last patch.
//!
//! A view is rendered to a [`tape`]: the text of its slots, apart from the [`skeleton`] that never changes.
//! [`html`] makes a page of the two, [`diff`] says what changed between two tapes, [`wire`] frames it. Sessions,
//! dispatch and coercion stand on these. Nothing here knows HTTP, sockets or an executor.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod app;
pub mod check;
pub mod client_file;
pub mod component;
pub mod context;
pub mod diff;
pub mod dom;
mod escape;
pub mod event;
pub mod halt;
pub mod handler;
pub mod html;
pub mod mailbox;
pub mod param;
pub mod session;
pub mod skeleton;
pub mod tape;
pub mod test_kit;
pub mod view;
pub mod wire;

/// What generated code names. Not for people: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::check;
    pub use crate::component::{Call, LiveComponent, Props};
    pub use crate::context::Context;
    pub use crate::event::{Args, EventError, Outcome};
    pub use crate::halt::{Halt, Mounted};
    pub use crate::handler::{Debounce, HandlerMeta, Kind, ParamMeta, Throttle};
    pub use crate::param::FromParam;
    pub use crate::skeleton;
    pub use crate::tape::{Mark, Recorder, RenderError};
    pub use crate::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};
    pub use askama;
}
