//! Whether attributes are ours, and whether their suffixes and times can be read.

use super::{decode, keys, params};
use crate::duration;
use crate::html::Site;
use crate::html::tree::Attr;
use crate::likely::likely;
use crate::vocabulary::{self, Attribute, Carries, Suffix, Value};

/// Checks an attribute whose name begins with `dj-`.
pub(super) fn check(site: &Site<'_>, attr: &Attr<'_>) {
    let (base, suffix) = vocabulary::split(&attr.name);
    let Some(row) = vocabulary::find(&attr.name) else {
        return site.error(&attr.at, unknown(&attr.written, base));
    };
    if let Some(expected) = bad_suffix(row, suffix) {
        site.error(
            &attr.at,
            format!("`{suffix}` is not known on `{base}`: expected {expected}"),
        );
    } else if gives_nothing(row, base, suffix) {
        site.error(
            &attr.at,
            format!(
                "`{}` gives no parameter: a name is expected that a script can have, as in `{}item-id`",
                attr.written,
                if row.is_prefix() { row.name.to_owned() } else { format!("{}:", row.name) }
            ),
        );
    }
    if let Some(value) = attr.literal()
        && let Some(expected) = bad_value(row, decode(&value).trim())
    {
        site.error(
            &attr.value_at,
            format!("`{}=\"{value}\"`: expected {expected}", attr.written),
        );
    }
    if let Some(value) = attr.literal()
        && let Some(expected) = idle_value(row.value_of(suffix), decode(&value).trim())
    {
        site.warn(
            "a_value_that_does_nothing",
            &attr.value_at,
            format!(
                "`{}=\"{value}\"` does nothing: expected {expected}",
                attr.written
            ),
        );
    }
    // What has no effect here by design does not ask for an effect.
    if !row.is_active() && row.carries != Carries::Mark {
        let shown = if row.is_prefix() { base } else { row.name };
        site.warn(
            "an_attribute_that_does_nothing_yet",
            &attr.at,
            format!(
                "`{shown}` does nothing yet; what calls a handler is {}",
                vocabulary::active_events()
            ),
        );
    }
}

fn unknown(written: &str, base: &str) -> String {
    let names = vocabulary::all().map(|row| row.name);
    let ours = names.filter(|name| name.starts_with("dj-"));
    match likely(base, ours) {
        Some(name) => format!("`{written}` is not an attribute of ours; did you mean `{name}`?"),
        None => format!(
            "`{written}` is not an attribute of ours; names that begin with `dj-` are reserved, use `data-*` for your own"
        ),
    }
}

/// What was expected in place of the suffix; nothing when it is fine.
fn bad_suffix(row: &Attribute, suffix: &str) -> Option<String> {
    if suffix.is_empty() {
        return None;
    }
    match row.suffix {
        Suffix::Any => None,
        Suffix::None => Some("no suffix".to_owned()),
        Suffix::Name | Suffix::NameAndEvent => bad_type(suffix),
        Suffix::Parameter => bad_parameter(row, suffix),
        Suffix::Keys if suffix.starts_with(':') => bad_parameter(row, suffix),
        Suffix::Keys => bad_key(row, suffix),
        Suffix::Words(words) => bad_word(words, suffix),
    }
}

/// `:name` or `:name:type`.
fn bad_parameter(row: &Attribute, suffix: &str) -> Option<String> {
    let name = suffix.strip_prefix(':').unwrap_or_default();
    let (name, kind) = name
        .find(':')
        .map_or((name, ""), |colon| name.split_at(colon));
    if name.is_empty() || name.contains('.') {
        return Some(format!(
            "a parameter's name after a colon, as in `{}:item_id`",
            row.name
        ));
    }
    bad_type(kind)
}

/// `:type`.
fn bad_type(suffix: &str) -> Option<String> {
    let known = suffix.strip_prefix(':');
    if suffix.is_empty() || known.is_some_and(|kind| params::TYPES.contains(&kind)) {
        return None;
    }
    let types = vocabulary::either(params::TYPES.iter().copied());
    Some(format!("a type after a colon: {types}"))
}

/// `.key`, perhaps several.
fn bad_key(row: &Attribute, suffix: &str) -> Option<String> {
    let keys = suffix.strip_prefix('.').unwrap_or_default();
    let bad = keys.split('.').find(|key| !keys::is_key(key))?;
    let hint = keys::meant(bad)
        .map(|key| format!("; did you mean `.{key}`?"))
        .unwrap_or_default();
    Some(format!("a key's name, as in `{}.enter`{hint}", row.name))
}

/// `.word`, perhaps several.
fn bad_word(words: &[&str], suffix: &str) -> Option<String> {
    let known = |part: &str| {
        words.iter().any(|word| {
            let number = word.strip_suffix('-').and(part.strip_prefix(word));
            part == *word || number.is_some_and(|number| number.parse::<u32>().is_ok())
        })
    };
    let parts = suffix.strip_prefix('.');
    if parts.is_some_and(|parts| parts.split('.').all(known)) {
        return None;
    }
    let shown: Vec<String> = words
        .iter()
        .map(|word| format!(".{word}{}", if word.ends_with('-') { "300" } else { "" }))
        .collect();
    Some(vocabulary::either(shown.iter().map(String::as_str)))
}

/// Whether a parameter's name is missing, or is one that scripts can't have.
fn gives_nothing(row: &Attribute, base: &str, suffix: &str) -> bool {
    let name = match row.suffix {
        Suffix::Name => base.strip_prefix(row.name),
        Suffix::NameAndEvent => base
            .strip_prefix(row.name)
            .map(|name| params::limit(name).0),
        Suffix::Parameter | Suffix::Keys => suffix
            .strip_prefix(':')
            .and_then(|name| name.split(':').next()),
        Suffix::None | Suffix::Words(_) | Suffix::Any => None,
    };
    name.is_some_and(|name| params::clean(name).is_none())
}

/// What was expected in place of the value; nothing when it is fine. Calls are read where they are bound.
fn bad_value(row: &Attribute, value: &str) -> Option<String> {
    if let Value::Words(words) = row.value {
        return bad_choice(words, value);
    }
    let time = duration::milliseconds(value).is_some();
    let expected = match row.value {
        Value::Time if !time => Some("milliseconds, such as `300`"),
        Value::TimeOrBlur if !time && value != "blur" => {
            Some("milliseconds, such as `300`, or `blur`")
        }
        Value::Url if !is_local(value) => Some(
            "a URL of this site: a path such as `/items`, a query such as `?page=2`, or nothing for the element's own `href`",
        ),
        Value::Commands => {
            Some("commands as Rust writes them, such as `{{ Js::hide(\"#menu\") }}`")
        }
        Value::Transition if !matches!(value.split_whitespace().count(), 1 | 3) => Some(
            "a preset such as `fade`, a name that your classes begin with, or three classes: at the start, for as long as it takes, \
             at the end",
        ),
        Value::Classes if value.is_empty() => Some("at least one class"),
        Value::Names if value.is_empty() => {
            Some("names of attributes, such as `open`, or `data-*` for all that begin so")
        }
        _ => None,
    };
    expected.map(str::to_owned)
}

/// What was expected in place of a value that does nothing.
fn idle_value(kind: Value, value: &str) -> Option<String> {
    match kind {
        Value::Known(words) => bad_choice(words, value),
        Value::KnownOrNothing(words) if !value.is_empty() => bad_choice(words, value),
        _ => None,
    }
}

/// Which words were expected in place of the value; nothing when it is one.
fn bad_choice(words: &[&'static str], value: &str) -> Option<String> {
    if words.contains(&value) {
        return None;
    }
    let meant = likely(value, words.iter().copied());
    let hint = meant.map(|word| format!("; did you mean `{word}`?"));
    let words = vocabulary::either(words.iter().copied());
    Some(words + &hint.unwrap_or_default())
}

/// Whether a URL is one of the page's own site, as far as its beginning tells.
fn is_local(url: &str) -> bool {
    let path = url.strip_prefix('/');
    let own = path.map_or_else(
        || url.is_empty() || url.starts_with(['?', '#']),
        |rest| !rest.starts_with(['/', '\\']),
    );
    own && !url.contains(|c: char| c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::contract;

    fn bad(name: &str) -> Option<String> {
        let row = vocabulary::find(name).expect("a row");
        bad_suffix(row, vocabulary::split(name).1)
    }

    #[test]
    fn suffixes_are_checked() {
        for good in [
            "dj-keydown.enter",
            "dj-keydown.enter.escape",
            "dj-click:item_id",
            "dj-click:item-id:int",
            "dj-model.lazy.trim",
            "dj-model.debounce-300",
            "dj-loading.class",
            "dj-value-n:int",
            "dj-hook-value-n:int",
            "data-live-x.y",
        ] {
            assert_eq!(bad(good), None, "{good}");
        }
        for (wrong, expected) in [
            ("dj-click.enter", "`dj-click:item_id`"),
            ("dj-click:", "`dj-click:item_id`"),
            ("dj-click:n:date", "`int`"),
            ("dj-keydown.entr", "did you mean `.enter`?"),
            ("dj-keydown.", "`dj-keydown.enter`"),
            ("dj-loading.clas", "`.class`"),
            ("dj-model.debounce-x", "`.debounce-300`"),
            ("dj-lock.x", "no suffix"),
            ("dj-value-n:date", "`int`"),
        ] {
            let message = bad(wrong).unwrap_or_default();
            assert!(message.contains(expected), "{wrong}: {message}");
        }
    }

    #[test]
    fn times_are_read_and_blur_where_it_means_something() {
        let bad = |name, value| bad_value(vocabulary::find(name).expect("a row"), value);
        assert_eq!(bad("dj-debounce", "blur"), None);
        assert!(bad("dj-throttle", "blur").is_some());
        assert!(bad("dj-debounce", "soon").is_some());
        assert_eq!(bad("dj-confirm", "soon"), None);
    }

    #[test]
    fn urls_are_of_this_site_as_the_contract_says() {
        let cases = contract("urls.json");
        let list = |key: &str| cases[key].as_array().expect("cases").clone();
        let text = |case: &serde_json::Value| case.as_str().expect("a text").to_owned();
        for case in list("good") {
            assert!(is_local(&text(&case)), "{case}");
        }
        for case in list("patched") {
            assert!(is_local(&text(&case[1])), "{case}");
        }
        for case in list("bad") {
            assert!(!is_local(text(&case).trim()), "{case}");
        }
    }

    #[test]
    fn words_are_those_of_the_row_with_the_one_that_was_meant() {
        let bad = |name, value| {
            let row = vocabulary::find(name).expect("a row");
            let kind = row.value_of(vocabulary::split(name).1);
            bad_value(row, value).or_else(|| idle_value(kind, value))
        };
        for (name, value) in [
            ("dj-dialog", "open"),
            ("dj-form-pending", "disabled"),
            ("dj-loading.show", ""),
            ("dj-loading.show", "inline-flex"),
            ("dj-loading.class", "flexx"),
            ("dj-loading", "flexx"),
        ] {
            assert_eq!(bad(name, value), None, "{name}={value}");
        }
        for (name, value, expected) in [
            ("dj-dialog", "shut", "`open` or `close`"),
            ("dj-form-pending", "", "`hide`, `show` or `disabled`"),
            ("dj-form-pending", "disable", "did you mean `disabled`?"),
            ("dj-loading.show", "flexx", "did you mean `flex`?"),
        ] {
            let message = bad(name, value).unwrap_or_default();
            assert!(message.contains(expected), "{name}={value}: {message}");
        }
    }
}
