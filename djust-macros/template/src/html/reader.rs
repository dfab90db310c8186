//! A cursor over a sequence of nodes: runs of literal text, and the tags between them as holes.
//!
//! Includes and blocks are read as if they stood in place; those that declare names of their own leave a mark where
//! their scope begins and ends.

use crate::ast::{At, Node, Nodes};

/// What the cursor stands on.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Peek<'r, 'a> {
    /// Literal text, never empty, up to the next tag.
    Text(&'r str),
    /// A tag.
    Hole(&'a Node),
    /// A scope begins.
    ScopeStart,
    /// A scope ends.
    ScopeEnd,
    /// Nothing is left.
    End,
}

#[derive(Debug)]
enum Run<'a> {
    /// Adjacent texts joined, and where each began.
    Text(String, Vec<(usize, At)>),
    Hole(&'a Node),
    ScopeStart,
    ScopeEnd,
}

/// The cursor.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    runs: Vec<Run<'a>>,
    run: usize,
    byte: usize,
    end: At,
}

impl<'a> Reader<'a> {
    /// Reads `nodes`; `end` is where errors about a missing end point when there is no text at all.
    pub(crate) fn new(nodes: &'a Nodes, end: &At) -> Reader<'a> {
        let mut reader = Reader {
            runs: Vec::new(),
            run: 0,
            byte: 0,
            end: end.clone(),
        };
        reader.line_up(nodes);
        reader
    }

    fn line_up(&mut self, nodes: &'a Nodes) {
        for node in nodes {
            match node {
                Node::Text(text) => match self.runs.last_mut() {
                    Some(Run::Text(run, starts)) => {
                        starts.push((run.len(), text.at.clone()));
                        run.push_str(&text.text);
                    }
                    _ if text.text.is_empty() => {}
                    _ => self
                        .runs
                        .push(Run::Text(text.text.clone(), vec![(0, text.at.clone())])),
                },
                Node::Scope(inner) if inner.iter().any(declares) => {
                    self.runs.push(Run::ScopeStart);
                    self.line_up(inner);
                    self.runs.push(Run::ScopeEnd);
                }
                Node::Scope(inner) => self.line_up(inner),
                // Definitions are gathered beforehand and write nothing where they stand.
                Node::Macro(_) => {}
                node => self.runs.push(Run::Hole(node)),
            }
        }
    }

    /// What stands here.
    pub(crate) fn peek(&self) -> Peek<'_, 'a> {
        match self.runs.get(self.run) {
            None => Peek::End,
            Some(Run::Text(text, _)) => Peek::Text(text.get(self.byte..).unwrap_or_default()),
            Some(Run::Hole(node)) => Peek::Hole(node),
            Some(Run::ScopeStart) => Peek::ScopeStart,
            Some(Run::ScopeEnd) => Peek::ScopeEnd,
        }
    }

    /// The text from here to the next tag; empty when a tag or the end stands here.
    pub(crate) fn text(&self) -> &str {
        match self.peek() {
            Peek::Text(text) => text,
            _ => "",
        }
    }

    /// Goes over `bytes` of text.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.byte += bytes;
        if let Some(Run::Text(text, _)) = self.runs.get(self.run)
            && self.byte >= text.len()
        {
            self.next();
        }
    }

    /// Takes `bytes` of text.
    pub(crate) fn take(&mut self, bytes: usize) -> String {
        let text = self.text();
        let taken = text.get(..bytes).unwrap_or(text).to_owned();
        self.skip(taken.len());
        taken
    }

    /// Takes text while `wanted` holds.
    pub(crate) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let text = self.text();
        let length = text.find(|c| !wanted(c)).unwrap_or(text.len());
        self.take(length)
    }

    /// Goes over a tag or what is left of a text.
    pub(crate) fn next(&mut self) {
        self.run += 1;
        self.byte = 0;
    }

    /// Where the cursor stands.
    pub(crate) fn at(&self) -> At {
        match self.runs.get(self.run) {
            Some(Run::Text(_, starts)) => {
                let start = starts.iter().rev().find(|(start, _)| *start <= self.byte);
                start.map_or_else(
                    || self.end.clone(),
                    |(start, at)| At {
                        file: at.file.clone(),
                        offset: at.offset + (self.byte - start),
                    },
                )
            }
            Some(Run::Hole(node)) => place(node).unwrap_or_else(|| self.end.clone()),
            _ => self.end.clone(),
        }
    }
}

/// Whether a node declares a name that must not be seen outside its scope.
fn declares(node: &Node) -> bool {
    matches!(node, Node::Statement(_) | Node::LetBlock(_))
}

/// Where a node stands.
pub(crate) fn place(node: &Node) -> Option<At> {
    match node {
        Node::Text(source) | Node::Expr(source) | Node::Statement(source) => {
            Some(source.at.clone())
        }
        Node::Include(source) | Node::Extends(source) => Some(source.at.clone()),
        Node::If(node) => Some(node.at.clone()),
        Node::Match(node) => Some(node.at.clone()),
        Node::For(node) => Some(node.at.clone()),
        Node::LetBlock(node) | Node::Filter(node) => Some(node.at.clone()),
        Node::Macro(node) => Some(node.at.clone()),
        Node::Call(node) => Some(node.at.clone()),
        Node::Break(at) | Node::Continue(at) => Some(at.clone()),
        Node::Live(live) | Node::Component(crate::ast::Component { live, .. }) => {
            Some(live.rest.at.clone())
        }
        Node::Import { path, .. } => Some(path.at.clone()),
        Node::Block { name, .. } => Some(name.at.clone()),
        Node::Scope(nodes) => nodes.iter().find_map(place),
    }
}
