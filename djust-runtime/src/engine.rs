//! The engine: what turns a view's render into a page and its changes into patches. It knows no session and no client
//! but the reference one.
//!
//! For the runtime, its server and generated code. Not for people: it changes without notice.

pub mod client_file;
pub mod diff;
pub mod dom;
pub(crate) mod elements;
pub(crate) mod escape;
pub mod html;
pub mod skeleton;
pub mod tape;
