//! Live pages on actix-web: a view is a Rust struct and an Askama template, rendered on the server, taken over in place
//! by a small client and kept true over one socket.
//!
//! An application makes one [`Djust`], gives a clone of it to every worker's `App`, and serves [`assets`] and its
//! views: each with [`live_view()`], or several together with [`live_session`]. [`prelude`] has what views need.
//!
//! ```no_run
//! use actix_web::{App, HttpServer};
//! use djust_actix::prelude::*;
//!
//! #[live_view(source = r#"<h1>{{ count }}</h1><button dj-click="add" data-amount="5">+5</button>"#)]
//! struct Counter {
//!     count: i64,
//! }
//!
//! #[live_view]
//! impl Counter {
//!     /// `?start=5` begins at five.
//!     fn mount(start: Option<i64>) -> Self {
//!         Self { count: start.unwrap_or(0) }
//!     }
//!
//!     #[event_handler]
//!     fn add(&mut self, #[default(1)] amount: i64) {
//!         self.count += amount;
//!     }
//! }
//!
//! # async fn serve(secret: Vec<u8>) -> std::io::Result<()> {
//! let djust = Djust::builder().key(secret).build();
//! let shared = djust.clone();
//! let server = HttpServer::new(move || {
//!     App::new()
//!         .app_data(shared.clone())
//!         .service(djust_actix::assets())
//!         .service(live_view::<Counter>("/"))
//! });
//! djust.serve(server.bind(("127.0.0.1", 8080))?.run()).await
//! # }
//! # fn main() {}
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod assets;
mod browser;
mod connect;
mod csrf;
mod djust;
mod document;
#[cfg(feature = "session")]
pub mod flash;
mod group;
mod headers;
mod hold;
mod limits;
mod origin;
mod owner;
mod page;
pub mod prelude;
mod route;
mod service;
mod setup;
mod token;
mod transport;
mod visit;

pub use djust_macros::*;
/// The Askama that templates are compiled with, in the one version that fits.
///
/// Bring it into scope where you write filters of your own; `askama` needs no line in `Cargo.toml`.
///
/// ```
/// use djust_actix::prelude::*;
///
/// mod filters {
///     use std::fmt::Display;
///
///     use djust_actix::askama;
///
///     #[askama::filter_fn]
///     pub fn shout(text: impl Display, _: &dyn askama::Values) -> askama::Result<String> {
///         Ok(text.to_string().to_uppercase())
///     }
/// }
///
/// #[live_view(source = "<p>{{ name|shout }}</p>")]
/// struct Greeting {
///     name: String,
/// }
///
/// #[live_view]
/// impl Greeting {
///     fn mount(name: String) -> Self {
///         Self { name }
///     }
/// }
/// # fn main() {}
/// ```
///
/// A plain Askama template says where its crate is:
///
/// ```
/// use djust_actix::askama::{self, Template};
///
/// #[derive(Template)]
/// #[template(source = "Dear {{ name }},", ext = "txt", askama = askama)]
/// struct Letter<'a> {
///     name: &'a str,
/// }
///
/// assert_eq!(Letter { name: "Ada" }.render()?, "Dear Ada,");
/// # Ok::<(), askama::Error>(())
/// ```
#[doc(no_inline)]
pub use djust_runtime::__private::askama;
#[cfg(feature = "test")]
#[doc(inline)]
pub use djust_runtime::test;
#[doc(inline)]
pub use djust_runtime::{
    action, app, component, context, event, form, halt, handler, js, message, navigation, param,
    param_enum, view,
};

pub use crate::assets::assets;
pub use crate::djust::{ConfigError, Djust, DjustBuilder};
pub use crate::hold::SessionCounts;
pub use crate::limits::Limits;
pub use crate::page::show;
pub use crate::service::{LiveRoute, LiveSession, live_session, live_view};

/// What generated code names. Not for people: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use djust_runtime::__private::*;
}
