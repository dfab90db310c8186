//! `#[derive(Form)]`: a struct's fields as those of a form, with their rules.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Expr, Field, Fields, LitStr, Path};

use crate::errors::{Errors, did_you_mean};
use crate::paths;

const KEYS: [&str; 10] = [
    "required",
    "min_length",
    "max_length",
    "pattern",
    "email",
    "url",
    "min",
    "max",
    "choices",
    "custom",
];

/// `impl FormData`.
pub(crate) fn expand(item: &DeriveInput) -> TokenStream {
    let private = paths::private();
    let name = &item.ident;
    let mut errors = Errors::default();
    let fields: Vec<&Field> = match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => fields.named.iter().collect(),
            fields => {
                errors.at(
                    fields,
                    "a form's fields have names, by which a page gives them",
                );
                Vec::new()
            }
        },
        _ => {
            errors.at(
                name,
                "a form is a struct: put what varies into a field of it",
            );
            Vec::new()
        }
    };
    if !item.generics.params.is_empty() {
        errors.at(
            &item.generics,
            "a form can't be generic: its fields have concrete types",
        );
    }
    let messages = messages(&item.attrs, &mut errors);
    let mut rules = TokenStream::new();
    let mut values = TokenStream::new();
    for field in fields {
        let (Some(ident), ty) = (&field.ident, &field.ty) else {
            continue;
        };
        let key = ident.unraw().to_string();
        let mut of_field = quote_spanned!(ty.span()=> #private::form::Rules::of::<#ty>());
        for attr in ours(&field.attrs) {
            let read = attr.parse_nested_meta(|meta| rule(&meta, &mut of_field));
            errors.keep(read);
        }
        rules.extend(quote!(.field(#key, #of_field)));
        values.extend(quote!(#ident: form.get(#key)?,));
    }
    if !errors.is_empty() {
        return errors.into_tokens();
    }
    quote! {
        #[automatically_derived]
        impl #private::form::FormData for #name {
            fn schema() -> ::std::sync::Arc<#private::form::Schema> {
                static SCHEMA: ::std::sync::OnceLock<::std::sync::Arc<#private::form::Schema>> =
                    ::std::sync::OnceLock::new();
                let schema = || ::std::sync::Arc::new(#private::form::Schema::new() #rules #messages);
                ::std::sync::Arc::clone(SCHEMA.get_or_init(schema))
            }

            fn from_form(form: &#private::form::LiveForm) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self { #values })
            }
        }
    }
}

/// `#[form(messages = say)]` on the struct.
fn messages(attrs: &[Attribute], errors: &mut Errors) -> TokenStream {
    let mut messages = TokenStream::new();
    for attr in ours(attrs) {
        let read = attr.parse_nested_meta(|meta| {
            if !meta.path.is_ident("messages") {
                return Err(meta.error(
                    "on the struct stands `#[form(messages = say)]`; rules stand on its fields",
                ));
            }
            let say: Path = meta.value()?.parse()?;
            messages = quote!(.messages(#say));
            Ok(())
        });
        errors.keep(read);
    }
    messages
}

/// One rule, as a call on the others.
fn rule(meta: &ParseNestedMeta<'_>, rules: &mut TokenStream) -> syn::Result<()> {
    let key = meta
        .path
        .get_ident()
        .map(ToString::to_string)
        .unwrap_or_default();
    let (ident, span) = (&meta.path, meta.path.span());
    let call = match key.as_str() {
        "required" | "email" | "url" => quote_spanned!(span=> .#ident()),
        "pattern" => {
            let pattern: LitStr = meta.value()?.parse()?;
            if let Err(error) = regex_syntax::parse(&pattern.value()) {
                let message = format!("this is no regular expression: {error}");
                return Err(syn::Error::new_spanned(pattern, message));
            }
            quote_spanned!(span=> .pattern(#pattern))
        }
        "min_length" | "max_length" | "min" | "max" | "choices" | "custom" => {
            let value: Expr = meta.value()?.parse()?;
            quote_spanned!(value.span()=> .#ident(#value))
        }
        _ => {
            let mut message = format!(
                "unknown rule `{key}`{}",
                did_you_mean(&key, KEYS.iter().copied())
            );
            if !message.ends_with('?') {
                message.push_str(&format!("; there are `{}`", KEYS.join("`, `")));
            }
            return Err(meta.error(message));
        }
    };
    rules.extend(call);
    Ok(())
}

fn ours(attrs: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attrs.iter().filter(|attr| attr.path().is_ident("form"))
}
