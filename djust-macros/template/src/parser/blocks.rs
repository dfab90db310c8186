//! Tags that have a body: where each ends, and what may stand in it.

use std::rc::Rc;

use super::tree::{Arm, Block, Call, Component, Fill, For, If, Macro, Match, Raw, Wrapped};
use super::{Fault, Parser, headers, nothing, some};
use crate::ast::Source;
use crate::config::Space;
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use crate::lexer::{Tag, Ws, scan};
use crate::position::position;

impl Parser {
    pub(super) fn branches(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        some(tag, &tag.rest, "a condition")?;
        self.within(tag, "endif", |parser| {
            let mut arms = Vec::new();
            let (mut ws, mut test) = (tag.ws, Some(tag.rest.clone()));
            loop {
                let ends: &[&str] = match test {
                    Some(_) => &["else", "elif", "endif"],
                    None => &["endif"],
                };
                let (body, end) = parser.body(ends)?;
                let next = condition(&end)?;
                arms.push(Arm { ws, test, body });
                if end.word == "endif" {
                    nothing(&end, &end.rest)?;
                    return Ok(Raw::If(If {
                        arms,
                        end: end.ws,
                        at: tag.at.clone(),
                    }));
                }
                (ws, test) = (end.ws, next);
            }
        })
    }

    pub(super) fn patterns(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        some(tag, &tag.rest, "what is matched")?;
        self.within(tag, "endmatch", |parser| {
            let mut arms: Vec<Arm> = Vec::new();
            let mut end = parser.gap(tag, &["when", "else", "endmatch"])?;
            while end.word != "endmatch" {
                let (ws, test) = (end.ws, (end.word == "when").then(|| end.rest.clone()));
                let ends: &[&str] = match &test {
                    Some(test) => {
                        some(&end, test, "a pattern")?;
                        &["when", "else", "endmatch", "endwhen"]
                    }
                    None => &["endmatch"],
                };
                let (mut body, next) = parser.body(ends)?;
                end = next;
                if end.word == "endwhen" {
                    body.push(Raw::Comment(Ws(end.ws.0, Some(Space::Suppress))));
                    end = parser.gap(&end, &["when", "else", "endmatch"])?;
                }
                arms.push(Arm { ws, test, body });
            }
            nothing(&end, &end.rest)?;
            if arms.is_empty() {
                return Err(Fault::Own(fault(
                    &tag.at,
                    "`match` has no arm: write a `when` or an `else` in it",
                )));
            }
            Ok(Raw::Match(Match {
                begin: tag.ws,
                subject: tag.rest.clone(),
                arms,
                end: end.ws,
                at: tag.at.clone(),
            }))
        })
    }

    /// Reads up to an arm where nothing but white space and comments may stand.
    fn gap(&mut self, after: &Tag, ends: &[&str]) -> Result<Tag, Fault> {
        let (nodes, end) = self.body(ends)?;
        if nodes.iter().all(|node| self.blank(node)) {
            return Ok(end);
        }
        Err(Fault::Balance(fault(
            &after.at,
            format!(
                "nothing but white space and comments may stand between `{}` and the next `when`",
                after.word
            ),
        )))
    }

    pub(super) fn rows(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        some(tag, &tag.rest, "`item in items`")?;
        self.within(tag, "endfor", |parser| {
            parser.loops += 1;
            let (body, mut end) = parser.body(&["else", "endfor"])?;
            parser.loops -= 1;
            let mut otherwise = None;
            if end.word == "else" {
                let ws = end.ws;
                nothing(&end, &end.rest)?;
                let (body, last) = parser.body(&["endfor"])?;
                end = last;
                let test = None;
                otherwise = Some(Arm { ws, test, body });
            }
            nothing(&end, &end.rest)?;
            Ok(Raw::For(For {
                begin: tag.ws,
                header: tag.rest.clone(),
                body,
                otherwise,
                end: end.ws,
                at: tag.at.clone(),
            }))
        })
    }

    pub(super) fn wrapped(&mut self, tag: &Tag, close: &'static str) -> Result<Wrapped, Fault> {
        some(tag, &tag.rest, "a name")?;
        let (body, end) = self.within(tag, close, |parser| parser.body(&[close]))?;
        nothing(&end, &end.rest)?;
        Ok(Wrapped {
            begin: tag.ws,
            header: tag.inside.clone(),
            body,
            end: end.ws,
            at: tag.at.clone(),
        })
    }

    pub(super) fn definition(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        self.top(tag)?;
        let (name, params) = headers::name(tag, &tag.rest, "a name")?;
        headers::arguments(tag, &params)?;
        let (body, end) = self.within(tag, "endmacro", |parser| parser.body(&["endmacro"]))?;
        same(&end, &name, tag)?;
        Ok(Raw::Macro(Rc::new(Macro {
            begin: tag.ws,
            name,
            params,
            body,
            end: end.ws,
            at: tag.at.clone(),
        })))
    }

    pub(super) fn call(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        let (caller_params, scope, name, args) = headers::call(tag)?;
        let (body, end) = self.within(tag, "endcall", |parser| parser.body(&["endcall"]))?;
        nothing(&end, &end.rest)?;
        Ok(Raw::Call(Call {
            begin: tag.ws,
            caller_params,
            scope,
            name,
            args,
            body,
            end: end.ws,
            at: tag.at.clone(),
        }))
    }

    pub(super) fn block(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        let (name, rest) = headers::name(tag, &tag.rest, "a name")?;
        nothing(tag, &rest)?;
        let (body, end) = self.within(tag, "endblock", |parser| parser.body(&["endblock"]))?;
        same(&end, &name, tag)?;
        Ok(Raw::Block(Rc::new(Block {
            begin: tag.ws,
            name: Source {
                text: name,
                at: tag.at.clone(),
            },
            body,
            end: end.ws,
        })))
    }

    /// What stands between a component's tag and its end: the nearest one that is still open, or the nearest of a name.
    pub(super) fn content(&self, end: &Tag, nodes: &mut Vec<Raw>) -> Result<(), Fault> {
        let name = end.rest.text.trim_matches(['"', '\'']);
        let begins = |node: &Raw| match node {
            Raw::Live(_, live) if live.name == "live_component" => {
                name.is_empty() || component(&live.rest.text) == name
            }
            _ => false,
        };
        let Some(at) = nodes.iter().rposition(begins) else {
            return Err(self.misplaced(end));
        };
        let body = nodes.split_off(at + 1);
        if let Some(Raw::Live(begin, live)) = nodes.pop() {
            nodes.push(Raw::Component(Component {
                begin,
                live,
                body,
                end: end.ws,
            }));
        }
        Ok(())
    }

    pub(super) fn fill(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        let (name, rest) = headers::name(tag, &tag.rest, "a slot's name")?;
        nothing(tag, &rest)?;
        let (body, end) = self.within(tag, "endfill", |parser| parser.body(&["endfill"]))?;
        same(&end, &name, tag)?;
        Ok(Raw::Fill(Fill {
            begin: tag.ws,
            name,
            body,
            end: end.ws,
            at: tag.at.clone(),
        }))
    }

    pub(super) fn jump(&mut self, tag: &Tag) -> Result<Raw, Fault> {
        nothing(tag, &tag.rest)?;
        if self.loops == 0 {
            let message = format!("`{}` stands outside of any `for`", tag.word);
            return Err(Fault::Balance(fault(&tag.at, message)));
        }
        let at = tag.at.clone();
        Ok(match tag.word.as_str() {
            "break" => Raw::Break(tag.ws, at),
            _ => Raw::Continue(tag.ws, at),
        })
    }
}

/// The component that a tag names, as its end tag may.
fn component(tag: &str) -> &str {
    let tag = tag.trim_start_matches(['"', '\'']);
    let end = tag.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':')));
    &tag[..end.unwrap_or(tag.len())]
}

/// The condition of an `else` or `elif`.
fn condition(tag: &Tag) -> Result<Option<Source>, Diagnostic> {
    if tag.word == "elif" {
        some(tag, &tag.rest, "a condition")?;
        return Ok(Some(tag.rest.clone()));
    }
    if tag.word != "else" || tag.rest.text.is_empty() {
        return Ok(None);
    }
    if scan::word(&tag.rest.text) != "if" {
        nothing(tag, &tag.rest)?;
    }
    let test = headers::cut(&tag.rest, 2);
    some(tag, &test, "a condition")?;
    Ok(Some(test))
}

/// The name that an end tag may repeat.
fn same(end: &Tag, name: &str, opener: &Tag) -> Result<(), Diagnostic> {
    if end.rest.text.is_empty() || end.rest.text == name {
        return Ok(());
    }
    Err(fault(
        &end.at,
        format!(
            "expected `{} {name}`, which closes the `{}` of line {}, found `{} {}`",
            end.word,
            opener.word,
            position(&opener.at).line,
            end.word,
            end.rest.text
        ),
    ))
}
