//! The skeleton file: a view's tables as the browser's client reads them, named by their digest.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::engine::escape;
use crate::engine::skeleton::{
    Edge, FieldSlot, Fragment, Key, Namespace, Part, Skeleton, Slot, Target, Text,
};

/// The protocol's number.
pub const PROTOCOL: u32 = 2;

/// A skeleton file. It never changes while the program runs: make it once a view.
#[derive(Debug, Clone)]
pub struct ClientFile {
    /// The file's content, JSON.
    pub json: String,
    /// What it is named by: 26 letters and digits (130 bits) of its content's hash.
    pub digest: String,
    /// The attributes of ours that stand in any of the templates.
    pub attributes: BTreeSet<&'static str>,
    /// The URLs of the scripts that the attributes need beside the client's own.
    pub scripts: Vec<&'static str>,
    /// Whether any of the templates has a form's token.
    pub token: bool,
}

impl ClientFile {
    /// The file of a view's skeleton and those of its components.
    #[must_use]
    pub fn new(skeleton: &'static Skeleton) -> Self {
        Self::of_view(skeleton, "", |_| Vec::new())
    }

    /// The same with the view's name, for hooks. `scripts` gives the URLs of the scripts that some attributes need beside the client's own.
    #[must_use]
    pub fn of_view(
        skeleton: &'static Skeleton,
        name: &str,
        scripts: impl Fn(&BTreeSet<&'static str>) -> Vec<&'static str>,
    ) -> Self {
        let mut json = String::with_capacity(4096);
        json.push_str("{\"p\":");
        escape::number(&mut json, PROTOCOL);
        json.push_str(",\"f\":[");
        let tables = tables(skeleton);
        for (index, table) in tables.iter().enumerate() {
            for (row, fragment) in table.skeleton.fragments.iter().enumerate() {
                comma(&mut json, index + row);
                table.write_fragment(&mut json, fragment, &tables);
            }
        }
        json.push_str("],\"a\":");
        let attributes = attributes(&tables);
        write_strings(&mut json, attributes.iter().copied());
        if attributes.contains("dj-hook") {
            json.push_str(",\"v\":");
            escape::string(&mut json, name);
        }
        let scripts = scripts(&attributes);
        if !scripts.is_empty() {
            json.push_str(",\"o\":");
            write_strings(&mut json, scripts.iter().copied());
        }
        json.push('}');
        let digest = digest(json.as_bytes());
        Self {
            json,
            digest,
            attributes,
            scripts,
            token: tables.iter().any(|table| table.skeleton.token),
        }
    }
}

fn write_strings<'s>(json: &mut String, texts: impl IntoIterator<Item = &'s str>) {
    json.push('[');
    for (index, text) in texts.into_iter().enumerate() {
        comma(json, index);
        escape::string(json, text);
    }
    json.push(']');
}

/// 130 bits of SHA-256 in 26 characters that any path, file system and header takes.
fn digest(content: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = Sha256::digest(content);
    (0..26)
        .map(|letter| {
            let bits = (0..5).fold(0_usize, |bits, bit| {
                let at = letter * 5 + bit;
                bits << 1 | usize::from(hash[at / 8] >> (7 - at % 8) & 1)
            });
            char::from(LETTERS[bits])
        })
        .collect()
}

/// The tables of one skeleton, and where its fragments begin among those of the file.
struct Table {
    skeleton: &'static Skeleton,
    first: usize,
}

/// The view's tables, then those of its components, each once.
fn tables(skeleton: &'static Skeleton) -> Vec<Table> {
    let mut tables = vec![Table { skeleton, first: 0 }];
    let mut next = 0;
    while let Some(Table { skeleton, .. }) = tables.get(next) {
        next += 1;
        let contents = skeleton.contents.iter().map(|content| content.skeleton);
        for component in skeleton.components.iter().copied().chain(contents) {
            let component = component();
            if place(&tables, component).is_none() {
                let first = tables.iter().map(|it| it.skeleton.fragments.len()).sum();
                let skeleton = component;
                tables.push(Table { skeleton, first });
            }
        }
    }
    tables
}

/// Where the fragments of a skeleton begin.
fn place(tables: &[Table], skeleton: &Skeleton) -> Option<usize> {
    let table = tables
        .iter()
        .find(|table| std::ptr::eq(table.skeleton, skeleton))?;
    Some(table.first)
}

const ONCE: Slot = Slot::Text(Text::Once);

impl Table {
    fn write_fragment(&self, json: &mut String, fragment: &Fragment, tables: &[Table]) {
        json.push('[');
        escape::string(json, &markup(fragment));
        json.push_str(",[");
        write_anchors(json, fragment);
        json.push_str("],[");
        for (index, slot) in fragment.slots.iter().enumerate() {
            comma(json, index);
            self.write_slot(json, *slot, tables);
        }
        json.push_str("],");
        match fragment.key {
            Key::None => json.push_str("null"),
            // A key that no page shows stays with the server.
            Key::Slot(slot) if fragment.slots.get(usize::from(slot)) == Some(&ONCE) => {
                json.push_str("null");
            }
            Key::Slot(slot) => write_pair(json, 0, slot),
            Key::Branch(slot) => write_pair(json, 1, slot),
        }
        json.push_str(match fragment.namespace {
            Namespace::Html => ",0",
            Namespace::Svg => ",1",
            Namespace::MathMl => ",2",
        });
        for (index, field) in fragment.fields.iter().enumerate() {
            json.push_str(if index == 0 { ",[" } else { "," });
            write_field(json, field);
        }
        json.push_str(if fragment.fields.is_empty() {
            "]"
        } else {
            "]]"
        });
    }

    fn write_slot(&self, json: &mut String, slot: Slot, tables: &[Table]) {
        match slot {
            Slot::Text(Text::Live) => json.push('0'),
            Slot::Text(Text::Url) => json.push('1'),
            Slot::Text(Text::Once) => json.push('2'),
            Slot::Text(Text::Initial) => json.push('3'),
            Slot::Branch(arms) => {
                json.push_str("[\"b\"");
                for arm in arms {
                    json.push(',');
                    self.write_index(json, *arm);
                }
                json.push(']');
            }
            Slot::List(rows) => {
                json.push_str("[\"l\",");
                self.write_index(json, rows.fragment);
                if let Edge::Element { separator } = rows.edge {
                    json.push(',');
                    escape::string(json, separator);
                }
                json.push(']');
            }
            Slot::Component(_) | Slot::Outlet(_) => {
                let component = self.skeleton.within(slot);
                let first = component.and_then(|component| place(tables, component));
                json.push_str("[\"c\",");
                // An outlet that is handed nothing is never shown.
                escape::number(json, first.unwrap_or(0) as u64);
                json.push(']');
            }
        }
    }

    /// A fragment's index among those of the file.
    fn write_index(&self, json: &mut String, fragment: u16) {
        escape::number(json, (self.first + usize::from(fragment)) as u64);
    }
}

/// The fragment's HTML with its slots empty.
fn markup(fragment: &Fragment) -> String {
    let mut html = String::new();
    for part in fragment.parts {
        match part {
            Part::Html(text) => html.push_str(text),
            Part::Anchor(_) => html.push_str(" dj"),
            Part::Value(_) | Part::Branch(_) | Part::List(_) => {
                html.push_str("<!--dj--><!--/dj-->");
            }
            Part::Component(_) => html.push_str("<template dj></template>"),
            Part::Text(_) | Part::Rows(_) | Part::Newline | Part::Scripts => {}
        }
    }
    html
}

/// Elements and regions in document order.
fn write_anchors(json: &mut String, fragment: &Fragment) {
    let mut index = 0;
    for part in fragment.parts {
        match part {
            Part::Anchor(targets) => {
                comma(json, index);
                json.push('[');
                for (index, target) in targets.iter().enumerate() {
                    comma(json, index);
                    write_target(json, target);
                }
                json.push(']');
            }
            Part::Value(slot) | Part::Branch(slot) | Part::List(slot) | Part::Component(slot) => {
                comma(json, index);
                escape::number(json, *slot);
            }
            Part::Html(_) | Part::Text(_) | Part::Rows(_) | Part::Newline | Part::Scripts => {
                continue;
            }
        }
        index += 1;
    }
}

/// Which slot is exactly which field.
fn write_field(json: &mut String, field: &FieldSlot) {
    json.push('[');
    escape::number(json, field.slot);
    json.push(',');
    if field.negated {
        escape::string(json, &format!("!{}", field.path));
    } else {
        escape::string(json, field.path);
    }
    if let Some((yes, no)) = field.texts {
        for text in [yes, no] {
            json.push(',');
            escape::string(json, text);
        }
    }
    json.push(']');
}

/// The attributes of ours that stand in any of the templates, sorted, each once.
fn attributes(tables: &[Table]) -> BTreeSet<&'static str> {
    let names = tables.iter().flat_map(|it| it.skeleton.attributes);
    names.copied().collect()
}

fn write_target(json: &mut String, target: &Target) {
    match *target {
        Target::Content(slot) => write_pair(json, slot, 0),
        Target::Attr(slot, name) => {
            json.push('[');
            escape::number(json, slot);
            json.push_str(",1,");
            escape::string(json, name);
            json.push(']');
        }
        Target::Attrs(slot, names) => {
            json.push('[');
            escape::number(json, slot);
            json.push_str(",2,[");
            for (index, name) in names.iter().enumerate() {
                comma(json, index);
                escape::string(json, name);
            }
            json.push_str("]]");
        }
        Target::Raw(slot) => write_pair(json, slot, 3),
        Target::Rows(slot) => write_pair(json, slot, 4),
    }
}

fn write_pair(json: &mut String, first: u16, second: u16) {
    json.push('[');
    escape::number(json, first);
    json.push(',');
    escape::number(json, second);
    json.push(']');
}

fn comma(json: &mut String, index: usize) {
    if index > 0 {
        json.push(',');
    }
}

#[cfg(test)]
mod tests;
