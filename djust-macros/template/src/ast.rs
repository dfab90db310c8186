//! A template as a tree: what the parser reads, what flattening leaves, what the HTML stage walks.
//!
//! Expressions, patterns and headers stay source text: Askama compiles them, we only move them. White space control
//! is resolved here already: a [`Node::Text`] holds exactly the characters that Askama would write.

use std::rc::Rc;

/// One file (or the inline source).
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    /// The name that errors show, such as `templates/x.html`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// A byte offset in a file.
#[derive(Debug, Clone)]
pub struct At {
    /// The file.
    pub file: Rc<File>,
    /// The byte offset.
    pub offset: usize,
}

/// Source text of an expression, pattern or header, trimmed, and where it begins.
#[derive(Debug, Clone)]
pub struct Source {
    /// The text, in Askama's language.
    pub text: String,
    /// Where it begins.
    pub at: At,
}

/// A sequence of nodes.
pub type Nodes = Vec<Node>;

/// A node. After flattening no `Include`, `Extends`, `Block` or `Import` is left.
#[derive(Debug, Clone)]
pub enum Node {
    /// Literal text, `raw` included; never empty. `at` is where its first character stands.
    Text(Source),
    /// `{{ … }}`.
    Expr(Source),
    /// `{% if … %}`, `else if`, `else`.
    If(If),
    /// `{% match … %}`.
    Match(Match),
    /// `{% for … %}`.
    For(For),
    /// `{% let … = … %}`, `{% decl … %}`, `{% x += 1 %}`, …: a statement without output, source after `{%` (such as
    /// `let a = b`).
    Statement(Source),
    /// `{% let x %}…{% endlet %}`: `header` is `let x` (or `set x`, with filters), as written.
    LetBlock(Wrapped),
    /// `{% filter … %}…{% endfilter %}`: `header` is `filter upper|trim`.
    Filter(Wrapped),
    /// `{% macro name(args) %}…{% endmacro %}`, at the top level.
    Macro(Macro),
    /// `{% call(args) name(args) %}…{% endcall %}`.
    Call(Call),
    /// `{% break %}`.
    Break(At),
    /// `{% continue %}`.
    Continue(At),
    /// One of our own tags, such as `djust_scripts`.
    Live(Live),
    /// `{% live_component … %}…{% endlive_component %}`.
    Component(Component),
    /// `{% include "…" %}`; gone after flattening.
    Include(Source),
    /// `{% extends "…" %}`; gone after flattening.
    Extends(Source),
    /// `{% import "…" as scope %}`; gone after flattening.
    Import {
        /// The file's name.
        path: Source,
        /// The name that its macros are reached by.
        scope: String,
    },
    /// `{% block name %}…{% endblock %}`; gone after flattening.
    Block {
        /// The name.
        name: Source,
        /// The body.
        body: Nodes,
    },
    /// Nodes in a scope of their own: what an include or a block becomes. Its `let`s are not seen outside.
    Scope(Nodes),
}

impl Node {
    /// The bodies that are written where the node stands: its arms, its rows, what is in its scope or its filter.
    pub(crate) fn bodies(&self) -> Vec<&Nodes> {
        match self {
            Node::If(If { arms, .. }) | Node::Match(Match { arms, .. }) => {
                arms.iter().map(|(_, body)| body).collect()
            }
            Node::For(list) => std::iter::once(&list.body).chain(&list.otherwise).collect(),
            Node::Scope(body) | Node::Filter(Wrapped { body, .. }) => vec![body],
            _ => Vec::new(),
        }
    }
}

/// An `if` with its arms in order.
#[derive(Debug, Clone)]
pub struct If {
    /// Conditions (`None` for `else`; `let Some(x) = y` and chains as written) and bodies.
    pub arms: Vec<(Option<Source>, Nodes)>,
    /// Where the tag stands.
    pub at: At,
}

/// A `match` with its arms in order.
#[derive(Debug, Clone)]
pub struct Match {
    /// What is matched.
    pub subject: Source,
    /// Patterns (`None` for `else`; `Some with (x)`, `A | B` as written) and bodies.
    pub arms: Vec<(Option<Source>, Nodes)>,
    /// Where the tag stands.
    pub at: At,
}

/// A `for` with its optional `else`.
#[derive(Debug, Clone)]
pub struct For {
    /// What stands after `for`: `x in xs`, `(i, x) in xs if x.ok`.
    pub header: Source,
    /// The row.
    pub body: Nodes,
    /// `{% else %}`.
    pub otherwise: Option<Nodes>,
    /// Where the tag stands.
    pub at: At,
}

/// A block whose body goes through something before it is written.
#[derive(Debug, Clone)]
pub struct Wrapped {
    /// The opening tag's source.
    pub header: Source,
    /// The body.
    pub body: Nodes,
    /// Where the tag stands.
    pub at: At,
}

/// A macro's definition.
#[derive(Debug, Clone)]
pub struct Macro {
    /// Its name, unique in the flattened template.
    pub name: String,
    /// Its parameters with their parentheses, defaults included; may be empty.
    pub params: Source,
    /// The body.
    pub body: Nodes,
    /// Where the tag stands.
    pub at: At,
}

/// A macro's call: `{% call %}`. `{{ name(args) }}` is an [`Node::Expr`] that the HTML stage recognises by the name.
#[derive(Debug, Clone)]
pub struct Call {
    /// Parameters that the body takes, with parentheses; empty when there are none.
    pub caller_params: String,
    /// The macro's name, resolved as in [`Macro::name`].
    pub name: String,
    /// Arguments with their parentheses.
    pub args: Source,
    /// What `caller()` renders; empty when the call has no body.
    pub body: Nodes,
    /// Where the tag stands.
    pub at: At,
}

/// A component's tag with what is handed to it.
#[derive(Debug, Clone)]
pub struct Component {
    /// The tag.
    pub live: Live,
    /// What is handed, each with the name of the slot that it is for; empty for the one without a name.
    pub contents: Vec<(String, Nodes, At)>,
}

/// One of our tags: its name and what follows it.
#[derive(Debug, Clone)]
pub struct Live {
    /// Such as `djust_scripts` or `csrf_token`.
    pub name: String,
    /// The rest of the tag.
    pub rest: Source,
}

/// The result of parsing and flattening.
#[derive(Debug)]
pub struct Flat {
    /// The whole template, macros among its top-level nodes.
    pub nodes: Nodes,
    /// The `escape` key for Askama: `html`, `none`, or whatever extension the root's file has.
    pub escape: String,
    /// The root file's name, as errors show it.
    pub name: String,
    /// Every file read, absolute.
    pub files: Vec<std::path::PathBuf>,
    /// What is legal and likely a mistake.
    pub warnings: Vec<crate::ir::Warning>,
    /// What `{% live_field %}` asks of the view's forms.
    pub form_fields: Vec<crate::ir::FormField>,
}
