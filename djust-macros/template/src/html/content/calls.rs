//! Reads macros and the bodies of their calls in each place where they are written, to hold them to its rules.
//!
//! The trees that come of it are kept for the bindings alone: `fragments` reads each once more, for the context in which
//! it is compiled.

use crate::ast::{At, Call, Node};
use crate::expression::{assigned, invocation};
use crate::html::calls::{enter, enter_body};
use crate::html::content::{Around, Reading, read};
use crate::html::tree::{Tag, TagPart, each_attr};
use crate::html::unchecked_addresses;
use crate::html::value;

impl<'a> Reading<'_, 'a> {
    /// A macro's call: what may stand in a `div` may not in a `p`.
    pub(super) fn called(&self, here: &Around<'a>, name: &str, call: Option<&'a Call>, at: &At) {
        let mut around = here.called();
        let base = around.open.len();
        if let Some(definition) = enter(self.site, &mut around.calls, name, call, at, base) {
            let items = read(self.site, &definition.body, &around, &definition.at);
            self.site.keep(items);
        }
    }

    /// `caller()`: the body of the call stands here.
    pub(super) fn placed(&self, here: &Around<'a>, at: &At) {
        let mut around = here.called();
        let base = around.open.len();
        if let Some(call) = enter_body(&mut around.calls, at, base) {
            let items = read(self.site, &call.body, &around, &call.at);
            self.site.keep(items);
        }
    }

    /// What is written into a variable: as a whole, in a place that is not known yet.
    pub(super) fn variable(&self, node: &'a Node) {
        let nowhere = Around {
            calls: self.around.calls.clone(),
            whole: self.around.whole,
            ..Around::default()
        }
        .whole();
        match node {
            Node::LetBlock(block) => {
                let items = read(self.site, &block.body, &nowhere, &block.at);
                self.site.keep(items);
            }
            Node::Statement(source) => {
                let value = assigned(&source.text).map_or("", |from| source.text[from..].trim());
                match invocation(value) {
                    Some(("caller", _)) => self.placed(&nowhere, &source.at),
                    Some((name, _)) => self.called(&nowhere, name, None, &source.at),
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// What the tags of the template within a start tag write.
    pub(super) fn check_tag(&self, tag: &Tag<'a>) {
        for part in &tag.parts {
            if let TagPart::Statement(node) = part {
                self.variable(node);
            }
        }
        each_attr(&tag.parts, &mut |attr| {
            value::check(self.site, attr, &self.around.calls);
        });
        let here = self.is_whole().then_some(self.around.calls.len());
        if let Some(outside) = self.around.whole.or(here) {
            let calls = self.around.calls.get(outside..).unwrap_or_default();
            unchecked_addresses::refuse(self.site, tag, calls);
        }
    }
}
