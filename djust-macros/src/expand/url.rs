//! `path`: a function that writes the URLs of a view.

use proc_macro2::TokenStream;
use quote::quote;

use crate::pattern::{Pattern, Piece};
use crate::view::View;

/// The constant of `ViewTemplate`.
pub(super) fn constant(pattern: &Pattern) -> TokenStream {
    let literal = &pattern.literal;
    quote! {
        const PATH: ::core::option::Option<&'static ::core::primitive::str> =
            ::core::option::Option::Some(#literal);
    }
}

/// `impl Item { fn path(id: impl Display) -> String }`.
pub(super) fn expand(view: &View<'_>, pattern: &Pattern) -> TokenStream {
    let (private, name, vis) = (&view.private, &view.item.ident, &view.item.vis);
    let literal = &pattern.literal;
    let captures = pattern.captures();
    let pieces = pattern.pieces.iter().map(|piece| match piece {
        Piece::Text(text) => quote!(url.push_str(#text);),
        Piece::Capture { name, slashes } => quote!(#private::segment(&mut url, &#name, #slashes);),
    });
    quote! {
        impl #name {
            /// The path of the view's pages, with its captures.
            #[allow(dead_code)]
            #vis const PATH: &'static ::core::primitive::str = #literal;

            /// The URL of a page of the view.
            #[allow(dead_code)]
            #[must_use]
            #vis fn path(#(#captures: impl ::core::fmt::Display),*) -> ::std::string::String {
                let mut url = ::std::string::String::new();
                #(#pieces)*
                url
            }
        }
    }
}
