//! What a module with views needs: `use djust_actix::prelude::*;`.

pub use djust_macros::*;
pub use djust_runtime::context::{Connect, Context};
pub use djust_runtime::event::EventError;
pub use djust_runtime::halt::Halt;
pub use djust_runtime::param_enum;

pub use crate::{Djust, DjustBuilder, Limits, live_session, live_view};
