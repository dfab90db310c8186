//! Every attribute of ours, and the one of HTML's own that the client acts on, one row each. What the compiler says about
//! attributes, the client's list of them and the page of the documentation all come from these rows; nothing else names
//! an attribute to decide something.
//!
//! A file holds a family: rows that one file of the client implements. A new attribute is a row in the file of its
//! family, and a new family a file in [`FAMILIES`].

mod attribute;
mod autofocus;
mod away;
mod click;
mod cloak;
mod commands;
mod confirm;
mod copy;
mod dialog;
mod flash;
mod focus;
mod form_pending;
mod hook;
mod ignore_attrs;
mod input;
mod into_view;
mod keys;
mod loading;
mod lock;
mod marks;
mod model;
mod mounted;
mod navigate;
mod optimistic;
mod page;
mod parameters;
mod paste;
mod payload;
mod pointer;
mod poll;
mod prefetch;
mod rates;
mod recover;
mod scroll;
mod shortcut;
mod sticky_scroll;
mod stream;
mod submit;
mod transition;
mod upload;
mod window;

pub use attribute::{Attribute, Carries, Event, Needs, On, Payload, State, Suffix, Value, Waits};
pub use keys::{KEYS, MODIFIERS};
pub use loading::DISPLAYS;

/// The rows of each family, in the order in which documentation and client show them.
pub const FAMILIES: &[&[Attribute]] = &[
    click::ROWS,
    submit::ROWS,
    input::ROWS,
    keys::ROWS,
    shortcut::ROWS,
    focus::ROWS,
    autofocus::ROWS,
    pointer::ROWS,
    away::ROWS,
    scroll::ROWS,
    into_view::ROWS,
    window::ROWS,
    mounted::ROWS,
    poll::ROWS,
    paste::ROWS,
    copy::ROWS,
    rates::ROWS,
    confirm::ROWS,
    parameters::ROWS,
    payload::ROWS,
    marks::ROWS,
    lock::ROWS,
    form_pending::ROWS,
    loading::ROWS,
    optimistic::ROWS,
    model::ROWS,
    recover::ROWS,
    navigate::ROWS,
    prefetch::ROWS,
    page::ROWS,
    hook::ROWS,
    ignore_attrs::ROWS,
    commands::ROWS,
    transition::ROWS,
    dialog::ROWS,
    sticky_scroll::ROWS,
    cloak::ROWS,
    flash::ROWS,
    stream::ROWS,
    upload::ROWS,
];

/// All rows.
pub fn all() -> impl Iterator<Item = &'static Attribute> {
    FAMILIES.iter().copied().flatten()
}

/// Splits a name at its suffix: `dj-keydown.enter` is `dj-keydown` and `.enter`.
pub fn split(name: &str) -> (&str, &str) {
    name.find(['.', ':'])
        .map_or((name, ""), |at| name.split_at(at))
}

/// The row of an attribute as it stands in markup: the one of its whole name, else the longest that it begins with.
pub fn find(name: &str) -> Option<&'static Attribute> {
    let (base, _) = split(name);
    let whole = all().find(|row| row.name == base);
    whole.or_else(|| {
        all()
            .filter(|row| row.is_prefix() && base.starts_with(row.name))
            .max_by_key(|row| row.name.len())
    })
}

/// The rows whose value is such a one.
pub fn with(value: Value) -> impl Iterator<Item = &'static Attribute> {
    all().filter(move |row| row.value == value)
}

/// What a row of a loop is known by, the first first: attributes of ours, then HTML's own.
pub fn row_keys() -> impl Iterator<Item = &'static str> {
    with(Value::Key).map(|row| row.name).chain(["id"])
}

/// The event that an attribute is for; one that gives a parameter (`dj-click:item_id`) is none.
pub fn event(name: &str) -> Option<(&'static Attribute, Event)> {
    if split(name).1.starts_with(':') {
        return None;
    }
    find(name).and_then(|row| Some((row, row.event()?)))
}

/// Some of the events that the client acts on, as a message names them.
pub fn active_events() -> String {
    let active = all().filter(|row| row.is_active() && row.event().is_some());
    let names: Vec<String> = active
        .take(4)
        .map(|row| format!("`{}`", row.name))
        .collect();
    format!("{} or another event", names.join(", "))
}

/// Names in backticks, with `or` before the last one.
pub fn either<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} or {last}", names.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_one_row_with_a_line_of_documentation() {
        for row in all() {
            let rows = all().filter(|other| other.name == row.name).count();
            assert_eq!(rows, 1, "{}", row.name);
            assert!(row.says.ends_with('.'), "{}", row.name);
            let ours = ["dj-", "data-", "autofocus"];
            assert!(
                ours.iter().any(|ours| row.name.starts_with(ours)),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn a_family_is_a_file_of_its_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/vocabulary");
        for rows in FAMILIES {
            let family = rows[0].family;
            assert!(rows.iter().all(|row| row.family == family), "{family}");
            let file = format!("{folder}/{family}.rs");
            assert!(std::path::Path::new(&file).exists(), "{file}");
        }
    }

    #[test]
    fn what_an_attribute_needs_beside_it_is_an_attribute() {
        for row in all() {
            if let Needs::Beside(name) = row.needs {
                assert!(all().any(|other| other.name == name), "{name}");
            }
        }
    }

    #[test]
    fn what_an_attribute_uses_is_a_family() {
        for row in all() {
            let known = |name: &&str| all().any(|other| other.family == *name);
            assert!(row.uses.iter().all(known), "{}", row.name);
        }
    }

    #[test]
    fn a_row_is_found_by_its_name_less_the_suffix_or_by_how_it_begins() {
        let name = |text| find(text).map(|row| row.name);
        assert_eq!(name("dj-keydown.enter"), Some("dj-keydown"));
        assert_eq!(name("dj-click:item-id:int"), Some("dj-click"));
        assert_eq!(name("data-item-id"), Some("data-"));
        assert_eq!(name("data-live-view"), Some("data-live-"));
        assert_eq!(name("data-key"), Some("data-key"));
        assert_eq!(name("dj-clik"), None);
        assert_eq!(name("class"), None);
        assert!(event("dj-click").is_some());
        assert!(event("dj-click:id").is_none());
        assert!(event("dj-lock").is_none());
    }
}
