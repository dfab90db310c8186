//! Names with brackets, `lines[3][qty]`, as what they say. The crate `serde_qs` reads them.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};

/// Deeper names are one name from there on.
const DEPTH: usize = 8;

/// Names of fields that do not fit one another, such as `line` and `line[qty]`, or that can't be read, or a value that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadNames(String);

impl fmt::Display for BadNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a form's fields: {}", self.0)
    }
}

impl std::error::Error for BadNames {}

/// A number that is written so is a name like any other: numbers are asked to rise from 0 without a gap.
const NAMES: &AsciiSet = &NON_ALPHANUMERIC
    .add(b'0')
    .add(b'1')
    .add(b'2')
    .add(b'3')
    .add(b'4')
    .add(b'5')
    .add(b'6')
    .add(b'7')
    .add(b'8')
    .add(b'9');

/// What fields say by their names.
pub(super) fn decode<'a, T: DeserializeOwned>(
    fields: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<T, BadNames> {
    let mut query = String::new();
    for (name, value) in fields {
        write(&mut query, name, NON_ALPHANUMERIC);
        query.push('=');
        query.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
    }
    read(&query)
}

/// The same as a tree.
pub(super) fn tree<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Tree, BadNames> {
    let mut query = String::new();
    for (place, (name, value)) in fields.enumerate() {
        write(&mut query, name, NAMES);
        query.extend(["=", &place.to_string(), "."]);
        query.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
    }
    read(&query).map(|Placed(_, tree)| tree)
}

fn write(query: &mut String, name: &str, set: &'static AsciiSet) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(utf8_percent_encode(name, set));
}

fn read<T: DeserializeOwned>(query: &str) -> Result<T, BadNames> {
    let config = serde_qs::Config::new()
        .max_depth(DEPTH)
        .use_form_encoding(true);
    let decoded = config.deserialize_str(query);
    decoded.map_err(|error| BadNames(error.to_string()))
}

/// Texts, by names within names. The order is that in which they were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    /// The texts of one name: of a field with several values, more than one.
    Texts(Vec<String>),
    Names(Vec<(String, Tree)>),
}

impl Default for Tree {
    fn default() -> Self {
        Self::Names(Vec::new())
    }
}

impl Tree {
    pub(super) fn entries(&self) -> &[(String, Tree)] {
        match self {
            Tree::Texts(_) => &[],
            Tree::Names(names) => names,
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&Tree> {
        let mut names = self.entries().iter();
        names.find(|(known, _)| known == name).map(|(_, tree)| tree)
    }

    /// What a field holds; nothing if it was not sent, or is none.
    pub(super) fn texts(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(Tree::Texts(texts)) => texts,
            _ => &[],
        }
    }
}

/// A tree, and the first place among all fields that one of its texts had: the decoder sorts names.
struct Placed(usize, Tree);

impl<'de> Deserialize<'de> for Placed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyTree)
    }
}

struct AnyTree;

impl<'de> Visitor<'de> for AnyTree {
    type Value = Placed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields with names")
    }

    fn visit_str<E>(self, text: &str) -> Result<Placed, E> {
        let (place, text) = text.split_once('.').unwrap_or_default();
        let place = place.parse().unwrap_or_default();
        Ok(Placed(place, Tree::Texts(vec![text.to_owned()])))
    }

    fn visit_unit<E>(self) -> Result<Placed, E> {
        Ok(Placed(0, Tree::default()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Placed, A::Error> {
        let mut placed: Vec<(usize, String, Tree)> = Vec::new();
        while let Some((name, Placed(place, tree))) = map.next_entry()? {
            placed.push((place, name, tree));
        }
        placed.sort_by_key(|(place, ..)| *place);
        let first = placed.first().map_or(0, |(place, ..)| *place);
        let names = placed.into_iter().map(|(_, name, tree)| (name, tree));
        Ok(Placed(first, Tree::Names(names.collect())))
    }

    /// Several texts of one name.
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Placed, A::Error> {
        let (mut first, mut all) = (None, Vec::new());
        while let Some(Placed(place, tree)) = sequence.next_element()? {
            if let Tree::Texts(texts) = tree {
                first.get_or_insert(place);
                all.extend(texts);
            }
        }
        Ok(Placed(first.unwrap_or_default(), Tree::Texts(all)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(fields: &[(&str, &str)]) -> Result<Tree, BadNames> {
        super::tree(fields.iter().copied())
    }

    #[test]
    fn names_within_names_keep_their_order_and_texts_stay_as_they_are() {
        let tree = tree(&[
            ("lines[7][item]", "a&b=c%20+[d]"),
            ("name", "Jöhn"),
            ("lines[3][item]", ""),
            ("lines[7][qty]", "2"),
        ])
        .unwrap();
        let lines = tree.get("lines").unwrap();
        let keys: Vec<&str> = lines.entries().iter().map(|(key, _)| &**key).collect();
        assert_eq!(keys, ["7", "3"]);
        let first = lines.get("7").unwrap();
        assert_eq!(
            (first.texts("item"), first.texts("qty")),
            (&["a&b=c%20+[d]".to_owned()][..], &["2".to_owned()][..])
        );
        assert_eq!(lines.get("3").unwrap().texts("item"), [""]);
        assert_eq!(tree.texts("name"), ["Jöhn"]);
    }

    #[test]
    fn several_texts_of_one_name_are_kept() {
        let tree = tree(&[("a[x]", "1"), ("a[y]", "3"), ("a[x]", "2")]).unwrap();
        assert_eq!(tree.get("a").unwrap().texts("x"), ["1", "2"]);
    }

    #[test]
    fn hostile_names_end_soon_and_do_not_panic() {
        let deep = format!("a{}", "[b]".repeat(10_000));
        let open = "[".repeat(20_000);
        // Numbers and names, nested deeper than is read.
        for name in [
            "",
            "[",
            "]",
            "a[",
            "a]",
            "a[]",
            "a[][]",
            "a[b",
            "a[b]c",
            "a[b]c[d]",
            "[a]",
            "[]",
            "a[[b]]",
            "a[99999999999999999999]",
            "a[-1]",
            "a[\0]",
            "a[__proto__]",
            &deep,
            &open,
        ] {
            let _ = tree(&[(name, "1")]);
            let _ = tree(&[(name, "1"), ("a", "2"), ("a[0]", "3"), (name, "4")]);
        }
        let many: Vec<(String, String)> = (0..5_000)
            .map(|key| (format!("lines[{key}][qty]"), "1".to_owned()))
            .collect();
        let fields = many.iter().map(|(name, value)| (&**name, &**value));
        let tree = super::tree(fields).unwrap();
        assert_eq!(tree.get("lines").unwrap().entries().len(), 5_000);
    }
}
