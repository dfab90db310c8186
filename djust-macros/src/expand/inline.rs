//! A component without state: a struct that Askama writes with its whole template.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};

use super::{components, template};
use crate::view::View;

/// Everything that follows the struct.
///
/// # Errors
///
/// What Askama says of an expression or tag that only it understands.
pub(crate) fn expand(view: &View<'_>) -> Result<TokenStream, String> {
    let private = &view.private;
    let name = &view.item.ident;
    let wrapper = format_ident!("{}Template", name, span = Span::call_site());
    let askama = template::askama(view, &wrapper)?;
    let own = template::wrapper(view, &wrapper);
    let inline = components::inline(view, &wrapper);
    let files = template::files(view);
    Ok(quote! {
        const _: () = {
            #own

            #inline

            #askama

            #[automatically_derived]
            impl #private::Component for #name {}

            #[automatically_derived]
            impl #private::askama::FastWritable for #name {
                fn write_into(
                    &self,
                    to: &mut dyn ::core::fmt::Write,
                    values: &dyn #private::askama::Values,
                ) -> #private::askama::Result<()> {
                    #private::askama::Template::render_into_with_values(
                        &#wrapper { __view: self },
                        to,
                        values,
                    )
                }
            }

            #[automatically_derived]
            impl ::core::fmt::Display for #name {
                fn fmt(&self, to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    #private::askama::Template::render_into(&#wrapper { __view: self }, to)
                        .map_err(|_| ::core::fmt::Error)
                }
            }

            #[automatically_derived]
            impl #private::askama::filters::HtmlSafe for #name {}

            #files
        };
    })
}

/// What stands in for the template when it has mistakes: nothing else is reported then.
pub(crate) fn without(private: &TokenStream, item: &syn::DeriveInput) -> TokenStream {
    if !item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let name = &item.ident;
    quote! {
        #[automatically_derived]
        impl #private::Component for #name {}

        #[automatically_derived]
        impl #private::askama::FastWritable for #name {
            fn write_into(
                &self,
                _: &mut dyn ::core::fmt::Write,
                _: &dyn #private::askama::Values,
            ) -> #private::askama::Result<()> {
                ::core::result::Result::Ok(())
            }
        }
    }
}
