//! The tables that describe handlers: read by dispatch, by the const checks and by introspection.

/// One handler.
#[derive(Debug, Clone, Copy)]
pub struct HandlerMeta {
    /// The method's name.
    pub name: &'static str,
    /// Its parameters, `Context` left out, in order.
    pub params: &'static [ParamMeta],
    /// Whether a `#[rest]` parameter takes every field that no other parameter names.
    pub rest: bool,
    /// The first line of its doc comment.
    pub description: &'static str,
}

/// One parameter of a handler.
#[derive(Debug, Clone, Copy)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
