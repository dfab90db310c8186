//! Many files to one tree: includes and blocks put in place, macros given names of their own, white space settled.
//! The walk visits nodes in the order in which Askama writes them, because white space control follows that order.

mod blocks;
mod bodies;
mod calls;
mod declared;
mod flash;
mod given;
mod live_field;
mod live_form;
mod route_map;
mod scope;
mod space;

use std::collections::HashMap;
use std::rc::Rc;

use crate::ast::{self, At, Node, Nodes, Source};
use crate::diagnostic::fault;
use crate::files::{Loader, Unit};
use crate::ir::{Diagnostic, Warning};
use crate::lexer::Ws;
use crate::likely::likely;
use crate::parser::headers;
use crate::parser::tree::Raw;
use crate::position::position;
use declared::Declared;
use scope::{Heritage, Scope};
use space::Spacing;

/// Deeper than any sane template: what remains is a circle.
const DEPTH: usize = 64;
/// More errors than anybody reads.
const MOST_ERRORS: usize = 20;

/// Puts everything that a template names in place.
pub(crate) fn flatten(loader: &mut Loader, unit: &Rc<Unit>) -> Result<Nodes, Diagnostic> {
    let mut flattener = Flattener {
        loader,
        macros: Vec::new(),
        names: HashMap::new(),
        path: Vec::new(),
        declared: Declared::default(),
    };
    let scope = flattener.enter(unit, None)?;
    flattener.strangers(&scope);
    let mut out = Nodes::new();
    if unit.extends.is_some() {
        let own = Scope {
            chain: vec![Rc::clone(unit)],
            ..scope.clone()
        };
        flattener.statements(&unit.nodes, &own, &mut out)?;
    }
    flattener.file(&scope, &mut out)?;
    out.append(&mut flattener.macros);
    Ok(out)
}

/// A macro as one scope sees it: its file and name, and the files in which its calls are looked up.
type Key = (*const Unit, String, Vec<*const Unit>);

struct Flattener<'a> {
    loader: &'a mut Loader,
    /// Macros that are called, with their new names.
    macros: Nodes,
    names: HashMap<Key, String>,
    /// The files, blocks and macros that are being written, for errors about circles.
    path: Vec<String>,
    declared: Declared,
}

impl Flattener<'_> {
    /// The scope of a file's nodes: those of the template at the root of what it extends.
    fn enter(&mut self, unit: &Rc<Unit>, outer: Option<&Scope>) -> Result<Scope, Diagnostic> {
        let heritage = Rc::new(Heritage::of(self.loader, unit)?);
        let root = Rc::clone(&heritage.root);
        let mut chain = vec![root];
        chain.extend(outer.iter().flat_map(|scope| scope.chain.iter().cloned()));
        Ok(Scope {
            chain,
            heritage,
            block: None,
            closed: outer
                .and_then(|scope| scope.closed)
                .filter(|what| matches!(*what, "filter" | "let")),
        })
    }

    /// Warns of blocks that no template above has: Askama writes them nowhere.
    fn strangers(&mut self, scope: &Scope) {
        let heritage = &scope.heritage;
        for (index, unit) in heritage.children.iter().enumerate() {
            let above = heritage.children[index + 1..]
                .iter()
                .chain([&heritage.root]);
            let known: Vec<&str> = above
                .flat_map(|unit| unit.blocks.keys().map(String::as_str))
                .collect();
            for node in &unit.nodes {
                let Raw::Block(block) = node else { continue };
                let name = &block.name.text;
                if known.contains(&name.as_str()) {
                    continue;
                }
                let hint = likely(name, known.iter().copied())
                    .map(|name| format!("; did you mean `{name}`?"))
                    .unwrap_or_default();
                let base = &heritage.root.file.name;
                self.loader.warnings.push(Warning {
                    name: "a_block_that_is_written_nowhere",
                    at: position(&block.name.at),
                    message: format!(
                        "`{base}` has no block `{name}`, so this one is left out{hint}"
                    ),
                });
            }
        }
    }

    fn spacing(&self) -> Spacing {
        Spacing::new(self.loader.config.space)
    }

    /// Writes the nodes of a scope's template.
    fn file(&mut self, scope: &Scope, out: &mut Nodes) -> Result<(), Diagnostic> {
        let mut spacing = self.spacing();
        let root = Rc::clone(&scope.heritage.root);
        self.walk(&root.nodes, scope, &mut spacing, out)?;
        spacing.end(out);
        Ok(())
    }

    /// Writes what a child's top level does: it has no output, but its variables are seen in its blocks.
    fn statements(
        &mut self,
        nodes: &[Raw],
        scope: &Scope,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        for node in nodes {
            match node {
                Raw::Statement(_, source) => out.push(Node::Statement(source.clone())),
                Raw::LetBlock(block) => {
                    let mut spacing = self.spacing();
                    let wrapped = self.wrapped(block, "let", scope, &mut spacing, out)?;
                    out.push(Node::LetBlock(wrapped));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn walk(
        &mut self,
        nodes: &[Raw],
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        for node in nodes {
            // What is wrong with one tag says nothing of the next one.
            if let Err(error) = self.node(node, scope, spacing, out) {
                self.loader.note(error);
            }
            if self.loader.errors.len() >= MOST_ERRORS {
                break;
            }
        }
        Ok(())
    }

    fn node(
        &mut self,
        node: &Raw,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        self.declared.note(node);
        match node {
            Raw::Text(literal) => spacing.literal(&scope.chain[0].file, literal, out),
            Raw::Comment(ws) | Raw::Import(ws, ..) => spacing.tag(*ws, out),
            Raw::Verbatim(begin, literal, end) => {
                spacing.tag(*begin, out);
                spacing.literal(&scope.chain[0].file, literal, out);
                spacing.tag(*end, out);
            }
            Raw::Expr(ws, source) => self.expr(*ws, source, scope, spacing, out)?,
            Raw::If(tag) => self.branches(tag, scope, spacing, out)?,
            Raw::Match(tag) => {
                spacing.flush(tag.begin, out);
                let arms = self.arms(&tag.arms, tag.end, scope, spacing, out)?;
                out.push(Node::Match(ast::Match {
                    subject: tag.subject.clone(),
                    arms,
                    at: tag.at.clone(),
                }));
            }
            Raw::For(tag) => self.rows(tag, scope, spacing, out)?,
            Raw::Statement(ws, source) => {
                spacing.tag(*ws, out);
                out.push(Node::Statement(source.clone()));
            }
            Raw::LetBlock(block) => {
                let wrapped = self.wrapped(block, "let", scope, spacing, out)?;
                out.push(Node::LetBlock(wrapped));
            }
            Raw::Filter(block) => {
                let wrapped = self.wrapped(block, "filter", scope, spacing, out)?;
                out.push(Node::Filter(wrapped));
            }
            Raw::Macro(one) => {
                spacing.flush(one.begin, out);
                spacing.prepare(one.end);
            }
            Raw::Call(call) => self.call(call, scope, spacing, out)?,
            Raw::Break(ws, at) => {
                spacing.tag(*ws, out);
                out.push(Node::Break(at.clone()));
            }
            Raw::Continue(ws, at) => {
                spacing.tag(*ws, out);
                out.push(Node::Continue(at.clone()));
            }
            Raw::Live(ws, live) if live.name == "live_field" => {
                spacing.tag(*ws, out);
                self.live_field(&live.rest, scope, out)?;
            }
            Raw::Live(ws, live) if live.name == "live_form" => {
                spacing.tag(*ws, out);
                self.live_form(&live.rest, scope, out)?;
            }
            Raw::Live(ws, live) => {
                spacing.tag(*ws, out);
                out.push(match live.name.as_str() {
                    "dj_flash" => Node::Text(flash::container(&live.rest)?),
                    "djust_route_map" => Node::Text(route_map::element(&live.rest)?),
                    _ => Node::Live(live.clone()),
                });
            }
            Raw::Component(component) => self.component(component, scope, spacing, out)?,
            Raw::Fill(fill) => {
                return Err(fault(
                    &fill.at,
                    format!(
                        "`fill {}` belongs straight between a `live_component` and its end",
                        fill.name
                    ),
                ));
            }
            Raw::Include(ws, path) => {
                spacing.flush(*ws, out);
                self.include(path, scope, out)?;
                spacing.prepare(*ws);
            }
            // Reached only in the template that is extended by nobody: its scope has no base.
            Raw::Extends(_) => {}
            Raw::Block(block) => {
                let outer = Ws(block.begin.0, block.end.1);
                spacing.flush(outer, out);
                let name = block.name.text.clone();
                self.block(&name, 0, &block.name.at, scope, out)?;
                spacing.prepare(outer);
            }
        }
        Ok(())
    }

    fn expr(
        &mut self,
        ws: Ws,
        source: &Source,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        spacing.tag(ws, out);
        let mut source = source.clone();
        if let Some((from, name, args)) = headers::called(&source.text) {
            if from.is_none() && name == "super" {
                let Some((block, depth)) = scope.block.clone() else {
                    return Err(fault(&source.at, "`super()` stands outside of any block"));
                };
                return self.block(&block, depth + 1, &source.at, scope, out);
            }
            if let Some(name) = self.resolve(from, name, scope, &source.at)? {
                source.text = format!("{name}{args}");
            }
        }
        out.push(Node::Expr(source));
        Ok(())
    }

    /// Runs `write` one level deeper; a level that is open already is a circle.
    fn deeper<T>(
        &mut self,
        name: String,
        at: &At,
        write: impl FnOnce(&mut Self) -> Result<T, Diagnostic>,
    ) -> Result<T, Diagnostic> {
        let circle = self.path.contains(&name);
        self.path.push(name);
        if circle || self.path.len() > DEPTH {
            let shown = self.path.len().saturating_sub(8);
            let chain = self.path[shown..].join(" > ");
            self.path.pop();
            return Err(fault(at, format!("this leads in a circle: {chain}")));
        }
        let result = write(self);
        self.path.pop();
        result
    }
}
