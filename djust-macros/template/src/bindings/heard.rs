//! Attributes that hear of the events of handlers which they name, as `dj-loading.for="save, load"` does: the names are checked, and
//! nothing is called.

use super::arguments::DYNAMIC;
use super::call::is_name;
use super::{choices, decode, unnamed};
use crate::html::Site;
use crate::html::tree::Attr;
use crate::ir::Binding;
use crate::vocabulary::{self, Attribute, Value};

/// The handlers whose events an attribute hears of.
pub(super) fn read(site: &Site<'_>, attr: &Attr<'_>) -> Vec<Binding> {
    let suffix = vocabulary::split(&attr.name).1;
    let hears = |row: &&Attribute| row.value_of(suffix) == Value::Handlers;
    let Some(row) = vocabulary::find(&attr.name).filter(hears) else {
        return Vec::new();
    };
    let texts = match choices::of(site, attr, DYNAMIC) {
        Ok(texts) if texts.iter().any(|text| text.contains(DYNAMIC)) => {
            choices::warn(site, attr, choices::Open::Written);
            return Vec::new();
        }
        Ok(texts) => texts,
        Err(open) => {
            choices::warn(site, attr, open);
            return Vec::new();
        }
    };
    let mut bindings = Vec::new();
    for text in texts {
        let text = decode(&text);
        let names = text.split(|c: char| c == ',' || c.is_whitespace());
        for name in names.filter(|name| !name.is_empty()) {
            if is_name(name) {
                bindings.push(Binding {
                    handler: Some(name.to_owned()),
                    heard: true,
                    ..unnamed(row.name, attr)
                });
            } else {
                site.error(
                    &attr.value_at,
                    format!(
                        "`{name}` in `{}`: names of handlers are expected, such as `save, load`",
                        attr.written
                    ),
                );
                return bindings;
            }
        }
    }
    bindings
}
