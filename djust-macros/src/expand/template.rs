//! The template as an impl of `ViewTemplate`: Askama's code on a private wrapper, and the tables.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Fields, Ident, LitStr};

use super::{checks, skeleton};
use crate::view::View;

/// Everything that follows the struct.
pub(crate) fn expand(view: &View<'_>) -> TokenStream {
    let View {
        private,
        item,
        template,
        ..
    } = view;
    let name = &item.ident;
    // Type errors of the template's expressions name this type, so it reads well.
    let wrapper = format_ident!("{}Template", name, span = Span::call_site());
    let askama = askama(view, &wrapper);
    let skeleton = skeleton::expand(&quote!(#private::skeleton), &template.skeleton);
    let files = template.files.iter().map(|file| {
        let file = file.display().to_string();
        quote!(
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#file);
        )
    });
    let checks = checks::expand(view);
    quote! {
        const _: () = {
            struct #wrapper<'view> {
                __view: &'view #name,
            }

            impl ::core::ops::Deref for #wrapper<'_> {
                type Target = #name;

                fn deref(&self) -> &#name {
                    self.__view
                }
            }

            impl #wrapper<'_> {
                // Askama takes a bare call for a method's: this is how its code reaches the mark.
                #[allow(non_snake_case, dead_code)]
                #[inline(always)]
                fn __DjMark(&self, code: ::core::primitive::u32) -> #private::Mark {
                    #private::Mark(code)
                }
            }

            #askama

            #[automatically_derived]
            impl #private::ViewTemplate for #name {
                const SKELETON: &'static #private::skeleton::Skeleton = &#skeleton;

                fn render(
                    &self,
                    recorder: &mut #private::Recorder,
                ) -> ::core::result::Result<(), #private::RenderError> {
                    recorder.render(&#wrapper { __view: self })
                }
            }

            #(#files)*

            #checks
        };
    }
}

/// What stands in for the template when it has mistakes: the type is a view, so that nothing else is reported.
pub(crate) fn without(private: &TokenStream, item: &DeriveInput) -> TokenStream {
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let name = &item.ident;
    let template = name.to_string();
    quote! {
        #[automatically_derived]
        impl #private::ViewTemplate for #name {
            const SKELETON: &'static #private::skeleton::Skeleton =
                &#private::skeleton::Skeleton { template: #template, document: false, fragments: &[] };

            fn render(
                &self,
                _: &mut #private::Recorder,
            ) -> ::core::result::Result<(), #private::RenderError> {
                ::core::result::Result::Ok(())
            }
        }
    }
}

/// What Askama's own derive makes of the dynamics-only source.
fn askama(view: &View<'_>, wrapper: &Ident) -> TokenStream {
    let private = &view.private;
    let source = LitStr::new(&view.template.source, view.span);
    let escape = &view.template.escape;
    let config = view
        .config
        .as_ref()
        .map(|config| quote!(, config = #config));
    let fields = fields(view.item);
    let input = quote! {
        #[template(
            source = #source,
            ext = "html",
            escape = #escape,
            syntax = "default",
            whitespace = "preserve",
            askama = #private::askama
            #config
        )]
        struct #wrapper<'view> { #fields }
    };
    let output = askama_derive::derive_template(input, || quote!());
    rename_self(output, &view.item.ident)
}

/// The user's fields, which Askama looks at for `is defined`; it does not see that the wrapper has others.
fn fields(item: &DeriveInput) -> TokenStream {
    match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let fields = fields.named.iter().filter_map(|field| field.ident.as_ref());
                quote!(#(#fields: (),)*)
            }
            Fields::Unnamed(_) | Fields::Unit => TokenStream::new(),
        },
        Data::Enum(_) | Data::Union(_) => TokenStream::new(),
    }
}

/// `Self` in a template means the view, not the wrapper.
fn rename_self(tokens: TokenStream, name: &Ident) -> TokenStream {
    let rename = |token| match token {
        TokenTree::Ident(ident) if ident == "Self" => {
            let mut name = name.clone();
            name.set_span(ident.span());
            TokenTree::Ident(name)
        }
        TokenTree::Group(group) => {
            let mut renamed =
                proc_macro2::Group::new(group.delimiter(), rename_self(group.stream(), name));
            renamed.set_span(group.span());
            TokenTree::Group(renamed)
        }
        other => other,
    };
    tokens.into_iter().map(rename).collect()
}
