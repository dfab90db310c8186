//! Macros and the bodies of their calls, seen from where their text is written.
//!
//! What may stand in a macro or in a body follows from that place: the same `<div>` is right in a `section` and wrong
//! in a `p`. An error about it names both places, the text's own and the one where it is written.

use crate::ast::{At, Call, Macro, Node, Nodes, Source};
use crate::expression::invocation;
use crate::html::Site;
use crate::position::position;

/// How deep calls of macros are followed to check what stands in what.
const DEEPEST_CALLS: usize = 6;

/// A macro, or the body of its call, that is being read where it is written.
#[derive(Debug, Clone)]
pub(crate) struct Called<'a> {
    /// The macro.
    name: &'a str,
    /// What is read of it.
    what: What<'a>,
    /// Where it is written: the call, or the `caller()`.
    at: At,
    /// How many elements are open there.
    pub(crate) base: usize,
}

#[derive(Debug, Clone, Copy)]
enum What<'a> {
    /// The macro itself, and the call's body for its `caller()`.
    Macro(Option<&'a Call>),
    /// The body. There is no `caller()` in it: Askama refuses it.
    Body,
}

/// Adds a macro's call to those around it; its definition, unless it is not known, or called too deep or by itself.
pub(crate) fn enter<'a>(
    site: &Site<'a>,
    calls: &mut Vec<Called<'a>>,
    name: &str,
    call: Option<&'a Call>,
    at: &At,
    base: usize,
) -> Option<&'a Macro> {
    let definition = *site.macros.get(name)?;
    let macros = calls
        .iter()
        .filter(|call| matches!(call.what, What::Macro(_)));
    if macros.clone().count() >= DEEPEST_CALLS || macros.clone().any(|call| call.name == name) {
        return None;
    }
    calls.push(Called {
        name: &definition.name,
        what: What::Macro(call),
        at: at.clone(),
        base,
    });
    Some(definition)
}

/// Adds the body that `caller()` at this place writes; the call that it belongs to.
pub(crate) fn enter_body<'a>(
    calls: &mut Vec<Called<'a>>,
    at: &At,
    base: usize,
) -> Option<&'a Call> {
    let Some(Called {
        name,
        what: What::Macro(Some(call)),
        ..
    }) = calls.last()
    else {
        return None;
    };
    let (name, call) = (*name, *call);
    calls.push(Called {
        name,
        what: What::Body,
        at: at.clone(),
        base,
    });
    Some(call)
}

/// Where the text is written, from the inside out: what is added to an error about its place.
pub(crate) fn trail(calls: &[Called<'_>]) -> String {
    let mut trail = String::new();
    for call in calls.iter().rev() {
        let at = position(&call.at);
        // An imported macro's name is made of the import's and its own.
        let name = call.name.replacen("__", "::", 1);
        let place = format!("{}:{}:{}", at.file, at.line, at.column);
        trail += &match call.what {
            What::Macro(_) => format!("; the macro `{name}` is called at {place}"),
            What::Body => {
                format!("; the body stands where the macro `{name}` writes `caller()`, at {place}")
            }
        };
    }
    trail
}

/// Visits the literal text that a tag can write, that of the macros it calls included, with the calls that lead there.
pub(crate) fn each_literal<'a>(
    site: &Site<'a>,
    node: &'a Node,
    calls: &mut Vec<Called<'a>>,
    visit: &mut impl FnMut(&'a Source, &[Called<'a>]),
) {
    let mut each = |nodes: &'a Nodes, calls: &mut Vec<Called<'a>>| {
        for node in nodes {
            each_literal(site, node, calls, &mut *visit);
        }
    };
    match node {
        Node::Text(text) => visit(text, calls),
        Node::Call(call) => {
            let depth = calls.len();
            if let Some(definition) = enter(site, calls, &call.name, Some(call), &call.at, 0) {
                each(&definition.body, calls);
            }
            calls.truncate(depth);
        }
        Node::Expr(source) => {
            let depth = calls.len();
            let nodes = match invocation(&source.text) {
                Some(("caller", _)) => enter_body(calls, &source.at, 0).map(|call| &call.body),
                Some((name, _)) => {
                    enter(site, calls, name, None, &source.at, 0).map(|found| &found.body)
                }
                None => None,
            };
            if let Some(nodes) = nodes {
                each(nodes, calls);
            }
            calls.truncate(depth);
        }
        _ => node.bodies().into_iter().for_each(|body| each(body, calls)),
    }
}
