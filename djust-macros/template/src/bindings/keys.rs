//! Names of keys after a dot, as in `dj-keydown.enter`. The cases are in `contract/keys.json`.

use crate::likely::likely;

/// The names of keys that write no character.
const NAMED: &[&str] = &[
    "enter",
    "escape",
    "esc",
    "tab",
    "space",
    "backspace",
    "delete",
    "insert",
    "arrowup",
    "up",
    "arrowdown",
    "down",
    "arrowleft",
    "left",
    "arrowright",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
];

/// Whether a key is called so: one of the names, `f1` to `f24`, or the one character that it writes.
pub(super) fn is_key(name: &str) -> bool {
    let function = name
        .strip_prefix('f')
        .filter(|number| !number.starts_with('0'))
        .and_then(|number| number.parse::<u8>().ok())
        .is_some_and(|number| (1..=24).contains(&number));
    NAMED.contains(&name) || function || name.chars().count() == 1
}

/// The name that was probably meant.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    likely(name, NAMED.iter().copied())
}
