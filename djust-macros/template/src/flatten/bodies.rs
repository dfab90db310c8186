//! Tags with arms and bodies.

use super::{Flattener, Scope, Spacing};
use crate::ast::{self, Node, Nodes, Source};
use crate::ir::Diagnostic;
use crate::lexer::Ws;
use crate::parser::tree::{self, Arm, Raw};

impl Flattener<'_> {
    pub(super) fn branches(
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
    pub(super) fn arms(
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

    /// A component with what is handed to it: each `fill`, and all the rest.
    pub(super) fn component(
        &mut self,
        tag: &tree::Component,
        scope: &Scope,
        spacing: &mut Spacing,
        out: &mut Nodes,
    ) -> Result<(), Diagnostic> {
        spacing.flush(tag.begin, out);
        let mut contents = Vec::new();
        let mut rest = Nodes::new();
        let mut inside = spacing.inside(tag.begin);
        for node in &tag.body {
            let Raw::Fill(fill) = node else {
                self.walk(std::slice::from_ref(node), scope, &mut inside, &mut rest)?;
                continue;
            };
            inside.tag(Ws(fill.begin.0, fill.end.1), &mut rest);
            let mut spacing = spacing.inside(fill.begin);
            let mut body = Nodes::new();
            self.walk(&fill.body, scope, &mut spacing, &mut body)?;
            spacing.flush(fill.end, &mut body);
            contents.push((fill.name.clone(), body, fill.at.clone()));
        }
        inside.flush(tag.end, &mut rest);
        let blank =
            |node: &Node| matches!(node, Node::Text(text) if text.text.trim_ascii().is_empty());
        if !rest.iter().all(blank) {
            let at = tag.live.rest.at.clone();
            contents.push((String::new(), rest, at));
        }
        spacing.prepare(tag.end);
        out.push(Node::Component(ast::Component {
            live: tag.live.clone(),
            contents,
        }));
        Ok(())
    }

    pub(super) fn rows(
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

    pub(super) fn wrapped(
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
}
