//! Which attributes of an element give its handler which parameters. The cases are in `contract/params.json`.

use super::decode;
use crate::html::tree::Attr;
use crate::ir::{Param, Position, Unsent};
use crate::position::position;
use crate::vocabulary::{self, Attribute, Carries, Suffix};

/// The types that a parameter's name may end with, as in `data-count:int`.
pub(super) const TYPES: &[&str] = &[
    "int", "integer", "float", "number", "bool", "boolean", "json", "object", "array", "list",
];

/// The parameters that an element's attributes give an event, the winner of each name only.
pub(super) fn given(event: &Attribute, attrs: &[&Attr<'_>]) -> Vec<Param> {
    let mut params: Vec<(usize, Param)> = Vec::new();
    for attr in attrs {
        let Some(Named { name, rank, strict }) = named(event, &attr.name) else {
            continue;
        };
        let param = Param {
            strict,
            value: attr.literal().map(|value| decode(&value)),
            ..sent(name, None, position(&attr.at))
        };
        match params
            .iter_mut()
            .find(|(_, known)| known.name == param.name)
        {
            Some(known) if known.0 <= rank => *known = (rank, param),
            Some(_) => {}
            None => params.push((rank, param)),
        }
    }
    params.into_iter().map(|(_, param)| param).collect()
}

/// A parameter that an event sends by itself.
pub(super) fn sent(name: String, unsent: Option<Unsent>, at: Position) -> Param {
    Param {
        name,
        strict: false,
        others: Vec::new(),
        value: None,
        unsent,
        at,
    }
}

/// A parameter's name, and how it stands to others of its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The name as a handler has it.
    pub(super) name: String,
    /// Of two of one name the higher one wins, and of two that are alike the later.
    rank: usize,
    /// Whether the attribute can be nobody else's.
    strict: bool,
}

/// The parameter that an attribute gives an event.
pub(super) fn named(event: &Attribute, attribute: &str) -> Option<Named> {
    let (base, suffix) = vocabulary::split(attribute);
    let row = vocabulary::find(attribute)?;
    if row.name == event.name {
        let name = suffix.strip_prefix(':')?;
        let name = name.split(':').next().unwrap_or(name);
        return Some(Named {
            name: clean(name)?,
            rank: usize::MAX,
            strict: true,
        });
    }
    let rest = base.strip_prefix(row.name)?;
    let name = match (row.carries, row.suffix) {
        (Carries::Parameter, Suffix::Name) => rest,
        (Carries::Parameter, Suffix::NameAndEvent) => match limit(rest) {
            (name, Some(kind)) if event.kind() == Some(kind) => name,
            (_, Some(_)) => return None,
            (name, None) => name,
        },
        _ => return None,
    };
    Some(Named {
        name: clean(name)?,
        rank: vocabulary::all().position(|other| other.name == row.name)?,
        strict: is_ours(row),
    })
}

/// Whether an attribute that gives parameters can be nobody else's.
pub(super) fn is_ours(row: &Attribute) -> bool {
    row.name.starts_with("dj-") || row.name.starts_with("data-dj-")
}

/// `n-click` is `n` for the click alone.
pub(super) fn limit(name: &str) -> (&str, Option<&'static str>) {
    let kinds = vocabulary::all().filter_map(Attribute::kind);
    let ends = kinds.filter_map(|kind| Some((name.strip_suffix(kind)?.strip_suffix('-')?, kind)));
    match ends.min_by_key(|(name, _)| name.len()) {
        Some((name, kind)) => (name, Some(kind)),
        None => (name, None),
    }
}

/// A name as handlers have it; nothing for those that could harm a script.
pub(super) fn clean(name: &str) -> Option<String> {
    let name = name.replace('-', "_");
    let name = name.strip_prefix("dj_").unwrap_or(&name);
    let harmful = matches!(name, "__proto__" | "constructor" | "prototype" | "");
    (!harmful).then(|| name.to_owned())
}
