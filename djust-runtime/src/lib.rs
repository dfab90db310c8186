//! The runtime of djust: what a live page is between its first render and its last patch.
//!
//! A view is rendered to a tape: the text of its slots, apart from the skeleton that never changes. The engine makes a
//! page of the two and says what changed between two tapes; [`wire`] frames it. Sessions, dispatch and coercion stand
//! on these. Nothing here knows HTTP, sockets or an executor.
//!
//! The feature `test` adds the module `test`, which drives a session without a server.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod action;
mod caught;
#[doc(hidden)]
pub mod check;
pub mod component;
pub mod context;
#[doc(hidden)]
pub mod engine;
pub mod event;
pub mod form;
pub mod halt;
pub mod handler;
mod inline;
pub mod js;
pub mod message;
#[doc(hidden)]
pub mod model;
pub mod navigation;
pub mod param;
pub mod session;
#[cfg(feature = "test")]
pub mod test;
mod url;
pub mod view;
pub mod wire;

pub use crate::context::{app, mailbox};

/// What generated code names. Not for people: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::action::{Action, ActionField, IsAction};
    pub use crate::check;
    pub use crate::component::{
        Call, Component, ComponentProps, Given, Handing, Inline, LiveComponent, Outlet, PropAt,
        Props,
    };
    pub use crate::context::Context;
    pub use crate::engine::skeleton;
    pub use crate::engine::tape::{Mark, Recorder, RenderError};
    pub use crate::event::{EventError, Outcome};
    pub use crate::form;
    pub use crate::halt::{Halt, Mounted};
    pub use crate::handler::{
        Debounce, HandlerMeta, Kind, MessageMeta, ParamMeta, PropMeta, RateLimit, Throttle,
    };
    pub use crate::inline::{Number, argument};
    pub use crate::js::IsJs;
    pub use crate::message::{Emits, Fields, Message};
    pub use crate::model;
    pub use crate::navigation::segment;
    pub use crate::param::{Args, FromParam};
    pub use crate::view::{Dispatch, Handlers, LiveView, MountFuture, ViewTemplate};
    pub use askama;
}
