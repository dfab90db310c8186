//! The table of a view's handlers, which constants and dispatch read.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::option;
use crate::attr::Throttle;
use crate::handler_fn::{Handler, Param, written};
use crate::handlers::Behaviour;

/// `impl Handlers`.
pub(crate) fn expand(behaviour: &Behaviour) -> TokenStream {
    let Behaviour { private, view, .. } = behaviour;
    let handlers = behaviour.handlers.iter().map(|it| handler(private, it));
    let refused = (!behaviour.refused.is_empty()).then(|| {
        let names = &behaviour.refused;
        quote! {
            const REFUSED: &'static [&'static ::core::primitive::str] = &[#(#names),*];
        }
    });
    quote! {
        #[automatically_derived]
        impl #private::Handlers for #view {
            const HANDLERS: &'static [#private::HandlerMeta] = &[#(#handlers),*];
            #refused
        }
    }
}

fn handler(private: &TokenStream, handler: &Handler) -> TokenStream {
    let name = syn::ext::IdentExt::unraw(&handler.ident).to_string();
    let params = handler.call.params().map(|it| param(private, it));
    let rest = handler.call.rest();
    let (read_only, is_async) = (handler.read_only, handler.call.is_async);
    let is_action = handler.is_action;
    let loading = option(handler.attr.loading.as_ref().map(|field| {
        let field = syn::ext::IdentExt::unraw(field).to_string();
        quote!(#field)
    }));
    let description = handler.attr.description.as_deref().unwrap_or_default();
    let debounce = option(handler.attr.debounce.as_ref().map(|rate| {
        let wait = rate.wait;
        let max_wait = option(rate.max_wait.map(|wait| quote!(#wait)));
        quote!(#private::Debounce { wait_ms: #wait, max_wait_ms: #max_wait })
    }));
    let throttle = option(handler.attr.throttle.as_ref().map(|rate| {
        let Throttle {
            interval,
            leading,
            trailing,
        } = rate;
        quote!(#private::Throttle { interval_ms: #interval, leading: #leading, trailing: #trailing })
    }));
    let rate_limit = option(
        handler
            .attr
            .rate_limit
            .map(|(calls, per)| quote!(#private::RateLimit { calls: #calls, per_ms: #per })),
    );
    let permission = option(handler.attr.permission.as_ref().map(|name| quote!(#name)));
    quote! {
        #private::HandlerMeta {
            name: #name,
            params: &[#(#params),*],
            rest: #rest,
            description: #description,
            read_only: #read_only,
            is_async: #is_async,
            is_action: #is_action,
            debounce: #debounce,
            throttle: #throttle,
            rate_limit: #rate_limit,
            permission: #permission,
            loading: #loading,
        }
    }
}

fn param(private: &TokenStream, param: &Param) -> TokenStream {
    let Param { name, ty, default } = param;
    let written = written(ty);
    let kind = quote_spanned!(ty.span()=> <#ty as #private::FromParam>::KIND);
    let required = match default {
        Some(_) => quote!(false),
        None => quote_spanned!(ty.span()=> <#ty as #private::FromParam>::REQUIRED),
    };
    quote! {
        #private::ParamMeta { name: #name, kind: #kind, required: #required, ty: #written }
    }
}
