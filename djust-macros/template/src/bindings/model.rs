//! `dj-model`: which field of the view a field of the page is bound to. Whether the view has such a field, and lets it be
//! bound, is checked where its struct is known.

use super::call::is_name;
use super::{conditional, decode};
use crate::html::Site;
use crate::html::tree::{Attr, Tag};
use crate::ir::Model;
use crate::position::position;
use crate::vocabulary::{self, Value};

/// Whether an attribute is one.
pub(super) fn is(attr: &Attr<'_>) -> bool {
    vocabulary::find(&attr.name).is_some_and(|row| row.value == Value::Model)
}

/// What an element's `dj-model` names; what is wrong with it is said.
pub(super) fn read(site: &Site<'_>, tag: &Tag<'_>, attrs: &[&Attr<'_>]) -> Vec<Model> {
    let found: Vec<&Attr<'_>> = attrs.iter().copied().filter(|attr| is(attr)).collect();
    if let ([_, second, ..], false) = (found.as_slice(), conditional(tag)) {
        site.error(
            &second.at,
            "an element has one `dj-model`, with all that is said of it: `dj-model.lazy.trim`",
        );
    }
    let named = found.iter().filter_map(|attr| {
        if let Some(why) = no_field(tag) {
            site.error(
                &attr.at,
                format!("`{}` binds what a user enters: {why}", attr.written),
            );
            return None;
        }
        match name(attr) {
            Ok(field) => Some(Model {
                field,
                at: position(&attr.value_at),
            }),
            Err(why) => {
                site.error(&attr.value_at, why);
                None
            }
        }
    });
    named.collect()
}

/// Why nothing is entered into an element that a view could keep.
fn no_field(tag: &Tag<'_>) -> Option<String> {
    if !vocabulary::On::Field.takes(&tag.name) {
        let name = &tag.written;
        return Some(format!(
            "`<{name}>` is no field; write it on an `input`, a `select` or a `textarea`"
        ));
    }
    let kind = tag.attr("type").filter(|_| tag.name == "input")?;
    let kind = kind.literal()?.to_ascii_lowercase();
    match kind.as_str() {
        "file" => Some("a file is no value of a field".to_owned()),
        "submit" | "button" | "image" | "reset" => {
            Some("nothing is entered into a button; write `dj-click` there".to_owned())
        }
        _ => None,
    }
}

/// The name of the view's field.
fn name(attr: &Attr<'_>) -> Result<String, String> {
    let written = &attr.written;
    let value = attr.literal().ok_or_else(|| {
        format!("which field `{written}` binds is known when the template is compiled: write its name, without tags")
    })?;
    let value = decode(&value);
    let name = value.trim();
    if name.contains(['.', '[']) {
        return Err(format!(
            "`{written}=\"{name}\"`: only a field of the view, or component, itself can be bound, none of a row's: call a handler with \
             `dj-change`, or make the row a component"
        ));
    }
    if !is_name(name) {
        return Err(format!(
            "`{written}=\"{name}\"`: the name of a field is expected, as in `{written}=\"search\"`"
        ));
    }
    if name.starts_with('_') {
        return Err(format!(
            "`{written}=\"{name}\"`: names that begin with `_` are never a page's to set"
        ));
    }
    Ok(name.to_owned())
}
