//! What empties the fields that hold something for one render.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::view::View;

/// The function of `ViewTemplate`; nothing if there are no such fields.
pub(super) fn expand(view: &View<'_>) -> Option<TokenStream> {
    let fields = view.temporary.iter().map(
        |field| quote_spanned!(field.span()=> self.#field = ::core::default::Default::default();),
    );
    (!view.temporary.is_empty()).then(|| {
        quote! {
            fn clear_temporary(&mut self) {
                #(#fields)*
            }
        }
    })
}
