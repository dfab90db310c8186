//! What `dj-*` attributes name: handlers, inline arguments, parameters.
//!
//! One walk over what the HTML stage read. Only what is literal is understood here, in the client's own grammar. Whether
//! the view has such a handler is checked where its table is known.

mod arguments;
mod call;
mod choices;
mod commands;
mod effect;
mod fields;
mod heard;
mod hook;
mod ignore;
mod keys;
mod model;
mod names;
mod optimistic;
mod params;
mod shortcuts;
mod target;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};

use arguments::{DYNAMIC, Written};
use call::call;
pub(crate) use target::marked;

use crate::ast::{Node, Source};
use crate::entities::decode;
use crate::html::Site;
use crate::html::tree::{Attr, Content, Element, Hole, Item, Items, Tag, TagPart};
use crate::ir::{Binding, Fragment, Model, Param, Within};
use crate::position::position;
use crate::vocabulary::{self, Attribute, Carries, Payload, Value};

/// What is said of commands that Rust did not write.
const COMMANDS: &str = "a list of commands is written in Rust, which checks it: `{{ Js::show(\"#menu\").focus_first() }}`";

/// What the attributes of a template were found to bind.
#[derive(Debug, Default)]
pub(crate) struct Bound {
    bindings: Vec<Binding>,
    attributes: BTreeSet<&'static str>,
    models: Vec<Model>,
    /// Whether a field says which form it belongs to: any form may have it.
    field_elsewhere: bool,
    /// What shows ahead of the answers.
    changes: Vec<optimistic::Change>,
    /// What answers are narrowed to.
    aims: Vec<target::Aim>,
    /// How the expressions among inline arguments are written, by their files and offsets.
    arguments: HashMap<(String, usize), Written>,
}

impl Bound {
    /// An expression as the source for Askama has it: one among inline arguments is held to what can't end its argument.
    pub(crate) fn expression(&self, source: &Source, text: String) -> String {
        match self.arguments.get(&arguments::place(source)) {
            Some(written) => written.source(&text),
            None => text,
        }
    }

    /// Whether what a node writes is held to what may stand in its place.
    pub(crate) fn is_held(&self, node: &Node) -> bool {
        matches!(node, Node::Expr(source) if self.arguments.contains_key(&arguments::place(source)))
    }

    /// What the attributes name.
    pub(crate) fn bindings(&self) -> Vec<Binding> {
        let mut bindings = self.bindings.clone();
        if self.field_elsewhere {
            let forms = bindings.iter_mut().filter(|binding| binding.form);
            forms.for_each(|binding| binding.closed = false);
        }
        bindings
    }

    /// What `dj-model` names.
    pub(crate) fn models(&self) -> Vec<Model> {
        self.models.clone()
    }

    /// The names of our attributes in the template, sorted, each once.
    pub(crate) fn attributes(&self) -> Vec<String> {
        self.attributes
            .iter()
            .map(|&name| name.to_owned())
            .collect()
    }

    /// Says which changes that are to show ahead of the answer no slot of the fragments shows.
    pub(crate) fn check_changes(&self, site: &Site<'_>, fragments: &[Fragment]) {
        optimistic::check(site, &self.changes, fragments);
    }

    /// Says which elements that answers are to be narrowed to are not there.
    pub(crate) fn check_aims(&self, site: &Site<'_>, targets: &[Within], component: bool) {
        target::check(site, &self.aims, targets, component);
    }

    /// A macro's body is read once for each context in which it is called: equal bindings are one.
    fn add(&mut self, binding: Binding) {
        if !self.bindings.contains(&binding) {
            self.bindings.push(binding);
        }
    }
}

/// Collects the bindings of all elements, and says what is wrong with their attributes.
pub(crate) fn collect(site: &Site<'_>, items: &Items<'_>, bound: &mut Bound) {
    for item in items {
        match item {
            Item::Element(found) => element(site, found, bound),
            Item::Hole(Hole::Branch(_, arms)) => {
                arms.iter().for_each(|arm| collect(site, arm, bound));
            }
            Item::Hole(Hole::List(_, rows, otherwise)) => {
                collect(site, rows, bound);
                otherwise.iter().for_each(|arm| collect(site, arm, bound));
            }
            Item::Hole(Hole::Component(_, contents)) => {
                contents
                    .iter()
                    .for_each(|items| collect(site, items, bound));
            }
            _ => {}
        }
    }
}

fn element(site: &Site<'_>, element: &Element<'_>, bound: &mut Bound) {
    let tag = &element.tag;
    let attrs = tag.attrs();
    for attr in &attrs {
        if attr.name.starts_with("dj-") {
            names::check(site, attr);
            arguments::check(site, attr, &mut bound.arguments);
            if let Some(pushed) = commands::check(site, attr, &mut bound.arguments) {
                // The family that keeps commands carries out those of all others.
                let keeps = vocabulary::with(Value::Commands);
                bound.attributes.extend(keeps.map(|row| row.name));
                pushed.into_iter().for_each(|binding| bound.add(binding));
            }
        }
        bound.field_elsewhere |= attr.name == "form";
        let Some(row) = vocabulary::find(&attr.name) else {
            continue;
        };
        match row.value {
            Value::Hook => hook::check(site, row, attr),
            Value::Names => hook::check_ignored(site, tag, attr),
            Value::Ignore => ignore::check(site, element, attr),
            Value::Changes => bound.changes.extend(optimistic::read(site, attr)),
            Value::Target => bound.aims.extend(target::read(site, tag, attr)),
            _ => {}
        }
        if is_told(row) {
            bound.attributes.insert(row.name);
        }
    }
    for attr in &attrs {
        heard::read(site, attr)
            .into_iter()
            .for_each(|binding| bound.add(binding));
    }
    for model in model::read(site, tag, &attrs) {
        if !bound.models.contains(&model) {
            bound.models.push(model);
        }
    }
    events(site, tag, &attrs, bound);
    hook::check_copied(site, element);
    if let Content::Items(items) = &element.children {
        collect(site, items, bound);
        if tag.name == "form" {
            submit(site, tag, &attrs, items, bound);
        }
    }
    effect::check(site, element);
}

/// What an element's events name. A form's submit is read by [`submit`], once its fields are known.
fn events(site: &Site<'_>, tag: &Tag<'_>, attrs: &[&Attr<'_>], bound: &mut Bound) {
    for attr in attrs {
        let Some((row, event)) = vocabulary::event(&attr.name) else {
            continue;
        };
        if tag.name == "form" && is_submit(row) {
            continue;
        }
        let called: Vec<Binding> = match row.value {
            // It names a field.
            Value::Model => continue,
            Value::Shortcuts => shortcuts::read(site, row, attr, &mut bound.arguments),
            _ => named(site, row, attr),
        };
        for mut binding in called {
            binding.params = given(row, attrs);
            let sent = event.payload.params().iter();
            let sent = sent.map(|name| params::sent((*name).to_owned(), None, binding.at.clone()));
            binding.params.extend(sent);
            // An event of one field carries the form that hears of it.
            let whole = tag.name == "form" && event.payload == Payload::Field;
            let known = event.payload.is_known() && !whole;
            binding.closed = known && !conditional(tag) && !open_ended(attrs);
            bound.add(binding);
        }
    }
}

/// What a form's submit names, with the fields that stand in it.
fn submit(
    site: &Site<'_>,
    tag: &Tag<'_>,
    attrs: &[&Attr<'_>],
    items: &Items<'_>,
    bound: &mut Bound,
) {
    for attr in attrs {
        let Some((row, event)) = vocabulary::event(&attr.name).filter(|(row, _)| is_submit(row))
        else {
            continue;
        };
        for mut binding in named(site, row, attr) {
            binding.params = given(row, attrs);
            let fields = fields::all(items);
            binding.closed = fields.is_some() && !conditional(tag) && !open_ended(attrs);
            binding.form = true;
            for field in fields.into_iter().flatten() {
                add_field(&mut binding.params, field);
            }
            for name in event.payload.params() {
                let sent = fields::Field {
                    name: (*name).to_owned(),
                    at: attr.value_at.clone(),
                    unsent: None,
                };
                add_field(&mut binding.params, sent);
            }
            bound.add(binding);
        }
    }
}

/// The parameters that the element's attributes give an event. One that must name a parameter may name that of any
/// handler on the element.
fn given(event: &Attribute, attrs: &[&Attr<'_>]) -> Vec<Param> {
    let mut params = params::given(event, attrs);
    let events = attrs.iter().filter_map(|attr| {
        let (row, _) = vocabulary::event(&attr.name)?;
        (row.name != event.name && row.value != Value::Model).then_some((row, *attr))
    });
    for (row, attr) in events {
        let theirs = params::given(row, attrs);
        let called = arguments::handler(attr);
        let shared = params
            .iter_mut()
            .filter(|param| theirs.iter().any(|other| other.at == param.at));
        for param in shared {
            match &called {
                Some(name) => param.others.push(name.clone()),
                // Whatever a render names may take it.
                None => param.strict = false,
            }
        }
    }
    params
}

/// Whether it is a form's own event.
fn is_submit(row: &Attribute) -> bool {
    row.on == vocabulary::On::Form
        && row
            .event()
            .is_some_and(|event| event.payload == Payload::Form)
}

/// Whether an attribute gives parameters that nobody can name here.
fn open_ended(attrs: &[&Attr<'_>]) -> bool {
    let rows = attrs.iter().filter_map(|attr| vocabulary::find(&attr.name));
    rows.into_iter()
        .any(|row| row.carries == Carries::Parameter && !row.is_prefix())
}

/// Whether server and client are told that the template has the attribute.
fn is_told(row: &Attribute) -> bool {
    match row.carries {
        Carries::Mark => row.value == Value::Filled,
        Carries::Rate | Carries::Flag => true,
        _ => params::is_ours(row),
    }
}

/// Whether a script of the page's may put elements into the attribute's element.
fn is_scripted(attr: &Attr<'_>) -> bool {
    vocabulary::find(&attr.name).is_some_and(|row| row.scripted)
}

/// Adds what a field gives; it is sure to be sent if one of its name is.
fn add_field(params: &mut Vec<Param>, field: fields::Field) {
    match params.iter_mut().find(|param| param.name == field.name) {
        Some(param) if field.unsent.is_none() => param.unsent = None,
        Some(_) => {}
        None => params.push(params::sent(field.name, field.unsent, position(&field.at))),
    }
}

fn conditional(tag: &Tag<'_>) -> bool {
    tag.parts
        .iter()
        .any(|part| matches!(part, TagPart::Chunk(..)))
}

/// A binding that names no handler yet.
fn unnamed(attribute: &str, attr: &Attr<'_>) -> Binding {
    Binding {
        attribute: attribute.to_owned(),
        handler: None,
        args: None,
        params: Vec::new(),
        closed: false,
        form: false,
        heard: false,
        at: position(&attr.value_at),
    }
}

/// The handlers that an attribute names: one, or those that a render chooses from.
fn named(site: &Site<'_>, row: &Attribute, attr: &Attr<'_>) -> Vec<Binding> {
    match choices::of(site, attr, DYNAMIC) {
        Ok(choices) => {
            let chosen = choices.len() > 1;
            let calls = choices.iter().filter(|text| !(chosen && is_blank(text)));
            calls
                .filter_map(|text| literal(site, row, attr, text))
                .collect()
        }
        Err(open) => {
            // `select({% for … %})` names its handler all the same.
            let handler = arguments::handler(attr);
            if handler.is_none() {
                choices::warn(site, attr, open);
            }
            let named = handler.map(|handler| Binding {
                handler: Some(handler),
                ..unnamed(row.name, attr)
            });
            named.into_iter().collect()
        }
    }
}

/// Whether a text calls nothing: where it is empty, or commands stand.
fn is_blank(text: &str) -> bool {
    text.trim_matches(|c: char| c == DYNAMIC || c.is_whitespace())
        .is_empty()
}

/// The handler that a value names, with [`DYNAMIC`] in place of each slot.
fn literal(site: &Site<'_>, row: &Attribute, attr: &Attr<'_>, value: &str) -> Option<Binding> {
    let value = decode(value);
    let value = value.trim();
    let optional = row.value == Value::OptionalCall;
    if optional && value.is_empty() {
        // The switch without a handler.
        return None;
    }
    let at = &attr.value_at;
    if value.starts_with(['[', '{']) {
        site.error(at, COMMANDS);
        return None;
    }
    // Commands, or a name that was refused.
    let name = value.split('(').next().unwrap_or_default();
    if name.contains(DYNAMIC) {
        return None;
    }
    match call(value) {
        Ok((name, args)) => {
            let args = args.into_iter().map(arguments::literal_or_dynamic);
            Some(Binding {
                handler: Some(name),
                args: Some(args.collect()),
                ..unnamed(row.name, attr)
            })
        }
        Err(expected) => {
            let value = value.replace(DYNAMIC, "{{ … }}");
            site.error(at, format!("`{}=\"{value}\"`: {expected}", attr.written));
            None
        }
    }
}
