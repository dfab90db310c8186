//! `#[temporary]` on fields of a view or a component: those that hold something for one render.

use syn::{Data, DeriveInput, Ident, Meta};

use super::Kind;
use crate::errors::Errors;

/// Reads the fields and takes `#[temporary]` off them.
pub(crate) fn take(kind: Kind, item: &mut DeriveInput, errors: &mut Errors) -> Vec<Ident> {
    let Data::Struct(data) = &mut item.data else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    for field in &mut data.fields {
        let Some(at) = field
            .attrs
            .iter()
            .position(|attr| super::is(attr, "temporary"))
        else {
            continue;
        };
        let attr = field.attrs.remove(at);
        if kind == Kind::Inline {
            errors.at(
                &attr,
                "a component without state is made anew in each render: take this away",
            );
        } else if field.attrs.iter().any(|attr| super::is(attr, "prop")) {
            errors.at(
                &attr,
                "a prop is the parent's, which gives it again: put it on a field of the component's own",
            );
        } else if !matches!(attr.meta, Meta::Path(_)) {
            errors.at(
                &attr,
                "`#[temporary]` takes nothing: the field becomes its type's default",
            );
        }
        fields.extend(field.ident.clone());
    }
    fields
}
