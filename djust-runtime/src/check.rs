//! Checks of a template's `dj-*` attributes against the table of handlers, while the program is compiled.
//!
//! The macro that sees the template does not see the handlers, and the one that sees the handlers does not see the
//! template. So generated code holds a constant for each attribute, which calls [`binding`]: a mistake is a panic in
//! constant evaluation, that is a compile error. What a literal may be for a parameter is the table of
//! [`crate::param`]; the tests hold the two together.

use crate::handler::{HandlerMeta, Kind, ParamMeta};
use crate::param::{is_decimal, is_integer, other_name, truth};

pub mod component;
mod form;
mod heard;
mod message;

pub use form::form_field;
pub use heard::{Below, heard};
use message::Message;

/// A `dj-*` attribute that names a handler.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it stands, such as `templates/counter.html:12:7`.
    pub at: &'static str,
    /// The template's line with a caret below, each on a line of its own; may be empty.
    pub excerpt: &'static str,
    /// The handler's name.
    pub handler: &'static str,
    /// Inline arguments; `None` if it can't be told how many there are.
    pub args: Option<&'static [Literal]>,
    /// What the element's other attributes give.
    pub params: &'static [Given],
    /// Whether the element gives nothing else.
    pub closed: bool,
    /// Whether it is a form's submit: `params` has the form's fields, too.
    pub form: bool,
}

/// A literal inline argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Literal {
    /// Quoted, or what stands bare and is nothing else.
    Str(&'static str),
    /// A bare word: text too, and perhaps meant as a name of the template's.
    Word(&'static str),
    /// An integer.
    Int(i64),
    /// A float.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// Whatever a render writes; checked when it arrives.
    Dynamic,
}

/// A parameter that an attribute gives.
#[derive(Debug, Clone, Copy)]
pub struct Given {
    /// The parameter's name.
    pub name: &'static str,
    /// Whether it must name a parameter.
    pub strict: bool,
    /// The other handlers on the element that get it.
    pub others: &'static [&'static str],
    /// The value, if it is literal.
    pub value: Option<&'static str>,
    /// Why a form may be sent without it.
    pub unsent: Option<Unsent>,
    /// Where it stands.
    pub at: &'static str,
    /// As [`Binding::excerpt`].
    pub excerpt: &'static str,
}

/// A field that a browser leaves out of what a form sends, unless the user chose something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsent {
    /// A checkbox that is not checked.
    Checkbox,
    /// Radio buttons of which none is chosen.
    Radio,
    /// A `<select multiple>` with nothing chosen.
    Multiple,
}

/// How a literal fits a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It does, as far as its kind tells.
    Fits,
    /// It stands for no value.
    Missing,
    /// It does not.
    Mismatch,
}

/// Checks an attribute of this view's template. Handlers with a mistake of their own are `refused`: those that it names
/// were reported already.
///
/// # Panics
///
/// The attribute does not fit the handlers: in a constant, that is a compile error with the message.
#[track_caller]
pub const fn binding(view: &str, handlers: &[HandlerMeta], refused: &[&str], binding: &Binding) {
    let Some(handler) = find(handlers, binding.handler) else {
        if is_one_of(refused, binding.handler) {
            return;
        }
        no_handler(view, handlers, refused, binding);
    };
    if let Some(args) = binding.args {
        positional(handler, args, binding);
    }
    let mut at = 0;
    while at < binding.params.len() {
        named(handlers, handler, &binding.params[at], binding);
        at += 1;
    }
    if binding.closed {
        complete(handler, binding);
    }
}

/// How a literal fits a parameter of this kind.
#[must_use]
pub const fn fits(kind: Kind, literal: &Literal) -> Fit {
    match *literal {
        Literal::Null => Fit::Missing,
        Literal::Dynamic => Fit::Fits,
        Literal::Str(text) | Literal::Word(text) => text_fits(kind, text),
        Literal::Bool(_) => when(matches!(
            kind,
            Kind::Bool | Kind::Str | Kind::List | Kind::Other
        )),
        Literal::Int(number) => when(match kind {
            Kind::Bool => number == 0 || number == 1,
            Kind::Char => number >= 0 && number <= 9,
            _ => true,
        }),
        Literal::Float(number) => {
            // A browser writes a whole number without a fraction.
            let whole = number as i64;
            if whole as f64 == number && whole.unsigned_abs() < 1 << 53 {
                return fits(kind, &Literal::Int(whole));
            }
            when(!matches!(kind, Kind::Int | Kind::Bool | Kind::Char))
        }
    }
}

const fn text_fits(kind: Kind, text: &str) -> Fit {
    let trimmed = text.trim_ascii();
    match kind {
        Kind::Str | Kind::List | Kind::Other => Fit::Fits,
        Kind::Char if text.is_empty() => Fit::Missing,
        Kind::Char => when(characters(text) == 1),
        _ if trimmed.is_empty() => Fit::Missing,
        Kind::Int => when(is_integer(trimmed.as_bytes())),
        Kind::Float => when(is_decimal(trimmed.as_bytes())),
        Kind::Bool => when(truth(trimmed.as_bytes()).is_some()),
    }
}

const fn when(fits: bool) -> Fit {
    if fits { Fit::Fits } else { Fit::Mismatch }
}

const fn characters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        // Any byte but a continuation begins a character.
        if bytes[at] & 0xc0 != 0x80 {
            count += 1;
        }
        at += 1;
    }
    count
}

#[track_caller]
const fn positional(handler: &HandlerMeta, args: &[Literal], binding: &Binding) {
    if args.len() > handler.params.len() {
        let mut message = Message::at(binding.at);
        message.quoted(handler.name);
        message.push(" takes ");
        message.count(handler.params.len(), "argument");
        message.push(", ");
        message.number(args.len());
        message.push(if args.len() == 1 {
            " is given"
        } else {
            " are given"
        });
        message.signature(handler);
        message.fail(binding.excerpt);
    }
    let mut at = 0;
    while at < args.len() {
        let param = &handler.params[at];
        if !takes(param, &args[at]) {
            let mut message = mismatch(handler, param, &args[at], binding.at);
            if let Literal::Word(_) = args[at] {
                message.push("; for what the template calls so, write `");
                message.call(handler, args, at);
                message.push("`");
            }
            message.fail(binding.excerpt);
        }
        at += 1;
    }
}

#[track_caller]
const fn named(handlers: &[HandlerMeta], handler: &HandlerMeta, given: &Given, binding: &Binding) {
    let Some(index) = find_param(handler.params, given.name) else {
        if given.strict && !handler.rest && !taken_by_others(handlers, given) {
            let mut message = Message::at(given.at);
            message.quoted(handler.name);
            message.push(" has no parameter ");
            message.quoted(given.name);
            message.likely(likely_param(handler.params, given.name));
            message.signature(handler);
            message.fail(given.excerpt);
        }
        return;
    };
    let inline = match binding.args {
        Some(args) => args.len(),
        None => return,
    };
    let Some(value) = given.value else { return };
    let (param, literal) = (&handler.params[index], Literal::Str(value));
    if index >= inline && !takes(param, &literal) {
        mismatch(handler, param, &literal, given.at).fail(given.excerpt);
    }
}

/// Whether another handler on the element takes it. One that is not known was reported where it is named.
const fn taken_by_others(handlers: &[HandlerMeta], given: &Given) -> bool {
    let mut at = 0;
    while at < given.others.len() {
        match find(handlers, given.others[at]) {
            Some(other) if !other.rest && find_param(other.params, given.name).is_none() => {}
            _ => return true,
        }
        at += 1;
    }
    false
}

const fn takes(param: &ParamMeta, literal: &Literal) -> bool {
    match fits(param.kind, literal) {
        Fit::Fits => true,
        Fit::Missing => !param.required,
        Fit::Mismatch => false,
    }
}

/// What is said of a literal that does not fit.
const fn mismatch(
    handler: &HandlerMeta,
    param: &ParamMeta,
    literal: &Literal,
    at: &str,
) -> Message {
    let mut message = Message::at(at);
    message.push("parameter ");
    message.quoted(param.name);
    message.push(" of ");
    message.quoted(handler.name);
    message.push(" is ");
    message.quoted(param.ty);
    message.push(", found ");
    message.literal(literal);
    message
}

/// Refuses an element that gives all there is and leaves a required parameter out.
#[track_caller]
const fn complete(handler: &HandlerMeta, binding: &Binding) {
    let Some(args) = binding.args else { return };
    let mut at = args.len();
    while at < handler.params.len() {
        let param = &handler.params[at];
        if param.required {
            let given = match (
                find_given(binding.params, param.name),
                other_name(param.name),
            ) {
                (None, Some(other)) => find_given(binding.params, other),
                (given, _) => given,
            };
            match given {
                Some(given) => sent(handler, param, given),
                None => left_out(handler, param, binding),
            }
        }
        at += 1;
    }
}

/// Refuses a field that a form may be sent without.
#[track_caller]
const fn sent(handler: &HandlerMeta, param: &ParamMeta, given: &Given) {
    let Some(unsent) = given.unsent else { return };
    let mut message = needs(handler, param, given.at);
    message.push(match unsent {
        Unsent::Checkbox => ", and a checkbox that is not checked sends nothing",
        Unsent::Radio => ", and radio buttons send nothing when none is chosen",
        Unsent::Multiple => ", and a `<select multiple>` sends nothing when nothing is chosen",
    });
    message.push(match param.kind {
        Kind::Bool => "; give the parameter a #[default(false)]",
        Kind::List => "; give the parameter a #[default(Vec::new())]",
        _ => "; give the parameter a #[default(...)], or make it an `Option`",
    });
    message.signature(handler);
    message.fail(given.excerpt);
}

/// Refuses an element that does not give the parameter.
#[track_caller]
const fn left_out(handler: &HandlerMeta, param: &ParamMeta, binding: &Binding) -> ! {
    if let Some(given) = likely_given(handler, binding.params, param.name) {
        let mut message = needs(handler, param, given.at);
        message.push(", and has none named ");
        message.quoted(given.name);
        message.likely(Some(param.name));
        message.signature(handler);
        message.fail(given.excerpt);
    }
    let mut message = needs(handler, param, binding.at);
    message.push(if binding.form {
        "; name a field of the form so, give it as data-"
    } else {
        "; give it as data-"
    });
    message.attribute(param.name);
    message.push("=\"...\", or give the parameter a #[default(...)]");
    message.signature(handler);
    message.fail(binding.excerpt);
}

const fn needs(handler: &HandlerMeta, param: &ParamMeta, at: &str) -> Message {
    let mut message = Message::at(at);
    message.quoted(handler.name);
    message.push(" needs the parameter ");
    message.quoted(param.name);
    message
}

#[track_caller]
const fn no_handler(
    view: &str,
    handlers: &[HandlerMeta],
    refused: &[&str],
    binding: &Binding,
) -> ! {
    let mut message = Message::at(binding.at);
    message.push("no handler ");
    message.quoted(binding.handler);
    message.push(" in ");
    message.quoted(view);
    let (mut at, mut best, mut likely) = (0, usize::MAX, None);
    while at < handlers.len() + refused.len() {
        let name = if at < handlers.len() {
            handlers[at].name
        } else {
            refused[at - handlers.len()]
        };
        if is_nearer(name, binding.handler, &mut best) {
            likely = Some(name);
        }
        at += 1;
    }
    message.likely(likely);
    if likely.is_none() {
        message.handlers(handlers);
    }
    message.fail(binding.excerpt);
}

const fn likely_param(params: &[ParamMeta], name: &str) -> Option<&'static str> {
    let (mut at, mut best, mut likely) = (0, usize::MAX, None);
    while at < params.len() {
        if is_nearer(params[at].name, name, &mut best) {
            likely = Some(params[at].name);
        }
        at += 1;
    }
    likely
}

/// What is given under a name that no parameter has, when it is near enough to be a slip.
const fn likely_given<'a>(
    handler: &HandlerMeta,
    given: &'a [Given],
    name: &str,
) -> Option<&'a Given> {
    let (mut at, mut best, mut likely) = (0, usize::MAX, None);
    while at < given.len() {
        let found = given[at].name;
        if find_param(handler.params, found).is_none() && is_nearer(name, found, &mut best) {
            likely = Some(&given[at]);
        }
        at += 1;
    }
    likely
}

/// Whether a name may be what was meant by a written one, and more likely than those before it. A constant can't do with
/// a closure what the loops over names have in common.
const fn is_nearer(name: &str, written: &str, best: &mut usize) -> bool {
    let distance = message::distance(name, written);
    let nearer = distance < *best && message::is_close(distance, written);
    if nearer {
        *best = distance;
    }
    nearer
}

const fn find<'a>(handlers: &'a [HandlerMeta], name: &str) -> Option<&'a HandlerMeta> {
    let mut at = 0;
    while at < handlers.len() {
        if same(handlers[at].name, name) {
            return Some(&handlers[at]);
        }
        at += 1;
    }
    None
}

const fn find_param(params: &[ParamMeta], name: &str) -> Option<usize> {
    let mut at = 0;
    while at < params.len() {
        if same(params[at].name, name) {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn find_given<'a>(given: &'a [Given], name: &str) -> Option<&'a Given> {
    let mut at = 0;
    while at < given.len() {
        if same(given[at].name, name) {
            return Some(&given[at]);
        }
        at += 1;
    }
    None
}

const fn is_one_of(names: &[&str], name: &str) -> bool {
    let mut at = 0;
    while at < names.len() {
        if same(names[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests;
