//! The tables that describe handlers: read by dispatch, by the const checks and by tools.
//!
//! [`Handlers::handlers`](crate::view::Handlers::handlers) gives a view's table. It can be serialised as it is:
//!
//! ```
//! use djust_runtime::handler::{HandlerMeta, Kind, ParamMeta};
//!
//! let save = HandlerMeta {
//!     description: "Saves the note.",
//!     params: &[ParamMeta { name: "text", kind: Kind::Str, required: true, ty: "String" }],
//!     ..HandlerMeta::named("save")
//! };
//! let json = serde_json::to_value(save).unwrap();
//! assert_eq!(json["params"][0]["kind"], "str");
//! ```

use serde::Serialize;

/// One handler.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct HandlerMeta {
    /// The method's name.
    pub name: &'static str,
    /// Its parameters, `Context` left out, in order.
    pub params: &'static [ParamMeta],
    /// Whether a `#[rest]` parameter takes every field that no other parameter names.
    pub rest: bool,
    /// What it does: its attribute's `description`, else the first line of its doc comment.
    pub description: &'static str,
    /// Whether it takes `&self`: then nothing is rendered after it.
    pub read_only: bool,
    /// Whether it is `async`.
    pub is_async: bool,
    /// Whether it is an action: a field of its name shows its state.
    pub is_action: bool,
    /// `debounce = …`: a call runs once none of its kind has come for a while.
    pub debounce: Option<Debounce>,
    /// `throttle = …`: calls run at most once in an interval.
    pub throttle: Option<Throttle>,
    /// `rate_limit = …`: more calls are refused.
    pub rate_limit: Option<RateLimit>,
    /// `permission = …`: what the user must be allowed.
    pub permission: Option<&'static str>,
    /// The name of the field that is true while the handler runs.
    pub loading: Option<&'static str>,
}

impl HandlerMeta {
    /// A handler of this name that takes `&mut self` and no parameters, and of which nothing else is said.
    #[must_use]
    pub const fn named(name: &'static str) -> Self {
        Self {
            name,
            params: &[],
            rest: false,
            description: "",
            read_only: false,
            is_async: false,
            is_action: false,
            debounce: None,
            throttle: None,
            rate_limit: None,
            permission: None,
            loading: None,
        }
    }
}

/// How long a handler's call waits for a newer one, which takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Debounce {
    /// How long after the last call it runs.
    pub wait_ms: u32,
    /// How long after the first call it runs at the latest.
    pub max_wait_ms: Option<u32>,
}

/// How often a handler's calls run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Throttle {
    /// The time in which at most one runs.
    pub interval_ms: u32,
    /// Whether the first call of an interval runs at once.
    pub leading: bool,
    /// Whether the last call of an interval runs at its end.
    pub trailing: bool,
}

/// How many calls of a handler may come in a time, of one session and of one browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RateLimit {
    /// How many.
    pub calls: u32,
    /// In which time.
    pub per_ms: u32,
}

/// One parameter of a handler.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ParamMeta {
    /// Its name, as markup gives it.
    pub name: &'static str,
    /// What its type takes.
    pub kind: Kind,
    /// Whether a call without it is refused (no default, not an `Option`).
    pub required: bool,
    /// Its type as written, for messages.
    pub ty: &'static str,
}

/// What a parameter's type takes: enough for a check of a literal at compile time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Signed or unsigned integers.
    Int,
    /// Floats.
    Float,
    /// `bool`.
    Bool,
    /// `String` and its like.
    Str,
    /// One character.
    Char,
    /// `Vec`.
    List,
    /// One of a C-like enum's names, and whatever else implements `FromParam` by hand.
    Other,
}

/// One prop of a component.
#[derive(Debug, Clone, Copy)]
pub struct PropMeta {
    /// The field's name, as a tag gives it.
    pub name: &'static str,
    /// Whether a tag has to give it.
    pub required: bool,
    /// Its type as written, for messages.
    pub ty: &'static str,
}

/// One kind of message that a component sends to its parent.
#[derive(Debug, Clone, Copy)]
pub struct MessageMeta {
    /// The struct's name.
    pub name: &'static str,
    /// The handler of the parent's that it calls.
    pub handler: &'static str,
    /// Its fields: what the handler's parameters are given.
    pub fields: &'static [ParamMeta],
}
