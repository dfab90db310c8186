//! The names that are in scope, and those that expressions take from the view.

use super::Writer;
use crate::ast::{At, Node, Source};
use crate::expression;
use crate::ir::Root;
use crate::position::position;

impl Writer<'_, '_> {
    /// The names in scope.
    pub(super) fn locals(&self) -> Vec<String> {
        self.scopes.iter().flatten().cloned().collect()
    }

    /// Declares names in the innermost scope.
    pub(crate) fn declare<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.extend(names.into_iter().map(str::to_owned));
        }
    }

    /// Writes in a scope that declares `names`.
    pub(crate) fn scoped<R>(&mut self, names: &[&str], write: impl FnOnce(&mut Self) -> R) -> R {
        self.scopes
            .push(names.iter().map(|name| (*name).to_owned()).collect());
        let result = write(self);
        self.scopes.pop();
        result
    }

    /// Writes a body that is rendered elsewhere.
    pub(super) fn detached<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> R {
        self.detached += 1;
        let result = write(self);
        self.detached -= 1;
        result
    }

    /// A statement was written: what was shared before may have another value.
    pub(crate) fn statement_done(&mut self) {
        self.statements += 1;
    }

    /// Begins a block whose names are not seen outside.
    pub(crate) fn scope_start(&mut self) {
        self.tag("if true");
        self.scopes.push(Vec::new());
    }

    /// Ends it.
    pub(crate) fn scope_end(&mut self) {
        self.tag("endif");
        if self.scopes.len() > 1 {
            self.scopes.pop();
        }
    }

    /// Notes the bare names of an expression.
    pub(crate) fn note(&mut self, text: &str, at: &At) {
        for (name, offset) in expression::roots(text) {
            if self.scopes.iter().flatten().any(|local| local == name) {
                continue;
            }
            let at = At {
                file: at.file.clone(),
                offset: at.offset + offset,
            };
            if let Some(instead) = expression::instead(name) {
                let message = format!("no `{name}`: write {instead}");
                self.site.error(&at, message);
                continue;
            }
            let at = position(&at);
            if !self
                .roots
                .iter()
                .any(|root| root.name == name && root.at == at)
            {
                self.roots.push(Root {
                    name: name.to_owned(),
                    at,
                    locals: self.locals(),
                });
            }
        }
    }

    pub(super) fn note_node(&mut self, node: &Node) {
        if let Node::Expr(Source { text, at }) = node {
            self.note(text, at);
        }
    }
}
