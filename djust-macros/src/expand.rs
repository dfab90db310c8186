//! All quoting: what the other modules have understood, as Rust. No rules here.

mod checks;
mod dispatch;
mod refusal;
mod skeleton;
mod table;
mod template;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attr::ViewAttr;
use crate::errors::{Errors, located};
use crate::handlers;
use crate::impl_block::LiveImpl;
use crate::paths;
use crate::view::{self, View};

/// `#[live_view(…)]` on a struct. It always stays as it was written.
pub(crate) fn view(attr: TokenStream, item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let view = errors
        .keep(syn::parse2::<ViewAttr>(attr))
        .and_then(|attr| view::read(attr, item, &mut errors));
    let generated = view
        .filter(|_| errors.is_empty())
        .and_then(|view| implement(&view, &mut errors))
        .unwrap_or_else(|| template::without(&paths::private(), item));
    let errors = errors.into_tokens();
    quote!(#item #errors #generated)
}

/// `#[live_view]` on an impl. It stays as it was written, less our attributes.
pub(crate) fn behaviour(attr: &TokenStream, mut item: LiveImpl) -> TokenStream {
    let mut errors = Errors::default();
    if !attr.is_empty() {
        errors.at(
            attr,
            "`#[live_view]` on an impl takes nothing; what concerns the template stands on the struct",
        );
    }
    let behaviour = handlers::read(&mut item, &mut errors);
    let generated = behaviour.as_ref().map(|behaviour| {
        let handlers = table::expand(behaviour);
        let live_view = dispatch::expand(behaviour);
        quote!(#handlers #live_view)
    });
    let errors = errors.into_tokens();
    quote!(#item #errors #generated)
}

/// The generated code, or nothing where Askama refuses what it alone understands.
fn implement(view: &View<'_>, errors: &mut Errors) -> Option<TokenStream> {
    match catch_unwind(AssertUnwindSafe(|| template::expand(view))) {
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
