//! One file as parsed: white space control still open, other files still named. [`crate::flatten`] walks it.

use std::rc::Rc;

use crate::ast::{At, Live, Source};
use crate::lexer::{Literal, Ws};

/// A node of one file.
#[derive(Debug)]
pub(crate) enum Raw {
    Text(Literal),
    Comment(Ws),
    Verbatim(Ws, Literal, Ws),
    Expr(Ws, Source),
    If(If),
    Match(Match),
    For(For),
    Statement(Ws, Source),
    LetBlock(Wrapped),
    Filter(Wrapped),
    Macro(Rc<Macro>),
    Call(Call),
    Break(Ws, At),
    Continue(Ws, At),
    Live(Ws, Live),
    Component(Component),
    Fill(Fill),
    Include(Ws, Path),
    Extends(Path),
    Import(Ws, Path, String),
    Block(Rc<Block>),
}

/// The file that a tag names.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub(crate) name: String,
    pub(crate) at: At,
}

/// An arm: the control of the tag that begins it, what it asks for, its body.
#[derive(Debug)]
pub(crate) struct Arm {
    pub(crate) ws: Ws,
    pub(crate) test: Option<Source>,
    pub(crate) body: Vec<Raw>,
}

#[derive(Debug)]
pub(crate) struct If {
    pub(crate) arms: Vec<Arm>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) struct Match {
    pub(crate) begin: Ws,
    pub(crate) subject: Source,
    pub(crate) arms: Vec<Arm>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) struct For {
    pub(crate) begin: Ws,
    pub(crate) header: Source,
    pub(crate) body: Vec<Raw>,
    pub(crate) otherwise: Option<Arm>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) struct Wrapped {
    pub(crate) begin: Ws,
    pub(crate) header: Source,
    pub(crate) body: Vec<Raw>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) struct Macro {
    pub(crate) begin: Ws,
    pub(crate) name: String,
    pub(crate) params: Source,
    pub(crate) body: Vec<Raw>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) begin: Ws,
    pub(crate) caller_params: String,
    pub(crate) scope: Option<String>,
    pub(crate) name: String,
    pub(crate) args: Source,
    pub(crate) body: Vec<Raw>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

/// A component's tag with what stands between it and its end.
#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) begin: Ws,
    pub(crate) live: Live,
    pub(crate) body: Vec<Raw>,
    pub(crate) end: Ws,
}

/// What is for the slot of a name.
#[derive(Debug)]
pub(crate) struct Fill {
    pub(crate) begin: Ws,
    pub(crate) name: String,
    pub(crate) body: Vec<Raw>,
    pub(crate) end: Ws,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) begin: Ws,
    pub(crate) name: Source,
    pub(crate) body: Vec<Raw>,
    pub(crate) end: Ws,
}
