//! `#[derive(Form)]`: a struct's fields as those of a form, with their rules.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Expr, Field, Fields, LitStr, Path, Type};

use crate::errors::{Errors, did_you_mean};
use crate::paths;

const KEYS: [&str; 15] = [
    "skip",
    "nested",
    "min_rows",
    "max_rows",
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
    "ask",
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
    let of_struct = of_struct(&item.attrs, &mut errors);
    let mut rules = quote!(#private::form::Schema::new());
    let mut values = TokenStream::new();
    let mut names = Vec::new();
    for field in fields {
        let (Some(ident), ty) = (&field.ident, &field.ty) else {
            continue;
        };
        let key = ident.unraw().to_string();
        if is_skipped(field, &mut errors) {
            values.extend(quote_spanned!(ty.span()=> #ident: ::core::default::Default::default(),));
            continue;
        }
        names.push(key.clone());
        if let Some(rows) = Rows::read(field, &mut errors) {
            let schema = rules;
            rules = rows.added(&private, &schema, &key, ty);
            let nested = quote_spanned!(ty.span()=> <#ty as #private::form::Nested>);
            values.extend(quote!(#ident: #nested::from_form(form, #key)?,));
            continue;
        }
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
            const FIELDS: &'static [&'static ::core::primitive::str] = &[#(#names),*];

            fn schema() -> ::std::sync::Arc<#private::form::Schema> {
                static SCHEMA: ::std::sync::OnceLock<::std::sync::Arc<#private::form::Schema>> =
                    ::std::sync::OnceLock::new();
                let schema = || ::std::sync::Arc::new(#rules #of_struct);
                ::std::sync::Arc::clone(SCHEMA.get_or_init(schema))
            }

            fn from_form(form: &#private::form::LiveForm) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self { #values })
            }
        }
    }
}

/// `#[form(nested, min_rows = 1, max_rows = 20)]`: a struct with a form of its own, or rows of them.
#[derive(Default)]
struct Rows {
    least: Option<Expr>,
    most: Option<Expr>,
}

impl Rows {
    /// `None` for a field that holds text.
    fn read(field: &Field, errors: &mut Errors) -> Option<Self> {
        let mut attrs = ours(&field.attrs);
        attrs
            .any(|attr| names(attr).iter().any(|name| name == "nested"))
            .then(|| {
                let mut rows = Self::default();
                for attr in ours(&field.attrs) {
                    let read = attr.parse_nested_meta(|meta| rows.take(&meta, &field.ty));
                    errors.keep(read);
                }
                rows
            })
    }

    fn take(&mut self, meta: &ParseNestedMeta<'_>, ty: &Type) -> syn::Result<()> {
        let limit = match meta.path.get_ident().map(ToString::to_string).as_deref() {
            Some("nested") => return Ok(()),
            Some("min_rows") => &mut self.least,
            Some("max_rows") => &mut self.most,
            _ => {
                return Err(meta.error(
                    "a nested field has no text of its own: rules stand on the fields of its struct",
                ));
            }
        };
        *limit = Some(meta.value()?.parse()?);
        if is_vec(ty) {
            return Ok(());
        }
        Err(meta.error("there are rows in a `Vec` alone: take this away, or make the field one"))
    }

    /// The schema with it.
    fn added(
        &self,
        private: &TokenStream,
        schema: &TokenStream,
        key: &str,
        ty: &Type,
    ) -> TokenStream {
        let option = |limit: &Option<Expr>| match limit {
            Some(limit) => quote_spanned!(limit.span()=> ::core::option::Option::Some(#limit)),
            None => quote!(::core::option::Option::None),
        };
        let (least, most) = (option(&self.least), option(&self.most));
        quote_spanned! {ty.span()=>
            <#ty as #private::form::Nested>::add(#schema, #key, #least, #most)
        }
    }
}

/// `#[form(skip)]`: a field that is none of the form's, and begins as its type's default.
fn is_skipped(field: &Field, errors: &mut Errors) -> bool {
    let skipped = ours(&field.attrs).find(|attr| names(attr).iter().any(|name| name == "skip"));
    let Some(attr) = skipped else {
        return false;
    };
    if ours(&field.attrs).flat_map(names).count() > 1 {
        errors.at(
            attr,
            "a field that is skipped has no rules: no form gives it a value",
        );
    }
    true
}

/// What an attribute names, as far as it can be read.
fn names(attr: &Attribute) -> Vec<String> {
    let mut names = Vec::new();
    // What is wrong with it is told when it is read for what it says.
    let _ = attr.parse_nested_meta(|meta| {
        names.extend(meta.path.get_ident().map(ToString::to_string));
        if meta.input.peek(syn::Token![=]) {
            meta.value()?.parse::<Expr>()?;
        }
        Ok(())
    });
    names
}

/// Whether a type is written as a `Vec`.
fn is_vec(ty: &Type) -> bool {
    let Type::Path(path) = ty else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|segment| segment.ident == "Vec")
}

/// `#[form(messages = say, rule = passwords_match)]` on the struct.
fn of_struct(attrs: &[Attribute], errors: &mut Errors) -> TokenStream {
    let mut of_struct = TokenStream::new();
    for attr in ours(attrs) {
        let read = attr.parse_nested_meta(|meta| {
            if meta.path.is_ident("rule") {
                let rule: Path = meta.value()?.parse()?;
                of_struct.extend(quote_spanned!(rule.span()=> .rule(#rule)));
                return Ok(());
            }
            if !meta.path.is_ident("messages") {
                return Err(meta.error(
                    "on the struct stand `#[form(messages = say)]` and `#[form(rule = passwords_match)]`; rules of one field stand on it",
                ));
            }
            let say: Path = meta.value()?.parse()?;
            of_struct.extend(quote!(.messages(#say)));
            Ok(())
        });
        errors.keep(read);
    }
    of_struct
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
        "min_rows" | "max_rows" => {
            return Err(
                meta.error("there are rows in a `Vec` of forms: write `#[form(nested)]` beside it")
            );
        }
        "min_length" | "max_length" | "min" | "max" | "choices" | "custom" | "ask" => {
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
