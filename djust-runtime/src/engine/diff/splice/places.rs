//! Where a long stretch of text changed, when that is in several places: words compared by Myers' algorithm, then
//! each change cut to its letters. What comes out is right whatever the deadline; with more time it is shorter.

use std::ops::Range;
use std::time::Instant;

use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};

use super::Change;

/// Stretches up to this many bytes are one change: there is little to save.
pub(super) const LONG: usize = 64;

/// Changes with fewer bytes between them are one: two numbers and two quotes cost as much.
const GAP: usize = 12;

/// The changes that make the old text the new one, in order, apart from one another.
pub(super) fn find(old: &str, new: &str, deadline: Instant) -> Vec<Change> {
    let (old_words, new_words) = (words(old), words(new));
    let ops = capture_diff_slices_deadline(
        Algorithm::Myers,
        &texts(old, &old_words),
        &texts(new, &new_words),
        Some(deadline),
    );
    let mut changes: Vec<Change> = Vec::new();
    for op in ops.iter().filter(|op| op.tag() != DiffTag::Equal) {
        let change = cut(
            old,
            new,
            Change {
                old: bytes(old, &old_words, op.old_range()),
                new: bytes(new, &new_words, op.new_range()),
            },
        );
        match changes.last_mut() {
            Some(last) if change.old.start - last.old.end < GAP => {
                last.old.end = change.old.end;
                last.new.end = change.new.end;
            }
            _ => changes.push(change),
        }
    }
    changes
}

/// Where each word begins. A word is a run of ASCII letters and digits, or one character of any other kind.
fn words(text: &str) -> Vec<usize> {
    let mut within = false;
    text.char_indices()
        .filter_map(|(at, letter)| {
            let goes_on = within && letter.is_ascii_alphanumeric();
            within = letter.is_ascii_alphanumeric();
            (!goes_on).then_some(at)
        })
        .collect()
}

fn texts<'t>(text: &'t str, words: &[usize]) -> Vec<&'t str> {
    let ends = words.iter().skip(1).copied().chain([text.len()]);
    words
        .iter()
        .zip(ends)
        .map(|(start, end)| &text[*start..end])
        .collect()
}

/// The bytes of a run of words.
fn bytes(text: &str, words: &[usize], run: Range<usize>) -> Range<usize> {
    let at = |word: usize| words.get(word).copied().unwrap_or(text.len());
    at(run.start)..at(run.end)
}

/// A change without the letters that both its sides begin or end with.
fn cut(old: &str, new: &str, change: Change) -> Change {
    let (was, is) = (&old[change.old.clone()], &new[change.new.clone()]);
    let head = common(was.chars(), is.chars());
    let tail = common(was[head..].chars().rev(), is[head..].chars().rev());
    Change {
        old: change.old.start + head..change.old.end - tail,
        new: change.new.start + head..change.new.end - tail,
    }
}

/// How many bytes of characters both begin with.
fn common(old: impl Iterator<Item = char>, new: impl Iterator<Item = char>) -> usize {
    old.zip(new)
        .take_while(|(old, new)| old == new)
        .map(|(letter, _)| letter.len_utf8())
        .sum()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn applied(old: &str, new: &str, deadline: Instant) -> (usize, String) {
        let changes = find(old, new, deadline);
        let (mut text, mut at) = (String::new(), 0);
        for change in &changes {
            text.push_str(&old[at..change.old.start]);
            text.push_str(&new[change.new.clone()]);
            at = change.old.end;
        }
        text.push_str(&old[at..]);
        (changes.len(), text)
    }

    /// Random words, with and without time to compare them: always the new text.
    #[test]
    fn changes_make_the_new_text() {
        let mut seed = 7_u64;
        let mut below = |bound: u64| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) % bound
        };
        let pool = [
            "a",
            "bc",
            " ",
            "\u{e9}",
            "\u{1f600}",
            "\u{1f601}",
            "word",
            "\n",
        ];
        let mut several = 0;
        for _ in 0..400 {
            let old: Vec<&str> = (0..80).map(|_| pool[below(8) as usize]).collect();
            let mut new = old.clone();
            for _ in 0..below(4) {
                let at = below(79) as usize;
                match below(3) {
                    0 => new.insert(at, pool[below(8) as usize]),
                    1 => drop(new.remove(at.min(new.len() - 1))),
                    _ => new[at.min(70)] = pool[below(8) as usize],
                }
            }
            let (old, new) = (old.concat(), new.concat());
            let later = Instant::now() + Duration::from_secs(60);
            let (count, text) = applied(&old, &new, later);
            assert_eq!(text, new, "{old}");
            several += usize::from(count > 1);
            assert_eq!(applied(&old, &new, Instant::now()).1, new, "{old}");
        }
        assert!(several > 50, "only {several} in several places");
    }
}
