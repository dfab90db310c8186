//! `dj-optimistic="liked:!liked, count:count+1, class:read"`: what shows before the server answers. A field that no slot shows by
//! itself would change nothing, so it is an error. The cases are in `contract/optimistic.json`; the client reads the same ones.

use super::call::is_name;
use crate::ast::At;
use crate::html::Site;
use crate::html::tree::Attr;
use crate::ir::{Fragment, Slot};

/// The name that stands for the element's classes.
const CLASS: &str = "class";

/// A field that is to change, and where that is written.
#[derive(Debug, Clone)]
pub(super) struct Change {
    field: String,
    at: At,
}

/// Reads the changes of an attribute, and says what is wrong with them.
pub(super) fn read(site: &Site<'_>, attr: &Attr<'_>) -> Vec<Change> {
    let Some(value) = attr.literal() else {
        site.error(
            &attr.value_at,
            "what `dj-optimistic` shows is known when the template is compiled: write it without tags, as in `liked:!liked`",
        );
        return Vec::new();
    };
    let mut changes = Vec::new();
    for one in value.split(',').map(str::trim) {
        match change(one) {
            Ok(CLASS) => {}
            Ok(field) => changes.push(Change {
                field: field.to_owned(),
                at: attr.value_at.clone(),
            }),
            Err(expected) => site.error(&attr.value_at, format!("`{one}`: {expected}")),
        }
    }
    changes
}

/// The field that a change is about, else what was expected.
fn change(text: &str) -> Result<&str, String> {
    let expected = "expected a field and what it becomes, as in `liked:!liked`, `count:count+1`, `state:'done'` or `class:read`";
    let (field, value) = text.split_once(':').ok_or(expected)?;
    let (field, value) = (field.trim(), value.trim());
    if !field.split('.').all(is_name) {
        return Err(format!("`{field}` is no field; {expected}"));
    }
    if let Some(negated) = value.strip_prefix('!') {
        return (negated == field)
            .then_some(field)
            .ok_or_else(|| format!("a field becomes its own negation: write `{field}:!{field}`"));
    }
    if let Some(step) = value
        .strip_prefix(field)
        .filter(|step| step.starts_with(['+', '-']))
    {
        let digits = &step[1..];
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        return is_number
            .then_some(field)
            .ok_or_else(|| format!("`{step}` is no whole number, as in `{field}:{field}+1`"));
    }
    let quoted = ['\'', '"'].iter().any(|&quote| {
        let inner = value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote));
        inner.is_some_and(|inner| !inner.contains(quote))
    });
    let plain = |c: char| {
        c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || (field == CLASS && c == ' ')
    };
    if quoted || (!value.is_empty() && value.chars().all(plain)) {
        return Ok(field);
    }
    Err(expected.to_owned())
}

/// Says which changes no slot would show.
pub(super) fn check(site: &Site<'_>, changes: &[Change], fragments: &[Fragment]) {
    for Change { field, at } in changes {
        if fragments
            .iter()
            .any(|fragment| shows(fragments, fragment, field))
        {
            continue;
        }
        site.error(
            at,
            format!(
                "nothing shows `{field}` by itself, so `dj-optimistic` would change nothing: a slot shows it as `{{{{ {field} }}}}`, or by \
                 an `if` on it around attributes or around markup without slots"
            ),
        );
    }
}

/// Whether the client can change a slot of a fragment with the field.
fn shows(fragments: &[Fragment], fragment: &Fragment, field: &str) -> bool {
    let mut slots = fragment.fields.iter().filter(|slot| slot.path == field);
    slots.any(|slot| match fragment.slots.get(usize::from(slot.slot)) {
        Some(Slot::Text(_)) => true,
        Some(Slot::Branch(arms)) => arms.iter().all(|&arm| {
            let arm = fragments.get(usize::from(arm));
            arm.is_some_and(|arm| arm.slots.is_empty())
        }),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::contract;

    #[test]
    fn dr_04_a_change_is_a_field_and_what_it_becomes() {
        let cases = contract("optimistic.json");
        for case in cases["good"].as_array().expect("good cases") {
            let text = case[0].as_str().expect("an attribute's value");
            let fields: Result<Vec<_>, _> = text.split(',').map(str::trim).map(change).collect();
            let wanted = case[1].as_array().expect("the changes");
            let wanted: Vec<_> = wanted
                .iter()
                .filter_map(|one| one["field"].as_str())
                .collect();
            assert_eq!(fields, Ok(wanted), "{text}");
        }
        for case in cases["bad"].as_array().expect("bad cases") {
            let text = case.as_str().expect("an attribute's value");
            let mut changes = text.split(',').map(str::trim).map(change);
            assert!(changes.any(|one| one.is_err()), "{text}");
        }
        for (bad, expected) in [
            ("liked", "expected a field"),
            ("liked:!other", "`liked:!liked`"),
            ("count:count+x", "no whole number"),
            ("2:3", "no field"),
            ("state:", "expected a field"),
            ("state:'a'b'", "expected a field"),
            ("count:other + 1", "expected a field"),
        ] {
            let message = change(bad).expect_err(bad);
            assert!(message.contains(expected), "{bad}: {message}");
        }
    }
}
