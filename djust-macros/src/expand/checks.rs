//! Checks that span struct and impl: a constant for each binding of the template, evaluated over the handlers' table.

use djust_template::ir::{Binding, Literal, Param, Unsent};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::{components, option};
use crate::errors::place;
use crate::view::View;

/// The constants. Without a live impl there is no table: its first mention reports that, once.
pub(crate) fn expand(view: &View<'_>) -> TokenStream {
    let private = &view.private;
    let name = &view.item.ident;
    let text = name.to_string();
    let table = quote_spanned! {name.span()=>
        const HANDLERS: &[#private::HandlerMeta] = <#name as #private::Handlers>::HANDLERS;
        const REFUSED: &[&::core::primitive::str] = <#name as #private::Handlers>::REFUSED;
    };
    let components = components::checks(view);
    let bindings = view.template.bindings.iter();
    // Where a check fails, the error points at the literal that names the template.
    let checks = bindings.filter_map(|it| {
        let binding = binding(private, it)?;
        Some(if it.heard {
            let below = components::tables(view);
            quote_spanned! {view.span=>
                const _: () = #private::check::heard(#text, HANDLERS, REFUSED, &[#below], &#binding);
            }
        } else {
            quote_spanned! {view.span=>
                const _: () = #private::check::binding(#text, HANDLERS, REFUSED, &#binding);
            }
        })
    });
    quote! {
        const _: () = {
            #table
            #(#checks)*
            #components
            let _ = (HANDLERS, REFUSED);
        };
    }
}

fn binding(private: &TokenStream, binding: &Binding) -> Option<TokenStream> {
    let handler = binding.handler.as_ref()?;
    let (at, excerpt) = place(&binding.at);
    let args = option(binding.args.as_ref().map(|args| {
        let args = args.iter().map(|it| literal(private, it));
        quote!(&[#(#args),*])
    }));
    let params = binding.params.iter().map(|it| given(private, it));
    let (closed, form) = (binding.closed, binding.form);
    Some(quote! {
        #private::check::Binding {
            at: #at,
            excerpt: #excerpt,
            handler: #handler,
            args: #args,
            params: &[#(#params),*],
            closed: #closed,
            form: #form,
        }
    })
}

fn given(private: &TokenStream, param: &Param) -> TokenStream {
    let (at, excerpt) = place(&param.at);
    let Param {
        name,
        strict,
        others,
        ..
    } = param;
    let value = option(param.value.as_ref().map(|value| quote!(#value)));
    let unsent = option(param.unsent.map(|unsent| {
        let unsent = match unsent {
            Unsent::Checkbox => quote!(Checkbox),
            Unsent::Radio => quote!(Radio),
            Unsent::Multiple => quote!(Multiple),
        };
        quote!(#private::check::Unsent::#unsent)
    }));
    quote! {
        #private::check::Given {
            name: #name,
            strict: #strict,
            others: &[#(#others),*],
            value: #value,
            unsent: #unsent,
            at: #at,
            excerpt: #excerpt,
        }
    }
}

fn literal(private: &TokenStream, literal: &Literal) -> TokenStream {
    let literal = match literal {
        Literal::Str(text) => quote!(Str(#text)),
        Literal::Word(text) => quote!(Word(#text)),
        Literal::Int(number) => quote!(Int(#number)),
        Literal::Float(number) => quote!(Float(#number)),
        Literal::Bool(value) => quote!(Bool(#value)),
        Literal::Null => quote!(Null),
        Literal::Dynamic => quote!(Dynamic),
    };
    quote!(#private::check::Literal::#literal)
}
