//! `impl ActionField`: which fields of a view may keep the state of an action.

use proc_macro2::{Ident, TokenStream};
use quote::quote_spanned;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Field, Type};

/// An impl for each field whose type is called `Action`.
pub(crate) fn fields(private: &TokenStream, item: &DeriveInput) -> TokenStream {
    let Data::Struct(data) = &item.data else {
        return TokenStream::new();
    };
    let fields = data.fields.iter();
    fields
        .filter_map(|it| field(private, &item.ident, it))
        .collect()
}

fn field(private: &TokenStream, view: &Ident, field: &Field) -> Option<TokenStream> {
    let Type::Path(path) = &field.ty else {
        return None;
    };
    let ident = field.ident.as_ref()?;
    if path.path.segments.last()?.ident != "Action" {
        return None;
    }
    let (ty, name) = (&field.ty, number(ident));
    // The bound has a lifetime, so that it may fail: somebody else's type may be called `Action`, too.
    Some(quote_spanned! {ty.span()=>
        #[automatically_derived]
        impl #private::ActionField<#name> for #view
        where
            for<'field> #ty: #private::IsAction,
        {
            type Result = <#ty as #private::IsAction>::Result;

            fn action(&mut self) -> &mut #private::Action<Self::Result> {
                <#ty as #private::IsAction>::action(&mut self.#ident)
            }
        }
    })
}

/// The number of a name, by which struct and impl find each other: FNV-1a.
pub(crate) fn number(ident: &Ident) -> u64 {
    let name = ident.unraw().to_string();
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_names_number_is_its_own() {
        let number = |name: &str| number(&syn::parse_str(name).expect("a name"));
        assert_eq!(number("r#save"), number("save"));
        assert_ne!(number("save"), number("saves"));
    }
}
