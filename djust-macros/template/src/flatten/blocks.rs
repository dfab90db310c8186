//! What other files hold: includes, and blocks as the most derived template has them.

use std::rc::Rc;

use super::{Flattener, Scope};
use crate::ast::{At, Node, Nodes};
use crate::diagnostic::fault;
use crate::files::Unit;
use crate::ir::Diagnostic;
use crate::parser::tree::{self, Block};

impl Flattener<'_> {
    pub(super) fn include(
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
    pub(super) fn block(
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
                    "the block `{name}` can't stand in what is handed to a component: put the component into the block"
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
}
