//! What a module with views needs: `use djust_actix::prelude::*;`.

pub use djust_macros::*;
pub use djust_runtime::action::Action;
pub use djust_runtime::context::{Connect, Context, Level};
pub use djust_runtime::event::EventError;
pub use djust_runtime::form::{FieldValue, Form, FormValues};
pub use djust_runtime::halt::Halt;
pub use djust_runtime::js::{At, Commands as _, Js};
pub use djust_runtime::navigation::Patch;
pub use djust_runtime::param_enum;
pub use djust_runtime::view::Handlers;

pub use crate::djust::{Djust, DjustBuilder};
pub use crate::limits::Limits;
pub use crate::service::{live_session, live_view};
