//! What fields hold: what the server says, and what the test has entered.

use std::collections::BTreeMap;

use serde_json::Value;

use super::call::{Params, put};
use super::markup::{Id, Markup};

/// Form fields that the server reads by itself.
const TOKEN: &str = "csrfmiddlewaretoken";

/// What a test enters into a field: text, whether it is ticked, or what is chosen of several.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Entry {
    /// The text, or the value of the option that is chosen.
    Text(String),
    /// Of a checkbox or a radio button.
    Checked(bool),
    /// The values that are chosen in a `<select multiple>`.
    Chosen(Vec<String>),
}

impl From<&str> for Entry {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Entry {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Entry {
    fn from(checked: bool) -> Self {
        Self::Checked(checked)
    }
}

impl<const N: usize> From<[&str; N]> for Entry {
    fn from(chosen: [&str; N]) -> Self {
        Self::Chosen(chosen.map(str::to_owned).to_vec())
    }
}

/// What was entered, by what each field is known by. An entry counts until the server says another value.
#[derive(Debug, Default)]
pub(super) struct Entries(BTreeMap<String, Kept>);

#[derive(Debug)]
struct Kept {
    /// What the server said then.
    said: Entry,
    entered: Entry,
}

/// What kind of field an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Checkbox,
    Radio,
    Select,
    Multiple,
}

/// The kind of a field; `None` for any other element, buttons included.
pub(super) fn kind(page: &Markup, id: Id) -> Option<Kind> {
    match page.name(id) {
        "textarea" => Some(Kind::Text),
        "select" if page.has(id, "multiple") => Some(Kind::Multiple),
        "select" => Some(Kind::Select),
        "input" => match &*input_type(page, id) {
            "checkbox" => Some(Kind::Checkbox),
            "radio" => Some(Kind::Radio),
            "button" | "submit" | "reset" | "image" | "file" => None,
            _ => Some(Kind::Text),
        },
        _ => None,
    }
}

fn input_type(page: &Markup, id: Id) -> String {
    page.attribute(id, "type")
        .unwrap_or("text")
        .to_ascii_lowercase()
}

/// Whether a click on it sends its form.
pub(super) fn submits(page: &Markup, id: Id) -> bool {
    match page.name(id) {
        "button" => matches!(
            page.attribute(id, "type")
                .map(str::to_ascii_lowercase)
                .as_deref(),
            None | Some("" | "submit")
        ),
        "input" => matches!(&*input_type(page, id), "submit" | "image"),
        _ => false,
    }
}

/// Whether it, or a fieldset around it, is disabled.
pub(super) fn is_disabled(page: &Markup, id: Id) -> bool {
    let control = matches!(
        page.name(id),
        "button" | "input" | "select" | "textarea" | "option" | "fieldset"
    );
    let off = |it: Id| page.name(it) == "fieldset" && page.has(it, "disabled");
    control && (page.has(id, "disabled") || page.around(id).any(off))
}

/// The form that it belongs to.
pub(super) fn form_of(page: &Markup, id: Id) -> Option<Id> {
    if let Some(named) = page.attribute(id, "form") {
        let mut forms = page.all().filter(|it| page.name(*it) == "form");
        return forms.find(|it| page.attribute(*it, "id") == Some(named));
    }
    page.around(id).find(|it| page.name(*it) == "form")
}

/// The name by which an event tells its source: `name`, else `id`, else null.
pub(super) fn target_name(page: &Markup, id: Option<Id>) -> Value {
    let named = |name: &str| page.attribute(id?, name).filter(|it| !it.is_empty());
    let name = named("name").or_else(|| named("id"));
    name.map_or(Value::Null, Value::from)
}

/// What the server says that a field holds.
fn said(page: &Markup, id: Id, kind: Kind) -> Entry {
    let value = |id: Id| match page.attribute(id, "value") {
        Some(value) => value.to_owned(),
        None if page.name(id) == "option" => page.text(id),
        None => String::new(),
    };
    let options = || page.within(id).filter(|it| page.name(*it) == "option");
    let selected = || options().filter(|it| page.has(*it, "selected"));
    match kind {
        Kind::Text if page.name(id) == "textarea" => Entry::Text(page.raw_text(id)),
        Kind::Text => Entry::Text(value(id)),
        Kind::Checkbox | Kind::Radio => Entry::Checked(page.has(id, "checked")),
        Kind::Multiple => Entry::Chosen(selected().map(value).collect()),
        Kind::Select => {
            let first = options().find(|it| !page.has(*it, "disabled"));
            let chosen = selected().last().or(first);
            Entry::Text(chosen.map(value).unwrap_or_default())
        }
    }
}

/// The values of the options of a select.
fn options(page: &Markup, id: Id) -> Vec<String> {
    let options = page.within(id).filter(|it| page.name(*it) == "option");
    let value = |id: Id| {
        let value = page.attribute(id, "value").map(str::to_owned);
        value.unwrap_or_else(|| page.text(id))
    };
    options.map(value).collect()
}

impl Entries {
    /// What a field holds.
    pub(super) fn held(&self, page: &Markup, id: Id, kind: Kind) -> Entry {
        let said = said(page, id, kind);
        if self.0.is_empty() {
            return said;
        }
        match self.0.get(&known_by(page, id)) {
            Some(kept) if kept.said == said => kept.entered.clone(),
            _ => said,
        }
    }

    /// Enters something into a field, unless it can't hold that.
    pub(super) fn enter(&mut self, page: &Markup, id: Id, entry: Entry) -> Result<(), String> {
        let Some(kind) = kind(page, id) else {
            return Err(format!("{} is no field", page.tag(id)));
        };
        let known = |values: &[String]| {
            let all = options(page, id);
            values.iter().all(|value| all.contains(value))
        };
        let fits = match (kind, &entry) {
            (Kind::Text, Entry::Text(_)) | (Kind::Checkbox, Entry::Checked(_)) => true,
            (Kind::Radio, Entry::Checked(checked)) => *checked,
            (Kind::Select, Entry::Text(value)) => known(std::slice::from_ref(value)),
            (Kind::Multiple, Entry::Chosen(values)) => known(values),
            _ => false,
        };
        if !fits {
            return Err(format!("{} can't be given {entry:?}", page.tag(id)));
        }
        if kind == Kind::Radio {
            for other in group(page, id) {
                self.keep(page, other, kind, Entry::Checked(false));
            }
        }
        self.keep(page, id, kind, entry);
        Ok(())
    }

    fn keep(&mut self, page: &Markup, id: Id, kind: Kind, entered: Entry) {
        let said = said(page, id, kind);
        self.0.insert(known_by(page, id), Kept { said, entered });
    }

    /// Adds what a field holds, and its name.
    pub(super) fn add_field(&self, params: &mut Params, page: &Markup, id: Id) {
        let Some(kind) = kind(page, id) else { return };
        let value = match (kind, self.held(page, id, kind)) {
            (Kind::Radio, _) => Value::from(page.attribute(id, "value").unwrap_or("on")),
            (_, Entry::Text(text)) => Value::from(text),
            (_, Entry::Checked(checked)) => Value::from(checked),
            (_, Entry::Chosen(values)) => Value::from(values),
        };
        put(params, "value", value);
        let names = [
            page.attribute(id, "data-field"),
            page.attribute(id, "name"),
            page.attribute(id, "id")
                .map(|id| id.strip_prefix("id_").unwrap_or(id)),
        ];
        if let Some(name) = names.into_iter().flatten().find(|name| !name.is_empty()) {
            put(params, "field", Value::from(name));
        }
    }

    /// Names and values of a form's fields, as a browser sends them.
    pub(super) fn form(
        &self,
        page: &Markup,
        form: Id,
        submitter: Option<Id>,
    ) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for id in page.all().filter(|id| form_of(page, *id) == Some(form)) {
            let Some(name) = page.attribute(id, "name").filter(|it| !it.is_empty()) else {
                continue;
            };
            if is_disabled(page, id) {
                continue;
            }
            let own = |default: &str| page.attribute(id, "value").unwrap_or(default).to_owned();
            let mut add = |value: String| pairs.push((name.to_owned(), value));
            match kind(page, id) {
                None if Some(id) == submitter => add(own("")),
                None => {}
                Some(kind) => match self.held(page, id, kind) {
                    Entry::Text(text) => add(text),
                    Entry::Checked(true) => add(own("on")),
                    Entry::Checked(false) => {}
                    Entry::Chosen(values) => values.into_iter().for_each(add),
                },
            }
        }
        pairs
    }

    /// Adds a form's fields. Names that can occur several times give lists.
    pub(super) fn add_form(
        &self,
        params: &mut Params,
        page: &Markup,
        form: Id,
        submitter: Option<Id>,
    ) {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in self.form(page, form, submitter) {
            values.entry(name).or_default().push(value);
        }
        values.remove(TOKEN);
        for (name, mut values) in values {
            let value = if values.len() > 1 || is_plural(page, form, &name) {
                Value::from(values)
            } else {
                values.pop().map_or(Value::Null, Value::from)
            };
            put(params, &name, value);
        }
    }
}

/// Whether a name is that of a multiple select, or of several checkboxes.
fn is_plural(page: &Markup, form: Id, name: &str) -> bool {
    let named = page
        .all()
        .filter(|id| page.attribute(*id, "name") == Some(name) && form_of(page, *id) == Some(form));
    let kinds: Vec<Kind> = named.filter_map(|id| kind(page, id)).collect();
    let boxes = kinds.iter().filter(|kind| **kind == Kind::Checkbox);
    kinds.contains(&Kind::Multiple) || boxes.count() > 1
}

/// The radio buttons of a group.
fn group(page: &Markup, id: Id) -> Vec<Id> {
    let name = page.attribute(id, "name");
    let alike = page.all().filter(|it| {
        kind(page, *it) == Some(Kind::Radio)
            && page.attribute(*it, "name") == name
            && form_of(page, *it) == form_of(page, id)
    });
    alike.collect()
}

/// What tells a field from others while the page around it changes: ids and keys around it, its own name, and how many
/// of the same come before it.
fn known_by(page: &Markup, id: Id) -> String {
    let described = |id: Id| {
        let one = |it: Id| {
            let own = page.attribute(it, "id").or(page.attribute(it, "data-key"));
            own.map_or(String::new(), |own| format!("{own}/"))
        };
        let around: String = page.around(id).map(one).collect();
        let name = page.attribute(id, "name").unwrap_or_default();
        let value = match kind(page, id) {
            Some(Kind::Radio | Kind::Checkbox) => page.attribute(id, "value").unwrap_or_default(),
            _ => "",
        };
        format!("{} {around} {name} {value}", page.component(id))
    };
    let own = described(id);
    let before = page.all().take_while(|it| *it != id);
    let same = before.filter(|it| kind(page, *it).is_some() && described(*it) == own);
    format!("{own} {}", same.count())
}
