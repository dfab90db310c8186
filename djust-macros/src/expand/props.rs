//! A component's props as impls of `ComponentProps` and `PropAt`, and what it sends.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Path};

use crate::attr::field::{Field, Role};
use crate::handler_fn::written;

/// Everything about props and messages.
pub(crate) fn expand(
    private: &TokenStream,
    item: &DeriveInput,
    fields: &[Field],
    emits: &[Path],
    outlets: &[String],
    root: &str,
    holds: bool,
) -> TokenStream {
    let is_tuple =
        matches!(&item.data, Data::Struct(data) if matches!(data.fields, Fields::Unnamed(_)));
    if is_tuple || !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let name = &item.ident;
    let vis = &item.vis;
    let props: Vec<&Field> = fields.iter().filter(|it| it.is_prop()).collect();
    let metas = props.iter().map(|prop| meta(private, prop));
    let drafts = props
        .iter()
        .map(|Field { ident, ty, .. }| quote!(#ident: ::core::option::Option<#ty>));
    let draft = Ident::new("draft", Span::mixed_site());
    let values = fields.iter().map(|field| value(&draft, field));
    let setters = props
        .iter()
        .enumerate()
        .map(|(at, prop)| setter(private, item, at, prop));
    let sends = emits
        .iter()
        .map(|path| quote_spanned!(path.span()=> <#path as #private::Message>::META));
    let emits = emits.iter().map(|path| {
        quote_spanned!(path.span()=> #[automatically_derived] impl #private::Emits<#path> for #name {})
    });
    quote! {
        #[allow(unreachable_pub, private_bounds, private_interfaces, unused_variables)]
        const _: () = {
            #[derive(::core::default::Default)]
            #vis struct __DjDraft { #(#drafts),* }

            #[automatically_derived]
            impl #private::ComponentProps for #name {
                const PROPS: &'static [#private::PropMeta] = &[#(#metas),*];
                const EMITS: &'static [&'static #private::MessageMeta] = &[#(#sends),*];
                const OUTLETS: &'static [&'static ::core::primitive::str] = &[#(#outlets),*];
                const ROOT: &'static ::core::primitive::str = #root;
                const HOLDS: ::core::primitive::bool = #holds;
                type Draft = __DjDraft;

                #[allow(clippy::redundant_closure, clippy::unnecessary_wraps)]
                fn build(#draft: __DjDraft) -> ::core::option::Option<Self> {
                    ::core::option::Option::Some(Self { #(#values),* })
                }
            }

            #(#setters)*
            #(#emits)*
        };
    }
}

fn meta(private: &TokenStream, prop: &Field) -> TokenStream {
    let name = prop.ident.unraw().to_string();
    let required = matches!(prop.role, Role::Required);
    let ty = written(&prop.ty);
    quote!(#private::PropMeta { name: #name, required: #required, ty: #ty })
}

/// The field in a struct expression.
fn value(draft: &Ident, field: &Field) -> TokenStream {
    let Field { ident, role, .. } = field;
    match role {
        Role::Required => quote!(#ident: #draft.#ident?),
        Role::Optional(default) => {
            quote!(#ident: #draft.#ident.unwrap_or_else(|| #default))
        }
        Role::State(first) => quote!(#ident: #first),
    }
}

fn setter(private: &TokenStream, item: &DeriveInput, at: usize, prop: &Field) -> TokenStream {
    let name = &item.ident;
    let Field { ident, ty, .. } = prop;
    quote! {
        #[automatically_derived]
        impl<G: #private::Given<#ty>> #private::PropAt<#at, G> for #name {
            fn draft(draft: &mut __DjDraft, given: &G) {
                draft.#ident = ::core::option::Option::Some(given.get());
            }

            fn set(&mut self, given: &G) -> ::core::primitive::bool {
                let differs = !given.is(&self.#ident);
                if differs {
                    self.#ident = given.get();
                }
                differs
            }
        }
    }
}
