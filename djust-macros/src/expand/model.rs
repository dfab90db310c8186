//! What sets the fields that `dj-model` binds: a match over those that are marked and that the template binds.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

use super::option;
use crate::attr::model::Model;
use crate::view::View;

/// The function of `ViewTemplate`; nothing if the template binds no field, as no page sends such an event then.
pub(super) fn expand(view: &View<'_>) -> Option<TokenStream> {
    let bound = |model: &&Model| {
        let name = model.ident.unraw().to_string();
        view.template.models.iter().any(|it| it.field == name)
    };
    let private = &view.private;
    let args = Ident::new("args", Span::mixed_site());
    let other = Ident::new("other", Span::mixed_site());
    let arms = view.models.iter().filter(bound);
    let arms: Vec<TokenStream> = arms.map(|it| arm(private, &args, it)).collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn update_model(
                &mut self,
                #args: &mut #private::Args<'_>,
            ) -> ::core::result::Result<(), #private::EventError> {
                match &*#private::model::field(#args)? {
                    #(#arms)*
                    #other => ::core::result::Result::Err(#private::model::unbound(#other)),
                }
            }
        }
    })
}

fn arm(private: &TokenStream, args: &Ident, model: &Model) -> TokenStream {
    let Model { ident, ty, attr } = model;
    let name = ident.unraw().to_string();
    let set = match &attr.error {
        None => quote_spanned! {ty.span()=>
            #private::model::set::<#ty>(#args, &mut self.#ident)
        },
        Some(error) => {
            let message = option(attr.message.as_ref().map(|text| quote!(#text)));
            // A field that is not there, or of another type, is told where it is named.
            let error = quote_spanned!(error.span()=> &mut self.#error);
            quote_spanned! {ty.span()=>
                #private::model::set_or_tell::<#ty>(#args, &mut self.#ident, #error, #message)
            }
        }
    };
    quote!(#name => #set,)
}
