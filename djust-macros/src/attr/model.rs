//! `#[model]` on fields of a view or a component: those that a page may bind with `dj-model`.

use syn::parse::ParseStream;
use syn::{Attribute, Data, DeriveInput, Ident, LitStr, Meta, Type};

use super::{Kind, is, pairs, unknown};
use crate::errors::Errors;

/// A field that may be bound.
pub(crate) struct Model {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its type.
    pub(crate) ty: Type,
    /// What its attribute says.
    pub(crate) attr: ModelAttr,
}

/// What stands in the parentheses.
#[derive(Default)]
pub(crate) struct ModelAttr {
    /// `error = "age_error"`: the field that tells why a value was refused.
    pub(crate) error: Option<Ident>,
    /// `message = "…"`: what it tells.
    pub(crate) message: Option<LitStr>,
}

const KEYS: [&str; 2] = ["error", "message"];

/// Reads the fields and takes `#[model]` off them.
pub(crate) fn take(kind: Kind, item: &mut DeriveInput, errors: &mut Errors) -> Vec<Model> {
    let Data::Struct(data) = &mut item.data else {
        return Vec::new();
    };
    let mut models = Vec::new();
    for field in &mut data.fields {
        let Some(at) = field.attrs.iter().position(|attr| is(attr, "model")) else {
            continue;
        };
        let attr = field.attrs.remove(at);
        if kind == Kind::Inline {
            errors.at(
                &attr,
                "a component without state has no fields to bind: make it a `#[live_component]`, or bind one of the page's",
            );
            continue;
        }
        if field.attrs.iter().any(|attr| is(attr, "prop")) {
            errors.at(
                &attr,
                "a prop is the parent's, whose next render would take back what was entered: bind a field of the component's own",
            );
        }
        let read = errors.keep(ModelAttr::read(&attr));
        if let (Some(ident), Some(attr)) = (field.ident.clone(), read) {
            models.push(Model {
                ident,
                ty: field.ty.clone(),
                attr,
            });
        }
    }
    models
}

impl ModelAttr {
    fn read(attr: &Attribute) -> syn::Result<Self> {
        match &attr.meta {
            Meta::Path(_) => Ok(Self::default()),
            Meta::List(list) => list.parse_args_with(Self::parse),
            Meta::NameValue(pair) => Err(syn::Error::new_spanned(
                pair,
                "expected `#[model]` or `#[model(error = \"age_error\")]`",
            )),
        }
    }

    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut read = Self::default();
        let mut message_key = None;
        for pair in pairs(input)? {
            match pair.key.to_string().as_str() {
                "error" => {
                    let name = pair.string("age_error")?;
                    read.error = Some(name.parse::<Ident>().map_err(|_| {
                        syn::Error::new_spanned(
                            &name,
                            "expected the name of a field, as in `error = \"age_error\"`",
                        )
                    })?);
                }
                "message" => {
                    read.message = Some(pair.string("Give your age in years.")?);
                    message_key = Some(pair.key);
                }
                _ => return Err(unknown(&pair.key, "model", &KEYS)),
            }
        }
        match (message_key, &read.error) {
            (Some(key), None) => Err(syn::Error::new_spanned(
                key,
                "nothing would show the message: name the field that keeps it, as in `error = \"age_error\"`",
            )),
            _ => Ok(read),
        }
    }
}
