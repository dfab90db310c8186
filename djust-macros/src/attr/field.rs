//! `#[prop]` and `#[state]` on a component's fields.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Ident, Meta, Token, Type};

use crate::errors::Errors;

/// A field of a component.
pub(crate) struct Field {
    /// Its name.
    pub(crate) ident: Ident,
    /// Its type.
    pub(crate) ty: Type,
    /// What it is for.
    pub(crate) role: Role,
}

/// What a field is for.
pub(crate) enum Role {
    /// `#[prop]`: a tag has to give it.
    Required,
    /// `#[prop(default = …)]`: a tag may give it; this otherwise.
    Optional(Expr),
    /// The component's own, with its first value.
    State(Expr),
}

impl Field {
    /// Whether a tag may give it.
    pub(crate) fn is_prop(&self) -> bool {
        !matches!(self.role, Role::State(_))
    }
}

/// Reads the fields and takes our attributes off them.
pub(crate) fn take(item: &mut DeriveInput, errors: &mut Errors) -> Vec<Field> {
    let Data::Struct(data) = &mut item.data else {
        return Vec::new();
    };
    let fields = match &mut data.fields {
        Fields::Named(fields) => fields,
        Fields::Unit => return Vec::new(),
        Fields::Unnamed(fields) => {
            errors.at(
                fields,
                "a component's fields have names, by which a tag gives its props",
            );
            return Vec::new();
        }
    };
    let mut taken = Vec::new();
    for field in &mut fields.named {
        let role = role(&mut field.attrs, &field.ty, errors);
        let Some(ident) = field.ident.clone() else {
            continue;
        };
        taken.push(Field {
            ident,
            ty: field.ty.clone(),
            role,
        });
    }
    taken
}

fn role(attrs: &mut Vec<Attribute>, ty: &Type, errors: &mut Errors) -> Role {
    let mut found: Option<Role> = None;
    attrs.retain(|attr| {
        let name = attr.path().segments.last().map(|it| it.ident.to_string());
        let role = match name.as_deref() {
            Some("prop") => prop(attr, ty),
            Some("state") => state(attr),
            _ => return true,
        };
        if found.is_some() {
            errors.at(
                attr,
                "a field is a prop, which the tag gives, or a state, which is the component's own: take one away",
            );
        }
        found = errors.keep(role).or_else(|| Some(Role::State(default())));
        false
    });
    found.unwrap_or_else(|| Role::State(default()))
}

fn prop(attr: &Attribute, ty: &Type) -> syn::Result<Role> {
    match &attr.meta {
        Meta::Path(_) if is_option(ty) => Ok(Role::Optional(default())),
        Meta::Path(_) => Ok(Role::Required),
        Meta::List(list) => {
            let Default(value) = list.parse_args()?;
            Ok(Role::Optional(value))
        }
        Meta::NameValue(pair) => Err(syn::Error::new_spanned(
            pair,
            "expected `#[prop]`, `#[prop(default)]` or `#[prop(default = 5)]`",
        )),
    }
}

fn state(attr: &Attribute) -> syn::Result<Role> {
    match &attr.meta {
        Meta::Path(_) => Ok(Role::State(default())),
        Meta::List(list) => Ok(Role::State(list.parse_args()?)),
        Meta::NameValue(pair) => Err(syn::Error::new_spanned(
            pair,
            "expected `#[state]`, or its first value in parentheses: `#[state(5)]`",
        )),
    }
}

/// `default` or `default = value`.
struct Default(Expr);

impl Parse for Default {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let key = ahead.parse::<Ident>();
        if key.as_ref().map_or(true, |key| key != "default") {
            return Err(input.error("expected `default` or `default = 5`"));
        }
        input.parse::<Ident>()?;
        if input.is_empty() {
            return Ok(Self(default()));
        }
        input.parse::<Token![=]>()?;
        input.parse().map(Self)
    }
}

fn default() -> Expr {
    syn::parse_quote!(::core::default::Default::default())
}

/// Whether a type is written as an `Option`.
fn is_option(ty: &Type) -> bool {
    let Type::Path(path) = ty else {
        return false;
    };
    let last = path.path.segments.last();
    last.is_some_and(|segment| segment.ident == "Option")
}
