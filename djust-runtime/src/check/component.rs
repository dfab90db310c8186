//! The checks of a component's tag: what it gives, and what its component sends.

use super::message::Message;
use super::{find, find_param, is_nearer, is_one_of, same};
use crate::handler::{HandlerMeta, Kind, MessageMeta, ParamMeta, PropMeta};

/// A `live_component` tag.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// Where it stands, such as `templates/movie.html:12:7`.
    pub at: &'static str,
    /// As [`Binding::excerpt`](super::Binding::excerpt).
    pub excerpt: &'static str,
    /// The component as the tag names it.
    pub component: &'static str,
    /// The props that it gives.
    pub props: &'static [&'static str],
}

/// The number of a prop that a tag gives.
///
/// # Panics
///
/// The component has no such prop: in a constant, that is a compile error with the message.
#[track_caller]
pub const fn prop(
    component: &str,
    props: &[PropMeta],
    name: &str,
    at: &str,
    excerpt: &str,
) -> usize {
    let (mut index, mut best, mut likely) = (0, usize::MAX, None);
    while index < props.len() {
        if same(props[index].name, name) {
            return index;
        }
        if is_nearer(props[index].name, name, &mut best) {
            likely = Some(props[index].name);
        }
        index += 1;
    }
    let mut message = Message::at(at);
    message.push("no prop ");
    message.quoted(name);
    message.push(" on ");
    message.quoted(component);
    message.likely(likely);
    if likely.is_none() {
        message.props(props);
    }
    message.fail(excerpt)
}

/// Checks that a tag gives what has no default.
///
/// # Panics
///
/// As [`prop`].
#[track_caller]
pub const fn complete(tag: &Tag, props: &[PropMeta]) {
    let mut at = 0;
    while at < props.len() {
        let prop = &props[at];
        if prop.required && !is_one_of(tag.props, prop.name) {
            let mut message = Message::at(tag.at);
            message.quoted(tag.component);
            message.push(" needs the prop ");
            message.quoted(prop.name);
            message.push(": write `");
            message.push(prop.name);
            message.push("=…` (it is `");
            message.push(prop.ty);
            message.push("`), or give the field a `#[prop(default = …)]`");
            message.fail(tag.excerpt);
        }
        at += 1;
    }
}

/// Checks that a component's one element may stand where the tag does, in `parent`.
///
/// # Panics
///
/// As [`prop`].
#[track_caller]
pub const fn root(tag: &Tag, root: &str, refused: &[&str], parent: &str) {
    if !is_one_of(refused, root) {
        return;
    }
    let mut message = Message::at(tag.at);
    message.quoted(tag.component);
    message.push(" is a `<");
    message.push(root);
    message.push(">`, which a browser does not leave in this place");
    if !parent.is_empty() {
        message.push(", in `<");
        message.push(parent);
        message.push(">`");
    }
    message.push(": write another element around the tag, or begin the component with another one");
    message.fail(tag.excerpt);
}

/// Checks that a component shows what a tag hands to it. `outlets` are the names under which it does.
///
/// # Panics
///
/// As [`prop`].
#[track_caller]
pub const fn contents(tag: &Tag, contents: &[&str], outlets: &[&str]) {
    let mut at = 0;
    while at < contents.len() {
        let name = contents[at];
        if !is_one_of(outlets, name) {
            no_outlet(tag, name, outlets);
        }
        let mut before = 0;
        while before < at {
            if same(contents[before], name) {
                let mut message = Message::at(tag.at);
                message.push("the slot ");
                message.quoted(name);
                message.push(" is filled twice: take one away");
                message.fail(tag.excerpt);
            }
            before += 1;
        }
        at += 1;
    }
}

#[track_caller]
const fn no_outlet(tag: &Tag, name: &str, outlets: &[&str]) -> ! {
    let mut message = Message::at(tag.at);
    message.quoted(tag.component);
    if name.is_empty() {
        message.push(" takes no content: its template has no `{% slot %}`. If what stands up to the next `{% endlive_component %}` is for a component around it, name that one there, as in `{% endlive_component Name %}`");
        message.fail(tag.excerpt)
    }
    message.push(" has no slot ");
    message.quoted(name);
    let (mut at, mut best, mut likely) = (0, usize::MAX, None);
    while at < outlets.len() {
        if !outlets[at].is_empty() && is_nearer(outlets[at], name, &mut best) {
            likely = Some(outlets[at]);
        }
        at += 1;
    }
    message.likely(likely);
    if likely.is_none() && is_one_of(outlets, "") {
        message.push("; it has one without a name, for what stands straight in the tag: take the `fill` away around it");
    }
    message.fail(tag.excerpt)
}

/// Checks that the parent, whose handlers these are, takes what the component sends.
///
/// # Panics
///
/// As [`prop`].
#[track_caller]
pub const fn messages(
    tag: &Tag,
    emits: &[&MessageMeta],
    parent: &str,
    handlers: &[HandlerMeta],
    refused: &[&str],
) {
    let mut at = 0;
    while at < emits.len() {
        match find(handlers, emits[at].handler) {
            Some(handler) => message(tag, emits[at], handler),
            // It was reported where it stands.
            None if is_one_of(refused, emits[at].handler) => {}
            None => no_handler(tag, emits[at], parent),
        }
        at += 1;
    }
}

#[track_caller]
const fn message(tag: &Tag, sent: &MessageMeta, handler: &HandlerMeta) {
    let mut at = 0;
    while at < sent.fields.len() {
        let field = &sent.fields[at];
        match find_param(handler.params, field.name) {
            Some(index) => fits(tag, sent, field, handler, &handler.params[index]),
            None if handler.rest => {}
            None => {
                let mut text = begin(tag, sent);
                text.push("with a field ");
                text.quoted(field.name);
                text.push(", which is no parameter of ");
                text.quoted(handler.name);
                text.signature(handler);
                text.fail(tag.excerpt);
            }
        }
        at += 1;
    }
    at = 0;
    while at < handler.params.len() {
        let param = &handler.params[at];
        if param.required && find_param(sent.fields, param.name).is_none() {
            let mut text = begin(tag, sent);
            text.push("without the parameter ");
            text.quoted(param.name);
            text.push(" that ");
            text.quoted(handler.name);
            text.push(" needs");
            text.signature(handler);
            text.fail(tag.excerpt);
        }
        at += 1;
    }
}

/// Refuses a field whose type the parameter can't take.
#[track_caller]
const fn fits(
    tag: &Tag,
    sent: &MessageMeta,
    field: &ParamMeta,
    handler: &HandlerMeta,
    param: &ParamMeta,
) {
    let taken = match (field.kind, param.kind) {
        (Kind::Other, _) | (_, Kind::Other) => true,
        // Text takes the text of a number, a `bool` or a character, a list takes one of them.
        (from, Kind::Str | Kind::List) => {
            !matches!(from, Kind::List) || matches!(param.kind, Kind::List)
        }
        (Kind::Int, Kind::Int | Kind::Float) => true,
        (Kind::Float, Kind::Float) | (Kind::Bool, Kind::Bool) | (Kind::Char, Kind::Char) => true,
        _ => false,
    };
    // Without a value there is no call.
    let may_lack = param.required && !field.required;
    if taken && !may_lack {
        return;
    }
    let mut text = begin(tag, sent);
    text.push("with a field ");
    text.quoted(field.name);
    text.push(" of type ");
    text.quoted(field.ty);
    text.push(", and ");
    text.quoted(handler.name);
    text.push(" takes ");
    text.quoted(param.ty);
    text.signature(handler);
    text.fail(tag.excerpt);
}

/// "`StarRating` sends `RatingChanged` ".
const fn begin(tag: &Tag, sent: &MessageMeta) -> Message {
    let mut message = Message::at(tag.at);
    message.quoted(tag.component);
    message.push(" sends ");
    message.quoted(sent.name);
    message.push(" ");
    message
}

#[track_caller]
const fn no_handler(tag: &Tag, sent: &MessageMeta, parent: &str) -> ! {
    let mut message = begin(tag, sent);
    message.push("to its parent, and ");
    message.quoted(parent);
    message.push(" has no handler ");
    message.quoted(sent.handler);
    message.push(": write `#[event_handler] fn ");
    message.push(sent.handler);
    message.push("(&mut self");
    let mut at = 0;
    while at < sent.fields.len() {
        message.push(", ");
        message.push(sent.fields[at].name);
        message.push(": ");
        message.push(sent.fields[at].ty);
        at += 1;
    }
    message.push(")`");
    message.fail(tag.excerpt)
}
