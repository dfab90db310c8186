//! The HTML stage's first half: content is read with the template's tags as holes and becomes a tree.
//!
//! Every arm and every loop's body is read on its own and must balance its own elements, so a hole's context is that
//! of the element it stands in. No slot is numbered here: `fragments` does that.

pub(crate) mod attributes;
pub(crate) mod calls;
pub(crate) mod content;
pub(crate) mod left;
pub(crate) mod nesting;
pub(crate) mod reader;
pub(crate) mod root;
pub(crate) mod tag;
pub(crate) mod tree;
mod unchecked_addresses;
mod value;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use calls::{Called, trail};
use tree::Items;

use crate::ast::{At, Flat, Macro, Node, Nodes};
use crate::ir::{Diagnostic, Warning};
use crate::position::position;

/// What every part of the HTML stage shares: the template's macros, and what went wrong.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    /// The macros by name.
    pub(crate) macros: HashMap<&'a str, &'a Macro>,
    /// Where the template begins.
    pub(crate) start: At,
    errors: RefCell<Vec<Diagnostic>>,
    /// Whether errors are what is known already: the text is read again, in another context.
    again: Cell<bool>,
    warnings: RefCell<Vec<Warning>>,
    /// What was read to hold it to its place, and stands in no other tree.
    aside: RefCell<Vec<Items<'a>>>,
    /// What the roots of components can't be, by where their tags stand.
    roots: RefCell<Vec<(At, Vec<&'static str>)>>,
}

impl<'a> Site<'a> {
    /// Gathers the macros of a template.
    pub(crate) fn new(flat: &'a Flat, start: At) -> Site<'a> {
        let mut macros = HashMap::new();
        gather(&flat.nodes, &mut macros);
        Site {
            macros,
            start,
            errors: RefCell::default(),
            again: Cell::new(false),
            warnings: RefCell::default(),
            aside: RefCell::default(),
            roots: RefCell::default(),
        }
    }

    /// Notes an error.
    pub(crate) fn error(&self, at: &At, message: impl Into<String>) {
        self.error_because(at, message.into(), &[]);
    }

    /// Notes an error about text that stands where it does because of these calls.
    pub(crate) fn error_because(&self, at: &At, message: String, calls: &[Called<'_>]) {
        let at = position(at);
        let mut errors = self.errors.borrow_mut();
        // A macro's body is read once for each context in which it is called: one of the places is enough.
        let known = |error: &Diagnostic| error.at == at && error.message.starts_with(&message);
        if self.again.get() || errors.iter().any(known) {
            return;
        }
        let message = message + &trail(calls);
        errors.push(Diagnostic { at, message });
    }

    /// Reads what was read before: if something was found wrong then, it is not said once more in other words.
    pub(crate) fn again<R>(&self, read: impl FnOnce() -> R) -> R {
        let before = self.again.replace(!self.errors.borrow().is_empty());
        let result = read();
        self.again.set(before);
        result
    }

    /// Notes what is legal and likely a mistake.
    pub(crate) fn warn(&self, name: &'static str, at: &At, message: impl Into<String>) {
        let warning = Warning {
            name,
            at: position(at),
            message: message.into(),
        };
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }

    /// Keeps what was read of a macro, a call's body or a block that is written as a whole.
    pub(crate) fn keep(&self, items: Items<'a>) {
        self.aside.borrow_mut().push(items);
    }

    /// Takes what was kept.
    pub(crate) fn take_kept(&self) -> Vec<Items<'a>> {
        self.aside.take()
    }

    /// Notes what the root of the component at this place can't be.
    pub(crate) fn refuse_roots(&self, at: &At, names: Vec<&'static str>) {
        self.roots.borrow_mut().push((at.clone(), names));
    }

    /// What was noted of the component at this place.
    pub(crate) fn refused_roots(&self, at: &At) -> Vec<&'static str> {
        let roots = self.roots.borrow();
        let same = |it: &&(At, Vec<&str>)| it.0.offset == at.offset && it.0.file == at.file;
        roots
            .iter()
            .find(same)
            .map_or_else(Vec::new, |(_, names)| names.clone())
    }

    /// How many errors were noted.
    pub(crate) fn error_count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// Everything noted.
    pub(crate) fn into_notes(self) -> Notes {
        Notes {
            errors: self.errors.into_inner(),
            warnings: self.warnings.into_inner(),
        }
    }
}

/// What was noted on the way.
#[derive(Debug)]
pub(crate) struct Notes {
    /// What is wrong.
    pub(crate) errors: Vec<Diagnostic>,
    /// What is likely a mistake.
    pub(crate) warnings: Vec<Warning>,
}

fn gather<'a>(nodes: &'a Nodes, macros: &mut HashMap<&'a str, &'a Macro>) {
    for node in nodes {
        match node {
            Node::Macro(definition) => {
                macros.insert(definition.name.as_str(), definition);
            }
            Node::Scope(inner) => gather(inner, macros),
            _ => {}
        }
    }
}
