//! The skeleton file: a view's tables as the browser's client reads them, named by their digest.

use sha2::{Digest, Sha256};

use crate::escape;
use crate::skeleton::{Edge, Fragment, Key, Namespace, Part, Skeleton, Slot, Target, Text};

/// The protocol's number.
pub const PROTOCOL: u32 = 1;

/// A skeleton file. It never changes while the program runs: make it once a view.
#[derive(Debug, Clone)]
pub struct ClientFile {
    /// The file's content, JSON.
    pub json: String,
    /// What it is named by: 26 letters and digits (130 bits) of its content's hash.
    pub digest: String,
}

impl ClientFile {
    /// The file of a skeleton.
    #[must_use]
    pub fn new(skeleton: &Skeleton) -> Self {
        let mut json = String::with_capacity(4096);
        json.push_str("{\"p\":");
        escape::number(&mut json, PROTOCOL);
        json.push_str(",\"f\":[");
        for (index, fragment) in skeleton.fragments.iter().enumerate() {
            comma(&mut json, index);
            write_fragment(&mut json, fragment);
        }
        json.push_str("]}");
        let digest = digest(json.as_bytes());
        Self { json, digest }
    }
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

fn write_fragment(json: &mut String, fragment: &Fragment) {
    json.push('[');
    escape::string(json, &markup(fragment));
    json.push_str(",[");
    write_anchors(json, fragment);
    json.push_str("],[");
    for (index, slot) in fragment.slots.iter().enumerate() {
        comma(json, index);
        write_slot(json, *slot);
    }
    json.push_str("],");
    match fragment.key {
        Key::None => json.push_str("null"),
        Key::Slot(slot) => write_pair(json, 0, slot),
        Key::Branch(slot) => write_pair(json, 1, slot),
    }
    json.push_str(match fragment.namespace {
        Namespace::Html => ",0]",
        Namespace::Svg => ",1]",
        Namespace::MathMl => ",2]",
    });
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
            Part::Value(slot) | Part::Branch(slot) | Part::List(slot) => {
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
        Target::Attrs(slot) => write_pair(json, slot, 2),
        Target::Raw(slot) => write_pair(json, slot, 3),
        Target::Rows(slot) => write_pair(json, slot, 4),
    }
}

fn write_slot(json: &mut String, slot: Slot) {
    match slot {
        Slot::Text(Text::Live) => json.push('0'),
        Slot::Text(Text::Url) => json.push('1'),
        Slot::Text(Text::Once) => json.push('2'),
        Slot::Branch(arms) => {
            json.push_str("[\"b\"");
            for arm in arms {
                json.push(',');
                escape::number(json, *arm);
            }
            json.push(']');
        }
        Slot::List(rows) => {
            json.push_str("[\"l\",");
            escape::number(json, rows.fragment);
            if let Edge::Element { separator } = rows.edge {
                json.push(',');
                escape::string(json, separator);
            }
            json.push(']');
        }
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
