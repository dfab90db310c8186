//! Slots among inline arguments, as in `select({{ id }})`.
//!
//! A text could end its argument with a quote or a comma and give others in its place. So a slot stands for a whole
//! argument, and is a number, which the type of its expression must prove, or passes the filter `arg`, which quotes it.

use std::collections::HashMap;

use super::call::{call, is_name};
use super::decode;
use crate::ast::{At, Node, Source};
use crate::expression::invocation;
use crate::html::Site;
use crate::html::tree::{Attr, Piece};
use crate::ir::Literal;
use crate::vocabulary::{self, Value};

/// Stands for an expression among inline arguments; no attribute holds it.
pub(super) const DYNAMIC: char = '\u{0}';

/// How an expression that is an argument is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As it is: its type says that it is a number.
    Number,
    /// Quoted: it ends with `|arg`.
    Quoted,
    /// As it is: its type says that it is commands.
    Commands,
}

impl Written {
    fn of(source: &Source) -> Self {
        match unfiltered(&source.text) {
            Some(_) => Self::Quoted,
            None => Self::Number,
        }
    }

    /// The expression for Askama.
    pub(super) fn source(self, text: &str) -> String {
        match self {
            Self::Number => format!("__DjNumber({text})"),
            Self::Commands => format!("__DjJs({text})"),
            Self::Quoted => format!("__DjArgument({})", unfiltered(text).unwrap_or(text)),
        }
    }
}

/// What stands before a last filter `arg`.
fn unfiltered(text: &str) -> Option<&str> {
    let before = text.trim_end().strip_suffix("arg")?.trim_end();
    let before = before.strip_suffix('|')?.trim_end();
    (!before.ends_with('|')).then_some(before)
}

/// Says which slots among inline arguments could break out, and notes how the others are written.
pub(super) fn check(
    site: &Site<'_>,
    attr: &Attr<'_>,
    written: &mut HashMap<(String, usize), Written>,
) {
    let calls = vocabulary::event(&attr.name)
        .is_some_and(|(row, _)| matches!(row.value, Value::Call | Value::OptionalCall));
    if !calls {
        return;
    }
    let mut before = String::new();
    for (index, piece) in attr.value.iter().enumerate() {
        match piece {
            Piece::Text(text) => before.push_str(&decode(text)),
            Piece::Hole(_) if !before.contains('(') => before.push(DYNAMIC),
            Piece::Hole(Node::Expr(source)) => {
                let after = match attr.value.get(index + 1) {
                    Some(Piece::Text(text)) => decode(text),
                    None => String::new(),
                    Some(_) => DYNAMIC.to_string(),
                };
                before.push(DYNAMIC);
                match refusal(site, source, &before, &after) {
                    Some(why) => site.error(&source.at, why),
                    None => {
                        written.insert(place(source), Written::of(source));
                    }
                }
            }
            Piece::Hole(node) => {
                if let Some(at) = expression_in(node) {
                    site.error(
                        at,
                        "a slot in a tag within inline arguments could end the argument: give the value as `dj-value-*`, beside the call",
                    );
                }
                before.push(DYNAMIC);
            }
            Piece::ScopeStart | Piece::ScopeEnd => {}
        }
    }
}

/// By what an expression is known.
pub(super) fn place(source: &Source) -> (String, usize) {
    (source.at.file.name.clone(), source.at.offset)
}

/// Why an expression can't be an argument where it stands. `before` ends with its own place.
fn refusal(site: &Site<'_>, source: &Source, before: &str, after: &str) -> Option<String> {
    let text = &source.text;
    let own = unfiltered(text);
    let shown = own.unwrap_or(text);
    let called = invocation(shown)
        .is_some_and(|(name, _)| name == "caller" || site.macros.contains_key(name));
    let whole = before
        .trim_end_matches(DYNAMIC)
        .trim_end()
        .ends_with(['(', ','])
        && after.trim_start().starts_with([',', ')']);
    // A comma in an open quote or in brackets separates nothing.
    let open = before.strip_suffix(DYNAMIC).unwrap_or(before);
    let begun = call(&format!("{open}0)")).is_ok();
    if whole && begun && !called {
        return None;
    }
    let what = if called {
        "what a macro writes could end an inline argument"
    } else {
        "a slot within an inline argument: a quote in the value would end the argument"
    };
    let name = shown.rsplit('.').next().unwrap_or_default();
    let name = if is_name(name) { name } else { "name" };
    let name = name.replace('_', "-");
    let else_write = if called {
        String::new()
    } else {
        format!(", or write `{{{{ {shown}|arg }}}}` for the whole argument, without quotes")
    };
    Some(format!(
        "{what}; give it as `dj-value-{name}=\"{{{{ {shown} }}}}\"`{else_write}"
    ))
}

/// Where a tag writes something that is not literal.
fn expression_in(node: &Node) -> Option<&At> {
    match node {
        Node::Expr(source) => Some(&source.at),
        Node::Filter(block) => Some(&block.header.at),
        Node::Call(call) => Some(&call.at),
        node => node.bodies().into_iter().flatten().find_map(expression_in),
    }
}

/// A literal argument, or what a slot writes in its place.
pub(super) fn literal_or_dynamic(arg: Literal) -> Literal {
    match arg {
        Literal::Str(text) | Literal::Word(text) if text.contains(DYNAMIC) => Literal::Dynamic,
        other => other,
    }
}

/// The handler that an event's attribute names, when it is literal.
pub(super) fn handler(attr: &Attr<'_>) -> Option<String> {
    let text = match attr.literal() {
        Some(text) => decode(&text),
        None => match attr.value.first() {
            Some(Piece::Text(text)) => text.split_once('(')?.0.to_owned(),
            _ => return None,
        },
    };
    let name = text.split('(').next().unwrap_or_default().trim();
    is_name(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_is_the_last_one() {
        assert_eq!(unfiltered("item.sku|arg"), Some("item.sku"));
        assert_eq!(unfiltered("a | lower | arg "), Some("a | lower"));
        for other in ["arg", "a||arg", "\"x|arg\"", "a|arg|safe", "a|larg"] {
            assert_eq!(unfiltered(other), None, "{other}");
        }
    }

    #[test]
    fn an_argument_is_written_as_what_it_must_be() {
        assert_eq!(Written::Number.source("id + 1"), "__DjNumber(id + 1)");
        assert_eq!(Written::Quoted.source("name|arg"), "__DjArgument(name)");
    }
}
