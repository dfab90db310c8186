//! Names that a template declares somewhere: where one is meant, what is known of the view's field of that name says nothing.
//!
//! It is a guess that leans to one side: a name counts as declared from its declaration on, even where it is out of reach again.

use std::collections::HashSet;

use crate::lexer::scan::is_word;
use crate::parser::tree::Raw;

/// The names so far.
#[derive(Default)]
pub(super) struct Declared(HashSet<String>);

impl Declared {
    /// Notes what a node declares.
    pub(super) fn note(&mut self, node: &Raw) {
        match node {
            Raw::For(tag) => self.words(tag.header.text.split(" in ").next().unwrap_or_default()),
            Raw::Statement(_, source) => self.words(before_value(&source.text)),
            Raw::LetBlock(block) => self.words(&block.header.text),
            Raw::Call(call) => self.words(&call.caller_params),
            Raw::If(tag) => {
                let tests = tag.arms.iter().filter_map(|arm| arm.test.as_ref());
                let patterns = tests.flat_map(|test| test.text.split("let ").skip(1));
                patterns.for_each(|pattern| self.words(before_value(pattern)));
            }
            Raw::Match(tag) => {
                let patterns = tag.arms.iter().filter_map(|arm| arm.test.as_ref());
                patterns.for_each(|pattern| self.words(&pattern.text));
            }
            _ => {}
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    fn words(&mut self, text: &str) {
        let words = text.split(|c| !is_word(c)).filter(|word| !word.is_empty());
        self.0.extend(words.map(str::to_owned));
    }
}

fn before_value(text: &str) -> &str {
    text.split('=').next().unwrap_or_default()
}
