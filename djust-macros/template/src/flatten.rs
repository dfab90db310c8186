//! Many files to one tree: includes and blocks put in place, macros given names of their own, white space settled.
//! The walk visits nodes in the order in which Askama writes them, because white space control follows that order.

mod scope;
mod space;

use std::collections::HashMap;
use std::rc::Rc;

use crate::ast::{self, At, Node, Nodes, Source};
use crate::ir::{Diagnostic, Warning};
use crate::lexer::{Ws, fault};
use crate::likely::likely;
use crate::load::{Loader, Unit};
use crate::parser::headers;
use crate::parser::tree::{self, Arm, Block, Call, Raw};
use crate::position::position;
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
            Raw::Live(ws, live) => {
                spacing.tag(*ws, out);
                out.push(Node::Live(live.clone()));
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

    fn branches(
        &mut self,
        tag: &tree::If,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        let arms = self.arms(&tag.arms, tag.end, scope, spacing, out)?;
        let never = |(test, _): &(Option<Source>, Nodes)| {
            test.as_ref().is_some_and(|test| test.text == "false")
        };
        if let (true, Some(first)) = (arms.iter().all(never), tag.arms.first()) {
            // Askama drops an `if` that is never true, its last sign included.
            spacing.prepare(first.ws);
        }
        out.push(Node::If(ast::If {
            arms,
            at: tag.at.clone(),
        }));
        Ok(())
    }

    /// Arms in order: the tag that begins an arm ends the one before it.
    fn arms(
        &mut self,
        arms: &[Arm],
        end: Ws,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<Vec<(Option<Source>, Nodes)>, Diagnostic> {
        let mut written: Vec<(Option<Source>, Nodes)> = Vec::new();
        for arm in arms {
            match written.last_mut() {
                Some((_, body)) => spacing.tag(arm.ws, body),
                None => spacing.tag(arm.ws, out),
            }
            let mut body = Nodes::new();
            self.walk(&arm.body, scope, spacing, &mut body)?;
            written.push((arm.test.clone(), body));
        }
        if let Some((_, body)) = written.last_mut() {
            spacing.tag(end, body);
        }
        Ok(written)
    }

    fn rows(
        &mut self,
        tag: &tree::For,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        spacing.tag(tag.begin, out);
        let mut body = Nodes::new();
        self.walk(&tag.body, scope, spacing, &mut body)?;
        let mut otherwise = None;
        match &tag.otherwise {
            Some(arm) => {
                spacing.tag(arm.ws, &mut body);
                let mut nodes = Nodes::new();
                self.walk(&arm.body, scope, spacing, &mut nodes)?;
                spacing.tag(tag.end, &mut nodes);
                otherwise = (!arm.body.is_empty()).then_some(nodes);
            }
            None => {
                spacing.tag(Ws(tag.end.0, None), &mut body);
                spacing.prepare(tag.end);
            }
        }
        out.push(Node::For(ast::For {
            header: tag.header.clone(),
            body,
            otherwise,
            at: tag.at.clone(),
        }));
        Ok(())
    }

    fn wrapped(
        &mut self,
        block: &tree::Wrapped,
        what: &'static str,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<ast::Wrapped, Diagnostic> {
        spacing.tag(block.begin, out);
        let mut body = Nodes::new();
        let closed = Scope {
            closed: Some(what),
            ..scope.clone()
        };
        self.walk(&block.body, &closed, spacing, &mut body)?;
        spacing.tag(block.end, &mut body);
        Ok(ast::Wrapped {
            header: block.header.clone(),
            body,
            at: block.at.clone(),
        })
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

    fn include(
        &mut self,
        path: &tree::Path,
        scope: &Scope,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        let unit = self.loader.named(path, &scope.chain[0])?;
        self.deeper(unit.file.name.clone(), &path.at, |this| {
            let inner = this.enter(&unit, Some(scope))?;
            let mut nodes = Nodes::new();
            this.file(&inner, &mut nodes)?;
            out.push(Node::Scope(nodes));
            Ok(())
        })
    }

    /// Writes a block as the `depth`th override has it.
    fn block(
        &mut self,
        name: &str,
        depth: usize,
        at: &At,
        scope: &Scope,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        if let Some(what) = scope.closed {
            return Err(fault(
                at,
                format!("a block can't stand in a `{what}` block"),
            ));
        }
        let found: Option<(Rc<Unit>, Rc<Block>)> = scope
            .heritage
            .blocks
            .get(name)
            .and_then(|all| all.get(depth))
            .cloned();
        let Some((unit, block)) = found else {
            let message = match depth {
                0 => format!(
                    "the block `{name}` can't stand here: move it out of the macro, call or filter"
                ),
                _ => format!(
                    "`super()` finds no block `{name}` in the templates that this one extends"
                ),
            };
            return Err(fault(at, message));
        };
        let level = format!("block {name} of {}", unit.file.name);
        self.deeper(level, at, |this| {
            let mut inner = scope.within(&unit);
            inner.block = Some((name.to_owned(), depth));
            let mut spacing = this.spacing().inside(block.begin);
            let mut nodes = Nodes::new();
            this.walk(&block.body, &inner, &mut spacing, &mut nodes)?;
            spacing.flush(block.end, &mut nodes);
            out.push(Node::Scope(nodes));
            Ok(())
        })
    }

    fn call(
        &mut self,
        call: &Call,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        spacing.flush(call.begin, out);
        let Some(name) = self.resolve(call.scope.as_deref(), &call.name, scope, &call.at)? else {
            let names = scope.chain.iter().flat_map(|unit| unit.macros.keys());
            let hint = likely(&call.name, names.map(String::as_str))
                .map(|name| format!("; did you mean `{name}`?"))
                .unwrap_or_default();
            let what = match &call.scope {
                Some(scope) => format!("no template is imported as `{scope}`{hint}"),
                None => format!("macro `{}` not found{hint}", call.name),
            };
            return match self.loader.doubtful {
                true => Ok(()),
                false => Err(fault(&call.at, what)),
            };
        };
        let mut inside = spacing.inside(call.begin);
        let mut body = Nodes::new();
        let closed = Scope {
            closed: Some("call"),
            ..scope.clone()
        };
        self.walk(&call.body, &closed, &mut inside, &mut body)?;
        inside.flush(call.end, &mut body);
        spacing.prepare(call.end);
        out.push(Node::Call(ast::Call {
            caller_params: call.caller_params.clone(),
            name,
            args: call.args.clone(),
            body,
            at: call.at.clone(),
        }));
        Ok(())
    }

    /// The unique name of a macro, which is written out the first time; `None` if there is none of that name.
    fn resolve(
        &mut self,
        from: Option<&str>,
        name: &str,
        scope: &Scope,
        at: &At,
    ) -> Result<Option<String>, Diagnostic> {
        let (unit, one, inner) = match from {
            Some(import) => {
                let Some(unit) = scope.import(import, self.loader)? else {
                    return Ok(None);
                };
                let Some(one) = unit.macros.get(name).cloned() else {
                    let hint = likely(name, unit.macros.keys().map(String::as_str))
                        .map(|name| format!("; did you mean `{name}`?"))
                        .unwrap_or_default();
                    let file = &unit.file.name;
                    return match self.loader.doubtful {
                        true => Ok(None),
                        false => Err(fault(at, format!("`{file}` has no macro `{name}`{hint}"))),
                    };
                };
                let chain = vec![Rc::clone(&unit)];
                (
                    unit,
                    one,
                    Scope {
                        chain,
                        ..scope.clone()
                    },
                )
            }
            None => match scope.macros(name) {
                Some((unit, one)) => {
                    let inner = scope.within(&unit);
                    (unit, one, inner)
                }
                None => return Ok(None),
            },
        };
        let chain = inner.chain.iter().map(Rc::as_ptr).collect();
        let key: Key = (Rc::as_ptr(&unit), name.to_owned(), chain);
        let level = format!("macro {name} of {}", unit.file.name);
        if let (Some(unique), false) = (self.names.get(&key), self.path.contains(&level)) {
            return Ok(Some(unique.clone()));
        }
        let unique = self.unique(from, name);
        self.names.insert(key, unique.clone());
        self.deeper(level, at, |this| this.define(&one, &unique, &inner))?;
        Ok(Some(unique))
    }

    fn unique(&self, from: Option<&str>, name: &str) -> String {
        let base = from.map_or_else(|| name.to_owned(), |from| format!("{from}__{name}"));
        let taken = |wanted: &str| self.names.values().any(|name| name == wanted);
        let mut unique = base.clone();
        let mut count = 2;
        while taken(&unique) {
            unique = format!("{base}__{count}");
            count += 1;
        }
        unique
    }

    fn define(&mut self, one: &tree::Macro, unique: &str, scope: &Scope) -> Result<(), Diagnostic> {
        let mut spacing = self.spacing().inside(one.begin);
        let mut body = Nodes::new();
        let closed = Scope {
            closed: Some("macro"),
            block: None,
            ..scope.clone()
        };
        self.walk(&one.body, &closed, &mut spacing, &mut body)?;
        spacing.flush(one.end, &mut body);
        self.macros.push(Node::Macro(ast::Macro {
            name: unique.to_owned(),
            params: one.params.clone(),
            body,
            at: one.at.clone(),
        }));
        Ok(())
    }
}
