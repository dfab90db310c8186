//! Macros: each is written once for each context in which it is called.
//!
//! In element content its body is a fragment with marks, once for each namespace; where the tape's offsets mean
//! nothing (an attribute's value, a filter's block) a second definition without marks is called, `name__raw`.

use crate::ast::{At, Call, Nodes, Source};
use crate::bindings;
use crate::expression;
use crate::fragments::{Frame, Place, Writer, flow};
use crate::html::content::{self, Around};
use crate::html::tree::{Invocation, Items};
use crate::ir::{Key, Namespace, Part, Slot};

/// Where a macro is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// In element content.
    Marked(Namespace, Shown),
    /// Where no mark may stand.
    Raw,
}

/// What becomes of white space where a macro is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// It is shown as one space.
    Folded,
    /// Every character of it is shown, as in `pre`.
    Whole,
    /// It is never shown, as in `ul`.
    Nothing,
}

impl Shown {
    fn at(place: &Place) -> Shown {
        match (place.pre, place.hides_space()) {
            (true, _) => Shown::Whole,
            (_, true) => Shown::Nothing,
            _ => Shown::Folded,
        }
    }
}

/// A macro in one context.
#[derive(Debug)]
pub(crate) struct Variant {
    name: String,
    mode: Mode,
    /// Its name in the source.
    pub(crate) written: String,
    /// Its body's fragment, when it is marked.
    fragment: u16,
    /// The slots in which its body is `caller()`, with their fragments.
    pub(crate) callers: Vec<(u16, u16)>,
    /// What those slots stand in.
    callers_in: Vec<Place>,
    /// The bodies that `caller()` can render.
    pub(crate) bodies: Vec<u16>,
    /// `caller()` stands where no mark may stand.
    raw_caller: bool,
    /// Something with a state of its own stands in its body.
    stateful: bool,
    done: bool,
}

impl<'a> Writer<'_, 'a> {
    /// The macro in this context, written if it was not called there before. Nothing when there is no such macro.
    fn variant(&mut self, name: &str, mode: Mode, place: &Place) -> Option<usize> {
        let known = |variant: &Variant| variant.name == name && variant.mode == mode;
        if let Some(found) = self.variants.iter().position(known) {
            // One that calls itself was refused when files were put together.
            let is_done = self.variants.get(found).is_some_and(|it| it.done);
            return is_done.then_some(found);
        }
        let definition = *self.site.macros.get(name)?;
        let suffix = match mode {
            Mode::Marked(Namespace::Html, _) => "",
            Mode::Marked(Namespace::Svg, _) => "__svg",
            Mode::Marked(Namespace::MathMl, _) => "__math",
            Mode::Raw => "__raw",
        };
        let shown = match mode {
            Mode::Marked(_, Shown::Whole) => "__pre",
            Mode::Marked(_, Shown::Nothing) => "__tight",
            _ => "",
        };
        // What is handed to a component has fragments of its own, and so have the macros in it.
        let table = match self.table {
            0 => String::new(),
            table => format!("__content{table}"),
        };
        let written = format!("{name}{suffix}{shown}{table}");
        let index = self.variants.len();
        self.variants.push(Variant {
            name: name.to_owned(),
            mode,
            written: written.clone(),
            fragment: 0,
            callers: Vec::new(),
            callers_in: Vec::new(),
            bodies: Vec::new(),
            raw_caller: false,
            stateful: false,
            done: false,
        });
        let caller = std::mem::take(&mut self.source);
        let current = self.current.replace(index);
        let parameters = expression::parameters(&definition.params.text);
        let params = definition.params.text.trim();
        let params = if params.is_empty() { "()" } else { params };
        self.tag(&format!("macro {written}{params}"));
        let body = |writer: &mut Self| match mode {
            Mode::Marked(namespace, _) => {
                debug_assert_eq!(namespace, place.namespace);
                let items = writer.read_again(&definition.body, place, &definition.at);
                writer.fragment(&items, place, false)
            }
            Mode::Raw => {
                writer.raw_nodes(&definition.body);
                0
            }
        };
        let around = std::mem::take(&mut self.stateful);
        let fragment = self.scoped(&parameters, |writer| writer.detached(body));
        let stateful = std::mem::replace(&mut self.stateful, around);
        self.tag("endmacro");
        let body = std::mem::replace(&mut self.source, caller);
        self.definitions += &body;
        self.current = current;
        if let Some(variant) = self.variants.get_mut(index) {
            variant.fragment = fragment;
            variant.stateful = stateful;
            variant.done = true;
        }
        Some(index)
    }

    /// A call in element content: a branch with one arm.
    pub(super) fn call(&mut self, frame: &mut Frame, call: &Invocation<'a>, place: &Place) {
        let slot = frame.slot(Slot::Branch(Vec::new()));
        frame.parts.push(Part::Branch(slot));
        let mode = Mode::Marked(place.namespace, Shown::at(place));
        let name = match call {
            Invocation::Inline { name, .. } => *name,
            Invocation::Block(call) => call.name.as_str(),
        };
        let Some(index) = self.variant(name, mode, place) else {
            return;
        };
        match call {
            Invocation::Inline { args, source, .. } => {
                self.note(args, &offset(&source.at, source.text.len() - args.len()));
                if let Some(written) = self
                    .variants
                    .get(index)
                    .map(|variant| variant.written.clone())
                {
                    self.expression(&format!("{written}{args}"));
                }
            }
            Invocation::Block(call) => self.call_block(index, call, Some(place)),
        }
        let written = self.variants.get(index);
        let (fragment, stateful) =
            written.map_or((0, false), |variant| (variant.fragment, variant.stateful));
        self.stateful |= stateful;
        flow::set_branch(frame, slot, vec![fragment]);
        if place.top && frame.key.is_none() {
            frame.key = Some(Key::Branch(slot));
        }
    }

    /// Reads what stands in a place. It was checked before, in all that is around the place.
    fn read_again(&mut self, nodes: &'a Nodes, place: &Place, at: &At) -> Items<'a> {
        let mut around = Around::default();
        if let Some(parent) = &place.parent {
            around.open.push((parent.clone(), place.namespace));
        }
        let site = self.site;
        let bound = &mut self.bound;
        site.again(|| {
            let items = content::read(site, nodes, &around, at);
            bindings::collect(site, &items, bound);
            items
        })
    }

    /// Writes `{% call %}`; `here` is where it stands, when that is in content.
    fn call_block(&mut self, index: usize, call: &'a Call, here: Option<&Place>) {
        let Some(variant) = self.variants.get(index) else {
            return;
        };
        let raw = variant.raw_caller;
        let written = variant.written.clone();
        let inside = meeting(&variant.callers_in);
        if let Err(()) = inside {
            self.site.error(
                &call.at,
                format!(
                    "the macro `{}` writes `caller()` in a drawing and outside of it: one body can't be both; pass one of them as an argument",
                    call.name
                ),
            );
        }
        let inside = inside.unwrap_or_default();
        if raw && inside.is_some() {
            self.site.error(
                &call.at,
                format!(
                    "the macro `{}` writes `caller()` in element content and in an attribute or filter: one body can't do for both; pass one of them as an argument",
                    call.name
                ),
            );
        }
        self.note(&call.args.text, &call.args.at);
        let params = call.caller_params.trim();
        let args = call.args.text.trim();
        let args = if args.is_empty() { "()" } else { args };
        self.tag(&format!("call{params} {written}{args}"));
        let names = expression::parameters(params);
        self.scoped(&names, |writer| match (inside, here) {
            (Some(place), _) => {
                let items = writer.read_again(&call.body, &place, &call.at);
                let body = writer.detached(|writer| writer.fragment(&items, &place, false));
                if let Some(variant) = writer.variants.get_mut(index) {
                    variant.bodies.push(body);
                }
            }
            (None, _) if raw => writer.raw_nodes(&call.body),
            // The macro does not render its caller: the body is checked, and written nowhere.
            (None, Some(here)) => {
                writer.read_again(&call.body, here, &call.at);
            }
            (None, None) => {}
        });
        self.tag("endcall");
    }

    /// `{{ caller() }}` in element content.
    pub(super) fn caller(&mut self, frame: &mut Frame, source: &Source, place: &Place) {
        let slot = frame.slot(Slot::Branch(Vec::new()));
        frame.parts.push(Part::Branch(slot));
        if place.top && frame.key.is_none() {
            frame.key = Some(Key::Branch(slot));
        }
        self.note(&source.text, &source.at);
        self.expression(&source.text);
        match self
            .current
            .and_then(|current| self.variants.get_mut(current))
        {
            Some(variant) => {
                variant.callers.push((frame.id, slot));
                variant.callers_in.push(place.clone());
            }
            None => self.site.error(
                &source.at,
                "`caller()` outside a macro: only a macro has a caller",
            ),
        }
    }

    /// The source's text for an expression where no mark may stand.
    pub(crate) fn raw_expression(&mut self, source: &Source) -> String {
        self.note(&source.text, &source.at);
        self.raw_text(&source.text)
            .unwrap_or_else(|| source.text.clone())
    }

    /// The text of a macro's call where no mark may stand; nothing when the text is none.
    pub(crate) fn raw_text(&mut self, text: &str) -> Option<String> {
        let (name, args) = expression::invocation(text)?;
        if name == "caller" {
            let variant = self
                .current
                .and_then(|current| self.variants.get_mut(current))?;
            variant.raw_caller = true;
            return None;
        }
        if !self.site.macros.contains_key(name) {
            return None;
        }
        let index = self.variant(name, Mode::Raw, &nowhere())?;
        let written = self.variants.get(index)?.written.clone();
        Some(format!("{written}{args}"))
    }

    /// `{% call %}` where no mark may stand.
    pub(crate) fn raw_call(&mut self, call: &'a Call) {
        if let Some(index) = self.variant(&call.name, Mode::Raw, &nowhere()) {
            self.call_block(index, call, None);
        }
    }
}

/// The place for which a body is compiled that stands in all these: the one that keeps most of its white space.
fn meeting(places: &[Place]) -> Result<Option<Place>, ()> {
    let Some(first) = places.first() else {
        return Ok(None);
    };
    if places.iter().any(|one| one.namespace != first.namespace) {
        return Err(());
    }
    let keeps = |place: &&Place| match Shown::at(place) {
        Shown::Nothing => 0,
        Shown::Folded => 1,
        Shown::Whole => 2,
    };
    Ok(places.iter().max_by_key(keeps).cloned())
}

fn nowhere() -> Place {
    Place {
        parent: None,
        namespace: Namespace::Html,
        pre: false,
        top: false,
        only: None,
        row: false,
    }
}

fn offset(at: &crate::ast::At, bytes: usize) -> crate::ast::At {
    crate::ast::At {
        file: at.file.clone(),
        offset: at.offset + bytes,
    }
}
