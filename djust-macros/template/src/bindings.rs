//! What `dj-*` attributes name: handlers, inline arguments, parameters.
//!
//! Only what is literal is read here, in the client's own grammar. Whether the view has such a handler is checked
//! where its table is known.

mod call;
mod fields;
pub(crate) mod idle;

use call::{call, is_name};

use crate::ast::Node;
use crate::attributes;
use crate::html::Site;
use crate::html::tree::{Attr, Items, Piece, Tag, TagPart};
use crate::ir::{Binding, Literal, Param};
use crate::position::position;

/// What the client acts on. Other attributes of ours are names that are kept for later.
const LIVE: &[&str] = &[
    "dj-change",
    "dj-click",
    "dj-confirm",
    "dj-debounce",
    "dj-input",
    "dj-submit",
    "dj-throttle",
];

/// Collects the bindings of a tag. A form's submit is collected by [`submit`], once its fields are known.
pub(crate) fn collect(site: &Site<'_>, tag: &Tag<'_>) {
    let attrs = tag.attrs();
    let conditional = conditional(tag);
    for attr in &attrs {
        if attr.name == "form" {
            site.field_elsewhere();
        }
        let (base, suffix) = attributes::split(&attr.name);
        if attributes::known(base) && !LIVE.contains(&base) {
            site.warn(
                "an_attribute_that_does_nothing_yet",
                &attr.at,
                format!("`{base}` does nothing yet; the events are `dj-click`, `dj-submit`, `dj-input` and `dj-change`"),
            );
        }
        let own = suffix.starts_with(':');
        if base == "dj-shortcut" {
            shortcuts(site, attr);
            continue;
        }
        if !attributes::event(base) || own || (tag.name == "form" && base == "dj-submit") {
            continue;
        }
        if let Some(mut binding) = event(site, base, attr) {
            binding.params = params(base, &attrs);
            binding
                .params
                .extend(sent_by_itself(base).iter().map(|name| Param {
                    name: (*name).to_owned(),
                    strict: false,
                    value: None,
                    unsent: None,
                    at: binding.at.clone(),
                }));
            binding.closed = !conditional
                && (bare_event(base) || !sent_by_itself(base).is_empty())
                && !attrs.iter().any(|attr| attr.name == "dj-params");
            site.bind(binding);
        }
    }
}

/// Collects what a form's submit names, with the fields that stand in it.
pub(crate) fn submit(site: &Site<'_>, tag: &Tag<'_>, items: &Items<'_>) {
    let attrs = tag.attrs();
    for attr in &attrs {
        if attr.name != "dj-submit" {
            continue;
        }
        let Some(mut binding) = event(site, "dj-submit", attr) else {
            continue;
        };
        binding.params = params("dj-submit", &attrs);
        let fields = fields::all(items);
        binding.closed = fields.is_some()
            && !conditional(tag)
            && !attrs.iter().any(|attr| attr.name == "dj-params");
        binding.form = true;
        for field in fields.into_iter().flatten() {
            add_field(&mut binding.params, field);
        }
        let target = fields::Field {
            name: "_target".to_owned(),
            at: attr.value_at.clone(),
            unsent: None,
        };
        add_field(&mut binding.params, target);
        site.bind(binding);
    }
}

/// Adds what a field gives; it is sure to be sent if one of its name is.
fn add_field(params: &mut Vec<Param>, field: fields::Field) {
    match params.iter_mut().find(|param| param.name == field.name) {
        Some(param) if field.unsent.is_none() => param.unsent = None,
        Some(_) => {}
        None => params.push(Param {
            name: field.name,
            strict: false,
            value: None,
            unsent: field.unsent,
            at: position(&field.at),
        }),
    }
}

fn conditional(tag: &Tag<'_>) -> bool {
    tag.parts
        .iter()
        .any(|part| matches!(part, TagPart::Chunk(..)))
}

/// What a field's event sends beside what the element's attributes give.
fn sent_by_itself(base: &str) -> &'static [&'static str] {
    match base {
        "dj-input" | "dj-change" => &["value", "field", "_target"],
        _ => &[],
    }
}

/// Events that send nothing but what the element's attributes give.
fn bare_event(base: &str) -> bool {
    matches!(
        base,
        "dj-click" | "dj-click-away" | "dj-mouseenter" | "dj-mouseleave" | "dj-mounted" | "dj-poll"
    )
}

fn event(site: &Site<'_>, base: &str, attr: &Attr<'_>) -> Option<Binding> {
    let mut binding = Binding {
        attribute: base.to_owned(),
        handler: None,
        args: None,
        params: Vec::new(),
        closed: false,
        form: false,
        at: position(&attr.value_at),
    };
    let Some(value) = attr.literal() else {
        // `select({{ id }})` names its handler all the same.
        if let Some(Piece::Text(text)) = attr.value.first()
            && let Some((name, _)) = text.split_once('(')
            && is_name(name.trim())
        {
            binding.handler = Some(name.trim().to_owned());
            binding.args = dynamic_arguments(attr);
        }
        return Some(binding);
    };
    let value = decode(&value);
    let value = value.trim();
    let optional = matches!(base, "dj-auto-recover" | "dj-poll");
    if value.starts_with(['[', '{']) || (optional && value.is_empty()) {
        // A list of client commands, or the switch without a handler.
        return None;
    }
    let at = &attr.value_at;
    match call(value) {
        Ok((name, args)) => {
            binding.handler = Some(name);
            binding.args = Some(args);
            Some(binding)
        }
        Err(expected) => {
            site.error(at, format!("`{}=\"{value}\"`: {expected}", attr.written));
            None
        }
    }
}

/// Stands for an expression among inline arguments; no attribute holds it.
const DYNAMIC: char = '\u{0}';

/// The arguments of `select({{ id }}, 'a')`; none if tags decide how many there are.
fn dynamic_arguments(attr: &Attr<'_>) -> Option<Vec<Literal>> {
    let mut value = String::new();
    for piece in &attr.value {
        match piece {
            Piece::Text(text) => value.push_str(&decode(text)),
            Piece::Hole(Node::Expr(_)) => value.push(DYNAMIC),
            _ => return None,
        }
    }
    let (_, mut args) = call(value.trim()).ok()?;
    for arg in &mut args {
        if matches!(arg, Literal::Str(text) | Literal::Word(text) if text.contains(DYNAMIC)) {
            *arg = Literal::Dynamic;
        }
    }
    Some(args)
}

/// `"ctrl+k:open_search:prevent, escape:close"`: each names a handler after its keys.
fn shortcuts(site: &Site<'_>, attr: &Attr<'_>) {
    let Some(value) = attr.literal() else { return };
    for one in value.split(',') {
        let Some(name) = one
            .split(':')
            .nth(1)
            .map(str::trim)
            .filter(|name| is_name(name))
        else {
            continue;
        };
        site.bind(Binding {
            attribute: "dj-shortcut".to_owned(),
            handler: Some(name.to_owned()),
            args: None,
            params: Vec::new(),
            closed: false,
            form: false,
            at: position(&attr.value_at),
        });
    }
}

/// The parameters that an element's attributes give an event, the winner of each name only.
fn params(base: &str, attrs: &[&Attr<'_>]) -> Vec<Param> {
    let mut params: Vec<Param> = Vec::new();
    for attr in attrs {
        let Some((name, strict)) = param_name(base, attr) else {
            continue;
        };
        let param = Param {
            name,
            strict,
            value: attr.literal().map(|value| decode(&value)),
            unsent: None,
            at: position(&attr.at),
        };
        match params.iter_mut().find(|known| known.name == param.name) {
            // `dj-value-*` wins over `data-*`.
            Some(known) if strict && !known.strict => *known = param,
            Some(_) => {}
            None => params.push(param),
        }
    }
    params
}

/// The handler-side name of a parameter, and whether the attribute can be nobody else's.
fn param_name(base: &str, attr: &Attr<'_>) -> Option<(String, bool)> {
    let (name, suffix) = attributes::split(&attr.name);
    if name == base && attributes::event(base) {
        return clean(suffix.strip_prefix(':')?).map(|name| (name, true));
    }
    if let Some(name) = name.strip_prefix("dj-value-") {
        return clean(name).map(|name| (name, true));
    }
    if let Some(name) = name.strip_prefix("dj-payload-") {
        // `dj-payload-n-click` is for the click alone.
        let limit = KINDS
            .iter()
            .find_map(|kind| Some((name.strip_suffix(kind)?.strip_suffix('-')?, *kind)));
        return match limit {
            Some((name, kind)) if base.strip_prefix("dj-") == Some(kind) => {
                clean(name).map(|name| (name, true))
            }
            Some(_) => None,
            None => clean(name).map(|name| (name, true)),
        };
    }
    let name = name.strip_prefix("data-")?;
    let internal = ["liveview-", "live-", "djust-"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
        || matches!(
            name,
            "loading" | "component-id" | "key" | "dj-id" | "debounce" | "throttle"
        );
    if internal {
        return None;
    }
    clean(name).map(|name| (name, false))
}

/// Events that `dj-payload-…` can be limited to.
const KINDS: &[&str] = &[
    "click",
    "mouseenter",
    "mouseleave",
    "input",
    "change",
    "submit",
    "focus",
    "blur",
    "keydown",
    "keyup",
    "scroll",
];

fn clean(name: &str) -> Option<String> {
    let name = name.replace('-', "_");
    let name = name.strip_prefix("dj_").unwrap_or(&name);
    let unsafe_name = matches!(name, "__proto__" | "constructor" | "prototype" | "");
    (!unsafe_name).then(|| name.to_owned())
}

/// Decodes the entities that authors write in attributes.
fn decode(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pa_01_names_are_the_handlers_own() {
        assert_eq!(clean("item-id").as_deref(), Some("item_id"));
        assert_eq!(clean("dj-preset").as_deref(), Some("preset"));
        assert_eq!(clean("constructor"), None);
    }
}
