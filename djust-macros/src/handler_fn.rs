//! One method that is called from outside: its parameters by name and type, where `Context` stands, what is a mistake.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, Ident, Meta, Pat, PatType, ReceiverKind, Safety, Type};

use crate::attr::{HandlerAttr, Kind};
use crate::errors::Errors;
use crate::impl_block::Method;

/// A method with `#[event_handler]` or `#[action]`.
pub(crate) struct Handler {
    /// The method.
    pub(crate) ident: Ident,
    /// Whether it takes `&self`, and nothing else changes the view.
    pub(crate) read_only: bool,
    /// Whether it is an `#[action]`.
    pub(crate) is_action: bool,
    /// How it is called.
    pub(crate) call: Setup,
    /// What its attribute says, the description that of the doc comment if it gives none.
    pub(crate) attr: HandlerAttr,
}

/// How a method is called: `mount`, `handle_params` and handlers alike.
pub(crate) struct Setup {
    /// Whether it is `async`.
    pub(crate) is_async: bool,
    /// Where its return type stands, else its name.
    pub(crate) output: Span,
    /// Its arguments in order, the receiver left out.
    pub(crate) arguments: Vec<Argument>,
}

/// One argument of a call.
pub(crate) enum Argument {
    /// `&mut Context`.
    Context,
    /// A parameter by name.
    Param(Param),
    /// `#[rest] form: T`.
    Rest(Type),
}

/// A parameter that is coerced from the client's value.
pub(crate) struct Param {
    /// Its name, as markup gives it.
    pub(crate) name: String,
    /// Its type.
    pub(crate) ty: Type,
    /// `#[default(expr)]`.
    pub(crate) default: Option<Expr>,
}

impl Setup {
    /// The coerced parameters, in order.
    pub(crate) fn params(&self) -> impl Iterator<Item = &Param> {
        self.arguments.iter().filter_map(|argument| match argument {
            Argument::Param(param) => Some(param),
            Argument::Context | Argument::Rest(_) => None,
        })
    }

    /// Whether a `#[rest]` parameter takes what is left.
    pub(crate) fn rest(&self) -> bool {
        self.arguments
            .iter()
            .any(|it| matches!(it, Argument::Rest(_)))
    }
}

/// Takes `#[event_handler]` or `#[action]` out of a method's attributes: what it says, if there was one.
pub(crate) fn take_attribute(
    attrs: &mut Vec<Attribute>,
    errors: &mut Errors,
) -> Option<HandlerAttr> {
    let ours = |attr: &Attribute| is(attr, "event_handler") || is(attr, "action");
    let at = attrs.iter().position(ours)?;
    let attr = attrs.remove(at);
    if let Some(second) = attrs.iter().position(ours) {
        errors.at(
            attrs.remove(second),
            "a method has one of `#[event_handler]` and `#[action]`, once: an action is a handler as well",
        );
    }
    let name = if is(&attr, "action") {
        "action"
    } else {
        "event_handler"
    };
    let parsed = match &attr.meta {
        Meta::Path(_) => Ok(HandlerAttr::default()),
        Meta::List(list) => {
            list.parse_args_with(|input: ParseStream<'_>| HandlerAttr::parse(name, input))
        }
        Meta::NameValue(_) => Err(syn::Error::new_spanned(
            &attr,
            format!("expected `#[{name}]` or `#[{name}(debounce = \"300ms\")]`"),
        )),
    };
    let parsed = errors.keep(parsed).unwrap_or_default();
    Some(HandlerAttr {
        is_action: name == "action",
        ..parsed
    })
}

/// Reads a handler.
pub(crate) fn handler(
    kind: Kind,
    method: &mut Method,
    mut attr: HandlerAttr,
    errors: &mut Errors,
) -> Option<Handler> {
    let is_view = receives_view(method, errors);
    let call = setup(method, errors);
    let ident = method.sig.ident.clone();
    let called = match kind {
        Kind::View => ["mount", "handle_params"],
        Kind::Component | Kind::Inline => ["mount", "update"],
    };
    if called.iter().any(|name| ident == name) {
        errors.at(
            &ident,
            format!(
                "`{ident}` is called by the runtime, not by clients; take `#[{}]` away",
                if attr.is_action {
                    "action"
                } else {
                    "event_handler"
                }
            ),
        );
        return None;
    }
    if ident == "update_model" {
        errors.at(
            &ident,
            "`update_model` is the event of `dj-model`: give the handler another name",
        );
        return None;
    }
    (is_view).then_some(())?;
    attr.description
        .get_or_insert_with(|| description(&method.attrs));
    if let (Some(flag), None) = (&attr.loading, &method.sig.asyncness) {
        errors.at(
            flag,
            format!(
                "`{ident}` is not `async`, so no page could be sent while it runs: make it `async`, or take `loading` away"
            ),
        );
        return None;
    }
    let receiver = method.sig.receiver();
    let shared = receiver.is_some_and(|it| matches!(it.kind, ReceiverKind::Reference(_, _, None)));
    // What says that it runs changes the view all the same.
    let read_only = shared && attr.loading.is_none() && !attr.is_action;
    Some(Handler {
        ident,
        read_only,
        is_action: attr.is_action,
        call: call?,
        attr,
    })
}

/// Reads `fn mount`.
pub(crate) fn mount(method: &mut Method, errors: &mut Errors) -> Option<Setup> {
    if let Some(receiver) = method.sig.receiver() {
        errors.at(
            receiver,
            "`mount` makes the view, so there is none yet: take `self` away and return `Self`",
        );
        setup(method, errors);
        return None;
    }
    setup(method, errors)
}

/// Reads `fn handle_params`.
pub(crate) fn handle_params(method: &mut Method, errors: &mut Errors) -> Option<Setup> {
    let is_view = receives_view(method, errors);
    setup(method, errors).filter(|_| is_view)
}

/// Reads `fn mount` or `fn update` of a component.
pub(crate) fn hook(method: &mut Method, errors: &mut Errors) -> Option<Setup> {
    let name = method.sig.ident.clone();
    let receives = receives_view(method, errors);
    let setup = setup(method, errors).filter(|_| receives)?;
    if let Some(token) = &method.sig.asyncness {
        errors.at(
            token,
            format!("`{name}` of a component runs in a render, so it can't wait: start what takes time with `cx.spawn`"),
        );
        return None;
    }
    if setup
        .arguments
        .iter()
        .any(|it| !matches!(it, Argument::Context))
    {
        errors.at(
            &method.sig.inputs,
            format!("`{name}` of a component takes `&mut self` and, if it likes, `&mut Context`: what the tag gives is in its `#[prop]` fields"),
        );
        return None;
    }
    if let syn::ReturnType::Type(_, ty) = &method.sig.output {
        errors.at(
            ty,
            format!("`{name}` of a component returns nothing: the component is there already"),
        );
        return None;
    }
    Some(setup)
}

/// Whether the method takes `&mut self` or `&self`.
fn receives_view(method: &Method, errors: &mut Errors) -> bool {
    let name = &method.sig.ident;
    match method.sig.receiver() {
        Some(receiver) if matches!(receiver.kind, ReceiverKind::Reference(..)) => true,
        Some(receiver) => {
            errors.at(
                receiver,
                format!("`{name}` would use up what it acts on; take `&mut self`"),
            );
            false
        }
        None => {
            errors.at(
                name,
                format!("`{name}` has nothing to act on; take `&mut self` as the first parameter"),
            );
            false
        }
    }
}

fn setup(method: &mut Method, errors: &mut Errors) -> Option<Setup> {
    let sound = plain(method, errors);
    let mut arguments = Vec::new();
    let mut complete = true;
    for input in &mut method.sig.inputs {
        if let FnArg::Typed(typed) = input {
            match argument(typed, errors) {
                Some(argument) => arguments.push(argument),
                None => complete = false,
            }
        }
    }
    let single = one_of_each(&arguments, method, errors);
    (sound && complete && single).then(|| Setup {
        is_async: method.sig.asyncness.is_some(),
        output: match &method.sig.output {
            syn::ReturnType::Type(_, ty) => ty.span(),
            syn::ReturnType::Default => method.sig.ident.span(),
        },
        arguments,
    })
}

/// What a method that is called from outside can't be.
fn plain(method: &Method, errors: &mut Errors) -> bool {
    let sig = &method.sig;
    let name = &sig.ident;
    if let Safety::Unsafe(token) = &sig.safety {
        errors.at(
            token,
            format!("`{name}` is called from outside, so it can't be `unsafe`"),
        );
        return false;
    }
    if let Some(token) = &sig.constness {
        errors.at(
            token,
            format!("`{name}` runs when an event arrives, so it can't be `const`"),
        );
        return false;
    }
    if !sig.generics.params.is_empty() {
        errors.at(
            &sig.generics,
            format!("`{name}` can't be generic: its parameters are coerced to concrete types"),
        );
        return false;
    }
    if let Some(abi) = &sig.abi {
        errors.at(abi, format!("`{name}` has to be a plain Rust method"));
        return false;
    }
    true
}

/// Whether there is one `&mut Context`, and one parameter that takes the rest, at most.
fn one_of_each(arguments: &[Argument], method: &Method, errors: &mut Errors) -> bool {
    let contexts = arguments
        .iter()
        .filter(|it| matches!(it, Argument::Context))
        .count();
    let rests = arguments
        .iter()
        .filter(|it| matches!(it, Argument::Rest(_)))
        .count();
    let name = &method.sig.ident;
    if contexts > 1 {
        errors.at(
            &method.sig.inputs,
            format!("`{name}` takes `&mut Context` twice; once is all there is"),
        );
    }
    if rests > 1 {
        errors.at(
            &method.sig.inputs,
            format!("`{name}` has two `#[rest]` parameters; one takes every field that no other parameter names"),
        );
    }
    contexts <= 1 && rests <= 1
}

/// Reads one parameter and takes our attributes off it.
fn argument(typed: &mut PatType, errors: &mut Errors) -> Option<Argument> {
    let mut default = None;
    let mut rest = None;
    let mut extract = None;
    let mut sound = true;
    typed.attrs.retain(|attr| {
        if is(attr, "default") {
            match attr.parse_args::<Expr>() {
                Ok(expr) => default = Some(expr),
                Err(_) => {
                    errors.at(attr, "expected the value in parentheses: `#[default(1)]`");
                    sound = false;
                }
            }
        } else if is(attr, "rest") {
            rest = Some(attr.span());
        } else if is(attr, "extract") {
            extract = Some(attr.span());
        } else {
            return true;
        }
        false
    });
    if let Some(span) = extract {
        errors.span(
            span,
            "`#[extract]` is not available yet; take what you need from `Context` in place of it",
        );
        return None;
    }
    if is_context(&typed.ty) {
        return Some(Argument::Context);
    }
    let Pat::Ident(pat) = &*typed.pat else {
        errors.at(
            &typed.pat,
            "a parameter needs a name, by which markup gives it: `amount: i64`",
        );
        return None;
    };
    if let Type::Reference(reference) = &*typed.ty {
        errors.at(reference, borrowed(reference));
        return None;
    }
    if !sound {
        return None;
    }
    if let Some(span) = rest {
        if default.is_some() {
            errors.span(
                span,
                "a `#[rest]` parameter has no default; give its fields `#[serde(default)]`",
            );
            return None;
        }
        return Some(Argument::Rest((*typed.ty).clone()));
    }
    if named_context(&typed.ty) {
        errors.at(
            &typed.ty,
            "the context stays with the session, so a method only borrows it: take `&mut Context`",
        );
        return None;
    }
    Some(Argument::Param(Param {
        name: pat.ident.unraw().to_string(),
        ty: (*typed.ty).clone(),
        default,
    }))
}

/// What to take in place of a reference.
fn borrowed(reference: &syn::TypeReference) -> String {
    let inner = reference.elem.to_token_stream().to_string();
    let owned = match inner.as_str() {
        "str" => "take `String`".to_owned(),
        "Context" => "take `&mut Context`".to_owned(),
        inner => format!("take `{inner}`"),
    };
    format!("a parameter is made from what the client sent, so it can't be a reference; {owned}")
}

/// `&mut Context`, by whatever path.
fn is_context(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if reference.mutability.is_some() && named_context(&reference.elem))
}

fn named_context(ty: &Type) -> bool {
    let Type::Path(path) = ty else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|segment| segment.ident == "Context")
}

/// Whether an attribute is ours, by whatever path.
fn is(attr: &Attribute, name: &str) -> bool {
    attr.path()
        .segments
        .last()
        .is_some_and(|segment| segment.ident == name)
}

/// The first line of a doc comment.
fn description(attrs: &[Attribute]) -> String {
    let docs = attrs.iter().filter(|attr| attr.path().is_ident("doc"));
    let mut lines = docs.filter_map(|attr| match &attr.meta {
        Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

/// A type as it was written, for messages.
pub(crate) fn written(ty: &Type) -> String {
    let tokens: TokenStream = ty.to_token_stream();
    tokens
        .to_string()
        .replace(" :: ", "::")
        .replace(" < ", "<")
        .replace("< ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
}
