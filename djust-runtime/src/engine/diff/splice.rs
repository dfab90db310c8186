//! A long text's change as splices: what both texts share stays at home.
//!
//! Positions are UTF-16 units of the decoded text, for that is what a browser's text node counts. So both texts must
//! be text without markup: no `<`, and no entities but the five that Askama writes.

use std::ops::Range;
use std::time::{Duration, Instant};

use crate::engine::escape;

mod places;

/// Texts up to this many bytes are sent whole.
pub(super) const LONG: usize = 256;

/// How long one patch may look for changes in several places of its texts. Past it, each text's change is one splice:
/// longer, never wrong.
const PATIENCE: Duration = Duration::from_millis(2);

/// The clock of one patch. It starts at the first text that needs it.
#[derive(Debug, Default)]
pub(super) struct Clock(Option<Instant>);

impl Clock {
    /// When the search must end; `None` if that is past.
    fn deadline(&mut self) -> Option<Instant> {
        let now = Instant::now();
        let end = *self.0.get_or_insert(now + PATIENCE);
        (now < end).then_some(end)
    }
}

/// Writes `[oldLength, start, removed, inserted, ...]`, if both are text and it is shorter than the whole new text.
pub(super) fn write(old: &str, new: &str, clock: &mut Clock, out: &mut String) -> bool {
    if !is_text(old) || !is_text(new) {
        return false;
    }
    let prefix = common_prefix(old, new);
    let suffix = common_suffix(&old[prefix..], &new[prefix..]);
    let removed = &old[prefix..old.len() - suffix];
    let (removed, inserted) = (decode(removed), decode(&new[prefix..new.len() - suffix]));
    let (length, before) = (units(old), units(&old[..prefix]));
    let start = out.len();
    let whole = Change {
        old: 0..removed.len(),
        new: 0..inserted.len(),
    };
    write_all(length, before, &removed, &inserted, &[whole], out);
    let one = out.len();
    if removed.len().max(inserted.len()) > places::LONG
        && let Some(deadline) = clock.deadline()
    {
        let changes = places::find(&removed, &inserted, deadline);
        write_all(length, before, &removed, &inserted, &changes, out);
        if out.len() - one < one - start {
            out.drain(start..one);
        } else {
            out.truncate(one);
        }
    }
    // A whole text costs its bytes and two quotes at least.
    if out.len() - start > new.len() + 2 {
        out.truncate(start);
        return false;
    }
    true
}

/// Bytes of the old text, and those of the new one that take their place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

/// Writes the changes, in order, of what stands `before` units into a text.
fn write_all(
    length: usize,
    before: usize,
    old: &str,
    new: &str,
    changes: &[Change],
    out: &mut String,
) {
    out.push('[');
    escape::number(out, length as u64);
    let (mut at, mut byte) = (before, 0);
    for change in changes {
        let removed = letters(&old[change.old.clone()]);
        at += letters(&old[byte..change.old.start]);
        for number in [at, removed] {
            out.push(',');
            escape::number(out, number as u64);
        }
        out.push(',');
        escape::string(out, &new[change.new.clone()]);
        at += removed;
        byte = change.old.end;
    }
    out.push(']');
}

/// The UTF-16 length of decoded text.
fn letters(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The five entities that Askama writes, and what they stand for.
pub(crate) const ENTITIES: [(&str, char); 5] = [
    ("&#34;", '"'),
    ("&#38;", '&'),
    ("&#39;", '\''),
    ("&#60;", '<'),
    ("&#62;", '>'),
];

/// The entity that a text begins with.
fn entity(text: &str) -> Option<char> {
    ENTITIES
        .iter()
        .find(|(entity, _)| text.starts_with(entity))
        .map(|(_, letter)| *letter)
}

/// Whether a value is text to the client: it holds no markup, and only entities that both sides decode alike.
pub(crate) fn is_text(value: &str) -> bool {
    !value.contains('<')
        && value
            .match_indices('&')
            .all(|(at, _)| entity(&value[at..]).is_some())
}

/// A text value's text.
pub(crate) fn decode(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        match entity(&rest[at..]) {
            Some(letter) => {
                text.push(letter);
                rest = &rest[at + 5..];
            }
            None => {
                text.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    text
}

/// The UTF-16 length of a text value, decoded.
fn units(value: &str) -> usize {
    let bytes = value.as_bytes();
    // One unit a character, two for those of four bytes; an entity is five characters for one.
    let entities = bytes.iter().filter(|b| **b == b'&').count();
    let letters: usize = bytes
        .iter()
        .map(|b| usize::from(b & 0xC0 != 0x80) + usize::from(*b >= 0xF0))
        .sum();
    letters - entities * 4
}

/// How many bytes both begin with, cut before a character or entity that differs.
fn common_prefix(old: &str, new: &str) -> usize {
    let mut at = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(old, new)| old == new)
        .count();
    while !new.is_char_boundary(at) || !old.is_char_boundary(at) {
        at -= 1;
    }
    // What is common is the same in both, so an open entity is, too.
    match old[..at].rfind('&') {
        Some(open) if at - open < 5 => open,
        _ => at,
    }
}

/// How many bytes both end with, cut behind a character or entity that differs.
fn common_suffix(old: &str, new: &str) -> usize {
    let mut length = old
        .bytes()
        .rev()
        .zip(new.bytes().rev())
        .take_while(|(old, new)| old == new)
        .count();
    while !new.is_char_boundary(new.len() - length) {
        length -= 1;
    }
    while inside_entity(old, old.len() - length) || inside_entity(new, new.len() - length) {
        length -= 1;
    }
    length
}

/// Whether a cut would part an entity.
fn inside_entity(text: &str, at: usize) -> bool {
    text[..at].rfind('&').is_some_and(|open| at - open < 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With time enough on the busiest machine.
    fn patient() -> Clock {
        Clock(Some(Instant::now() + Duration::from_secs(60)))
    }

    fn splice(old: &str, new: &str) -> Option<String> {
        let mut out = String::new();
        write(old, new, &mut patient(), &mut out).then_some(out)
    }

    #[test]
    fn cuts_between_characters_and_entities() {
        let long = "x".repeat(300);
        let case = |old: &str, new: &str| {
            splice(&format!("{long}{old}{long}"), &format!("{long}{new}{long}"))
        };
        assert_eq!(case("a", "b").unwrap(), r#"[601,300,1,"b"]"#);
        assert_eq!(case("", "b").unwrap(), r#"[600,300,0,"b"]"#);
        assert_eq!(case("&#34;", "&#39;").unwrap(), r#"[601,300,1,"'"]"#);
        assert_eq!(case("&#34;&#60;", "&#60;").unwrap(), r#"[602,300,1,""]"#);
        assert_eq!(
            case("\u{1f600}", "\u{1f601}").unwrap(),
            "[602,300,2,\"\u{1f601}\"]"
        );
        assert_eq!(case("\u{e9}", "\u{e8}").unwrap(), "[601,300,1,\"\u{e8}\"]");
    }

    #[test]
    fn markup_and_foreign_entities_are_sent_whole() {
        let long = "x".repeat(300);
        assert!(splice(&long, &format!("{long}<b>")).is_none());
        assert!(splice(&format!("{long}&amp;"), &long).is_none());
        assert!(splice(&format!("{long}&"), &long).is_none());
    }

    #[test]
    fn never_longer_than_the_whole() {
        let (old, new) = ("a".repeat(300), "b".repeat(300));
        assert!(splice(&old, &new).is_none());
    }

    #[test]
    fn a_repeated_letter_is_not_counted_twice() {
        let (old, new) = ("a".repeat(300), "a".repeat(301));
        assert_eq!(splice(&old, &new).unwrap(), r#"[300,300,0,"a"]"#);
    }

    /// Two edits far apart cost what each costs, whatever lies between.
    #[test]
    fn several_places_are_several_splices() {
        let words =
            |from: usize| -> String { (from..from + 60).map(|n| format!("w{n} ")).collect() };
        let text = |a: &str, b: &str, c: &str| {
            format!(
                "{}{a}{}{b}{}{c}{}",
                words(0),
                words(100),
                words(200),
                words(300)
            )
        };
        let old = text("one ", "&#34;", "");
        let new = text("two ", "\u{1f600}", "+");
        let first = words(0).len();
        let second = first + 4 + words(100).len();
        let third = second + 1 + words(200).len();
        let length = third + words(300).len();
        assert_eq!(
            splice(&old, &new).unwrap(),
            format!("[{length},{first},3,\"two\",{second},1,\"\u{1f600}\",{third},0,\"+\"]")
        );
    }

    #[test]
    fn changes_that_lie_close_are_one_splice() {
        let long = "word ".repeat(60);
        let old = format!("{long}a b c{long}");
        let new = format!("{long}x b y{long}");
        assert_eq!(splice(&old, &new).unwrap(), r#"[605,300,5,"x b y"]"#);
    }

    /// Past its time a patch still says the same, at more length.
    #[test]
    fn without_time_it_is_one_splice() {
        let middle = "word ".repeat(60);
        let (old, new) = (format!("a{middle}b"), format!("x{middle}y{middle}"));
        let mut late = Clock(Some(Instant::now()));
        let mut out = String::new();
        assert!(!write(&old, &new, &mut late, &mut out), "{out}");
        assert!(write(&old, &new, &mut patient(), &mut out));
        assert!(out.len() < new.len(), "{out}");
    }
}
