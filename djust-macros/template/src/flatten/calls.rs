//! Macros and their calls: each macro gets a name of its own for each place from which it sees other names.

use std::rc::Rc;

use super::{Flattener, Key, Scope, Spacing};
use crate::ast::{self, At, Node, Nodes};
use crate::diagnostic::fault;
use crate::ir::Diagnostic;
use crate::likely::likely;
use crate::parser::tree::{self, Call};

impl Flattener<'_> {
    pub(super) fn call(
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
    pub(super) fn resolve(
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
