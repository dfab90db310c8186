//! All quoting: what the other modules have understood, as Rust. No rules here.

mod action;
mod checks;
mod components;
mod dispatch;
mod form_fields;
mod inline;
mod model;
mod props;
mod refusal;
mod skeleton;
mod table;
mod template;
mod temporary;
mod url;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::DeriveInput;

use crate::attr::{self, Kind, ViewAttr, field};
use crate::errors::{Errors, located};
use crate::handlers;
use crate::impl_block::LiveImpl;
use crate::paths;
use crate::view::{self, View};

/// The attribute on a struct, which stays as it was written, less our attributes.
pub(crate) fn view(kind: Kind, attr: TokenStream, mut item: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let attr = errors.keep(ViewAttr::read(kind, attr));
    let models = attr::model::take(kind, &mut item, &mut errors);
    let temporary = attr::temporary::take(kind, &mut item, &mut errors);
    let fields = match kind {
        Kind::View => Vec::new(),
        Kind::Component | Kind::Inline => field::take(&mut item, &mut errors),
    };
    let key = fields.iter().filter(|field| field.ident == "key");
    for field in key.filter(|field| kind == Kind::Component && field.is_prop()) {
        errors.at(
            &field.ident,
            "a prop can't be named `key`: in a tag, `key=…` tells the component's row from others",
        );
    }
    let emits = attr
        .as_ref()
        .map_or_else(Vec::new, |attr| attr.emits.clone());
    let view =
        attr.and_then(|attr| view::read(kind, attr, &item, (models, temporary), &mut errors));
    let props = (kind != Kind::View).then(|| {
        let outlets = view.iter().flat_map(|view| &view.template.outlets);
        let outlets: Vec<String> = outlets.map(|outlet| outlet.name.clone()).collect();
        let root = view.as_ref().map_or("", |view| &view.template.root);
        let holds = view.as_ref().is_some_and(|view| !view.kinds.is_empty());
        props::expand(
            &paths::private(),
            &item,
            &fields,
            &emits,
            &outlets,
            root,
            holds,
        )
    });
    let generated = view
        .filter(|_| errors.is_empty())
        .and_then(|view| implement(kind, &view, &mut errors))
        .unwrap_or_else(|| match kind {
            Kind::Inline => inline::without(&paths::private(), &item),
            Kind::View | Kind::Component => template::without(&paths::private(), &item),
        });
    let errors = errors.into_tokens();
    quote!(#item #errors #generated #props)
}

/// The attribute on an impl, which stays as it was written, less our attributes.
pub(crate) fn behaviour(kind: Kind, attr: &TokenStream, mut item: LiveImpl) -> TokenStream {
    let mut errors = Errors::default();
    if kind == Kind::Inline {
        errors.span(
            Span::call_site(),
            "a component without state has no handlers: take `#[component]` away here, or make it a `#[live_component]`",
        );
        let errors = errors.into_tokens();
        return quote!(#item #errors);
    }
    if !attr.is_empty() {
        errors.at(
            attr,
            format!(
                "`#[{}]` on an impl takes nothing; what concerns the template stands on the struct",
                kind.attribute()
            ),
        );
    }
    let behaviour = handlers::read(kind, &mut item, &mut errors);
    let generated = behaviour.as_ref().map(|behaviour| {
        let handlers = table::expand(behaviour);
        let live = dispatch::expand(behaviour);
        quote!(#handlers #live)
    });
    let errors = errors.into_tokens();
    quote!(#item #errors #generated)
}

/// The generated code, or nothing where Askama refuses what it alone understands.
fn implement(kind: Kind, view: &View<'_>, errors: &mut Errors) -> Option<TokenStream> {
    let expand = match kind {
        Kind::Inline => inline::expand,
        Kind::View | Kind::Component => template::expand,
    };
    match catch_unwind(AssertUnwindSafe(|| expand(view))) {
        Ok(Ok(generated)) => return Some(generated),
        Ok(Err(message)) => {
            let (at, message) = refusal::located(&message, view);
            errors.span(view.span, located(&at, &message));
        }
        Err(_) => errors.span(
            view.span,
            "Askama's code generator failed on this template; please report it",
        ),
    }
    None
}

/// An expression of type `Option`.
fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}
