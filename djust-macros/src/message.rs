//! `#[derive(Message)]`: a struct's name and fields as the call of a parent's handler.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Ident};

use crate::errors::Errors;
use crate::handler_fn::written;
use crate::paths;

/// `impl Message`.
pub(crate) fn expand(item: &DeriveInput) -> TokenStream {
    let private = paths::private();
    let name = &item.ident;
    let mut errors = Errors::default();
    let fields = fields(item, &mut errors);
    if !item.generics.params.is_empty() {
        errors.at(
            &item.generics,
            "a message can't be generic: its fields are the parameters of a handler, which have concrete types",
        );
    }
    if !errors.is_empty() {
        return errors.into_tokens();
    }
    let (text, handler) = (name.unraw().to_string(), snake_case(name));
    let metas = fields.iter().map(|(ident, ty)| {
        let (field, written) = (ident.unraw().to_string(), written(ty));
        let kind = quote_spanned!(ty.span()=> <#ty as #private::FromParam>::KIND);
        let required = quote_spanned!(ty.span()=> <#ty as #private::FromParam>::REQUIRED);
        quote! {
            #private::ParamMeta { name: #field, kind: #kind, required: #required, ty: #written }
        }
    });
    let puts = fields.iter().map(|(ident, ty)| {
        let field = ident.unraw().to_string();
        quote_spanned!(ty.span()=> fields.put(#field, &self.#ident);)
    });
    quote! {
        #[automatically_derived]
        impl #private::Message for #name {
            const META: &'static #private::MessageMeta = &#private::MessageMeta {
                name: #text,
                handler: #handler,
                fields: &[#(#metas),*],
            };

            #[allow(unused_variables)]
            fn write(&self, fields: &mut #private::Fields) {
                #(#puts)*
            }
        }
    }
}

fn fields<'a>(item: &'a DeriveInput, errors: &mut Errors) -> Vec<(&'a Ident, &'a syn::Type)> {
    let Data::Struct(data) = &item.data else {
        errors.at(
            &item.ident,
            "a message is a struct, whose name is the handler's: write one for each kind of message",
        );
        return Vec::new();
    };
    match &data.fields {
        Fields::Named(fields) => {
            let named = fields.named.iter();
            named
                .filter_map(|it| Some((it.ident.as_ref()?, &it.ty)))
                .collect()
        }
        Fields::Unit => Vec::new(),
        Fields::Unnamed(fields) => {
            errors.at(
                fields,
                "a message's fields have names, which are those of the handler's parameters",
            );
            Vec::new()
        }
    }
}

/// `RatingChanged` as a method is named: `rating_changed`.
fn snake_case(name: &Ident) -> String {
    let name = name.unraw().to_string();
    let mut snake = String::new();
    let chars: Vec<char> = name.chars().collect();
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| chars.get(index));
        let after = chars.get(index + 1);
        let word = before.is_some_and(|before| !before.is_uppercase() && *before != '_')
            || (before.is_some_and(|before| *before != '_')
                && after.is_some_and(|after| after.is_lowercase()));
        if c.is_uppercase() && word {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_messages_name_is_its_handlers() {
        for (name, handler) in [
            ("RatingChanged", "rating_changed"),
            ("Moved", "moved"),
            ("URLOpened", "url_opened"),
            ("Step2Done", "step2_done"),
            ("saved", "saved"),
            ("A", "a"),
        ] {
            let name = Ident::new(name, proc_macro2::Span::call_site());
            assert_eq!(snake_case(&name), handler);
        }
    }
}
