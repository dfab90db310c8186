//! Checks of `{% live_field form.email %}`: a constant for each, evaluated over the fields of the form's struct.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::ext::IdentExt;
use syn::{Data, Fields, GenericArgument, PathArguments, Type};

use crate::errors::place;
use crate::view::View;

/// The constants. What is no `Form` of a struct is left to the run: a `LiveForm` has whatever fields it was given.
pub(super) fn expand(view: &View<'_>) -> TokenStream {
    let private = &view.private;
    let checks = view.template.form_fields.iter().filter_map(|asked| {
        let data = form_of(field(view, &asked.form)?)?;
        let ((at, excerpt), name) = (place(&asked.at), &asked.field);
        Some(quote_spanned! {view.span=>
            const _: () = #private::check::form_field(
                #at,
                #excerpt,
                <#data as #private::form::FormData>::FIELDS,
                #name,
            );
        })
    });
    checks.collect()
}

fn field<'a>(view: &'a View<'_>, name: &str) -> Option<&'a Type> {
    let Data::Struct(data) = &view.item.data else {
        return None;
    };
    let Fields::Named(fields) = &data.fields else {
        return None;
    };
    let mut fields = fields.named.iter();
    let named = |field: &&syn::Field| field.ident.as_ref().is_some_and(|it| it.unraw() == name);
    fields.find(named).map(|field| &field.ty)
}

/// `SignUp` of `Form<SignUp>`.
fn form_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last().filter(|it| it.ident == "Form")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(data)) if arguments.args.len() == 1 => Some(data),
        _ => None,
    }
}
