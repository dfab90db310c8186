//! Which of the old rows each new row was, by their keys alone.
//!
//! Of rows with equal keys the first was the first, and so on; a row without a key was the one of its index, if that
//! has no key either. Most rows of most lists stay in order, so those are matched side by side, and only what is left
//! over is hashed. That is right only if no key stands on both sides of the divide, which is checked.

use std::collections::hash_map::{Entry, HashMap};

/// The source of each new row. Both lists begin where the tapes' rows first differ, so an index means the same in both.
pub(super) fn sources(old: &[Option<&str>], new: &[Option<&str>]) -> Vec<Option<usize>> {
    let mut sources = vec![None; new.len()];
    let (old_left, new_left) = side_by_side(old, new, &mut sources);
    // Where most rows moved there is nothing to gain.
    let is_short = old_left.len() * 4 < old.len();
    if is_short && is_divided(old, new, &old_left, &new_left, &sources) {
        by_key(old, new, &old_left, &new_left, &mut sources);
    } else {
        sources.fill(None);
        let (olds, news): (Vec<_>, Vec<_>) = ((0..old.len()).collect(), (0..new.len()).collect());
        by_key(old, new, &olds, &news, &mut sources);
    }
    for (index, (old, new)) in old.iter().zip(new).enumerate() {
        if old.is_none() && new.is_none() {
            sources[index] = Some(index);
        }
    }
    sources
}

/// Matches rows in order, past a row that went or came, and returns those left over, old and new.
fn side_by_side(
    old: &[Option<&str>],
    new: &[Option<&str>],
    sources: &mut [Option<usize>],
) -> (Vec<usize>, Vec<usize>) {
    let alike = |i: usize, j: usize| match (old.get(i), new.get(j)) {
        (Some(Some(old)), Some(Some(new))) => old == new,
        _ => false,
    };
    let (mut i, mut j) = (0, 0);
    let (mut old_left, mut new_left) = (Vec::new(), Vec::new());
    while i < old.len() && j < new.len() {
        if alike(i, j) {
            sources[j] = Some(i);
            i += 1;
            j += 1;
            continue;
        }
        let (came, went) = (alike(i, j + 1), alike(i + 1, j));
        if went || !came {
            old_left.push(i);
            i += 1;
        }
        if came || !went {
            new_left.push(j);
            j += 1;
        }
    }
    old_left.extend(i..old.len());
    new_left.extend(j..new.len());
    (old_left, new_left)
}

/// Whether no matched row has the key of one that is left over.
fn is_divided(
    old: &[Option<&str>],
    new: &[Option<&str>],
    old_left: &[usize],
    new_left: &[usize],
    sources: &[Option<usize>],
) -> bool {
    let olds = old_left.iter().filter_map(|index| old[*index]);
    let news = new_left.iter().filter_map(|index| new[*index]);
    // Sorted, few keys are found without hashing every matched one; the traits turn most of those away before.
    let mut left: Vec<&str> = olds.chain(news).collect();
    left.sort_unstable();
    let traits = left.iter().fold(0, |traits, key| traits | trait_of(key));
    let matched = sources.iter().flatten().filter_map(|index| old[*index]);
    matched
        .filter(|key| traits & trait_of(key) != 0)
        .all(|key| left.binary_search(&key).is_err())
}

/// One bit, equal for equal keys.
fn trait_of(key: &str) -> u128 {
    let ends = key.bytes().rev().take(4);
    let mixed = ends.fold(key.len(), |mixed, byte| {
        mixed.wrapping_mul(31).wrapping_add(usize::from(byte))
    });
    1 << (mixed % 128)
}

/// Matches the given rows by key.
fn by_key(
    old: &[Option<&str>],
    new: &[Option<&str>],
    olds: &[usize],
    news: &[usize],
    sources: &mut [Option<usize>],
) {
    if olds.is_empty() || news.is_empty() {
        return;
    }
    // Rows of one key are chained in order: first[key] is the next to be taken, following[row] the one after.
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(olds.len());
    let mut following = vec![usize::MAX; old.len()];
    for index in olds.iter().rev() {
        if let Some(key) = old[*index]
            && let Some(next) = first.insert(key, *index)
        {
            following[*index] = next;
        }
    }
    for index in news {
        if let Some(key) = new[*index]
            && let Entry::Occupied(mut slot) = first.entry(key)
        {
            let source = *slot.get();
            match following[source] {
                usize::MAX => drop(slot.remove()),
                next => drop(slot.insert(next)),
            }
            sources[*index] = Some(source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the rule says, word for word: equal keys by occurrence, no key by index.
    fn by_rule(old: &[Option<&str>], new: &[Option<&str>]) -> Vec<Option<usize>> {
        let occurrence = |rows: &[Option<&str>], at: usize| {
            rows[..at].iter().filter(|key| **key == rows[at]).count()
        };
        (0..new.len())
            .map(|at| match new[at] {
                None => matches!(old.get(at), Some(None)).then_some(at),
                key => (0..old.len()).find(|from| {
                    old[*from] == key && occurrence(old, *from) == occurrence(new, at)
                }),
            })
            .collect()
    }

    /// Random lists with few keys, so that most keys stand several times, and with many, so that few do.
    #[test]
    fn as_the_rule_says() {
        let mut seed = 3_u64;
        let mut below = |bound: usize| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) as usize % bound
        };
        let names: Vec<String> = (0..40).map(|n| format!("key {n}")).collect();
        for round in 0..4000 {
            let pool = [3, 8, 40][round % 3];
            let key = |index: usize| (index > 0).then(|| names[index % pool].as_str());
            let old: Vec<_> = (0..below(14)).map(|_| key(below(pool + 1))).collect();
            let mut new = old.clone();
            for _ in 0..below(5) {
                let at = below(new.len() + 1);
                match below(3) {
                    0 => new.insert(at, key(below(pool + 1))),
                    1 if at < new.len() => drop(new.remove(at)),
                    _ if at < new.len() => {
                        let other = below(new.len());
                        new.swap(at, other);
                    }
                    _ => new.reverse(),
                }
            }
            assert_eq!(sources(&old, &new), by_rule(&old, &new), "{old:?} {new:?}");
        }
    }
}
