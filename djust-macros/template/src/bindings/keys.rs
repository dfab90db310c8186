//! Names of keys, as in `dj-keydown.enter` and `dj-shortcut="ctrl+k:search"`. The cases are in `contract/keys.json`.

use super::call::is_name;
use crate::likely::likely;
use crate::vocabulary::{KEYS, MODIFIERS};

/// Whether a key is called so: one of the names, `f1` to `f24`, or the one character that it writes.
pub(super) fn is_key(name: &str) -> bool {
    let function = name
        .strip_prefix('f')
        .filter(|number| !number.starts_with('0'))
        .and_then(|number| number.parse::<u8>().ok())
        .is_some_and(|number| (1..=24).contains(&number));
    is_one_of(KEYS, name) || function || name.chars().count() == 1
}

/// The name that was probably meant.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    likely(name, KEYS.iter().copied().flatten().copied())
}

fn is_one_of(keys: &[&[&str]], name: &str) -> bool {
    keys.iter().any(|names| names.contains(&name))
}

/// The handler that a shortcut names, such as `ctrl+k:open_search:prevent`; else what was expected.
pub(super) fn shortcut(text: &str) -> Result<&str, String> {
    let mut parts = text.split(':').map(str::trim);
    let combination = parts.next().unwrap_or_default().to_lowercase();
    let (held, key) = match (combination.as_str(), combination.strip_suffix("++")) {
        ("+", _) => ("", "+"),
        (_, Some(held)) => (held, "+"),
        _ => combination.rsplit_once('+').unwrap_or(("", &combination)),
    };
    let mut held = held.split('+').filter(|_| !held.is_empty());
    if let Some(other) = held.find(|name| !is_one_of(MODIFIERS, name)) {
        return Err(format!(
            "`{other}` is held with no key: expected `ctrl`, `alt`, `shift`, `meta` or `cmd`, as in `ctrl+k:search`"
        ));
    }
    if !is_key(key) {
        let hint = meant(key).map(|key| format!("; did you mean `{key}`?"));
        return Err(format!(
            "`{key}` is no key{}",
            hint.unwrap_or_else(|| ": expected one such as `k`, `enter` or `f2`".to_owned())
        ));
    }
    let Some(handler) = parts.next().filter(|name| is_name(name)) else {
        return Err(format!(
            "a handler's name is expected behind the keys, as in `{combination}:search`"
        ));
    };
    match (parts.next(), parts.next()) {
        (None | Some("prevent"), None) => Ok(handler),
        _ => Err(format!(
            "nothing but `:prevent` may follow the handler, as in `{combination}:{handler}:prevent`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::contract;

    #[test]
    fn ev_26_a_shortcut_names_its_keys_and_its_handler() {
        let cases = contract("shortcuts.json");
        for case in cases["good"].as_array().expect("cases") {
            let parts = case[0].as_str().expect("a text").split(',');
            let handlers: Vec<_> = parts.map(shortcut).collect();
            let wanted = case[1].as_array().expect("shortcuts").iter();
            let wanted = wanted.map(|one| Ok(one["handler"].as_str().expect("a name")));
            assert_eq!(handlers, wanted.collect::<Vec<_>>(), "{case}");
        }
        for case in cases["fits"].as_array().expect("cases") {
            let keys = case[0].as_str().expect("keys");
            assert_eq!(shortcut(&format!("{keys}:f")), Ok("f"), "{case}");
        }
        for case in cases["bad"].as_array().expect("cases") {
            let mut parts = case.as_str().expect("a text").split(',');
            assert!(parts.any(|part| shortcut(part).is_err()), "{case}");
        }
        for (bad, expected) in [
            ("", "is no key"),
            ("escape", "`escape:search`"),
            ("escap:close", "did you mean `escape`?"),
            ("strg+k:close", "`ctrl`, `alt`"),
            ("ctrl+:close", "`` is no key"),
            ("k:close:prevented", "`k:close:prevent`"),
            ("k:close(1)", "a handler's name"),
        ] {
            let message = shortcut(bad).expect_err(bad);
            assert!(message.contains(expected), "{bad}: {message}");
        }
    }
}
