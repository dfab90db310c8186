//! Checks that span struct and impl: a constant for each binding of the template, evaluated over the handlers' table.

use proc_macro2::TokenStream;
use quote::quote_spanned;

use crate::view::View;

/// The constants. Without a live impl there is no table: the one mention of it reports that.
pub(crate) fn expand(view: &View<'_>) -> TokenStream {
    let private = &view.private;
    let name = &view.item.ident;
    quote_spanned! {name.span()=>
        const _: &[#private::HandlerMeta] = <#name as #private::Handlers>::HANDLERS;
    }
}
