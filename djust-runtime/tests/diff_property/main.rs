//! Random skeletons, random states: patched equals fresh, whatever the page is.
//!
//! Every case comes from its number, so a failure names what to run again.

use std::collections::HashMap;

use djust_runtime::dom::Dom;
use djust_runtime::tape::Recorder;
use djust_runtime::{html, wire};

mod generate;

use generate::{Random, change, print, skeleton, state, tape};

#[path = "../../benches/diff/table.rs"]
mod table;

const SKELETONS: u64 = 600;
const STEPS: u64 = 20;

/// I1, I2: 12,000 patches of 600 skeletons. Each page is also asked for whole, and in part.
#[test]
fn patched_equals_fresh() {
    let mut recorder = Recorder::new();
    let (mut patches, mut splices, mut several) = (0, 0, 0);
    for seed in 0..SKELETONS {
        let random = &mut Random(seed);
        let skeleton = skeleton(random);
        let mut now = state(random, skeleton, 0);
        let mut old = tape(&mut recorder, skeleton, &now);
        let mut page = Dom::adopt(&old, 0);
        for step in 0..STEPS {
            let before = now.clone();
            if random.once_in(10) {
                now = state(random, skeleton, 0);
            } else {
                change(random, skeleton, 0, &mut now);
            }
            let new = tape(&mut recorder, skeleton, &now);
            let case = || format!("seed {seed}, step {step}\n{skeleton:#?}\n{before:?}\n{now:?}");
            let mut fresh = String::new();
            print(skeleton, 0, &now, &mut fresh);
            assert_eq!(html::plain(&new), fresh, "{}", case());
            check_marks(&new, &fresh, &case);

            let mut frame = String::new();
            let changed = wire::patch(&mut frame, page.version() + 1, 0, &old, &new);
            assert_eq!(changed, old != new, "{}", case());
            if changed {
                patches += 1;
                let json = serde_json::from_str(&frame).expect("a frame is JSON");
                splices += usize::from(has_splices(&json, 1));
                several += usize::from(has_splices(&json, 2));
                if let Err(error) = page.receive(&frame) {
                    panic!("{error}\n{frame}\n{}", case());
                }
            }
            assert_eq!(page.html(), fresh, "{frame}\n{}", case());

            check_full(&old, &new, &fresh, &[], &case);
            let path = [
                random.below(4) as u32,
                random.below(4) as u32,
                random.below(4) as u32,
            ];
            check_path(page.clone(), &new, &path, &fresh, &case);
            old = new;
        }
    }
    assert!(patches > 10_000, "only {patches} cases changed anything");
    assert!(splices > 100 && several > 100, "{splices}, {several}");
}

/// Whether a frame holds a long text's change in at least so many places.
fn has_splices(frame: &serde_json::Value, least: usize) -> bool {
    frame
        .as_array()
        .is_some_and(|items| match items.as_slice() {
            [length, start, removed, inserted, ..]
                if start.is_u64() && removed.is_u64() && inserted.is_string() =>
            {
                length.as_u64() > Some(256) && items.len() > 3 * least
            }
            items => items.iter().any(|item| has_splices(item, least)),
        })
}

/// I1: less its marks the page is the plain one, and it has as many as it says.
fn check_marks(tape: &djust_runtime::tape::Tape, fresh: &str, case: &dyn Fn() -> String) {
    let page = html::marked(tape, "zzz");
    let (mut less, mut count) = (page.html, 0);
    for end in ["<!--/zzz-->", "<!--zzz-->", "<!--zzz0-->", "<!--zzz1-->"] {
        count += if end == "<!--/zzz-->" {
            less.matches(end).count()
        } else {
            0
        };
        less = less.replace(end, "");
    }
    count += less.matches(" dj").count();
    assert_eq!(less.replace(" dj", ""), fresh, "{}", case());
    assert_eq!(count, page.marks as usize, "{}", case());
}

/// All values, applied to the old page or to the current one, give the fresh page.
fn check_full(
    old: &djust_runtime::tape::Tape,
    new: &djust_runtime::tape::Tape,
    fresh: &str,
    path: &[u32],
    case: &dyn Fn() -> String,
) {
    let mut page = Dom::adopt(old, 0);
    let mut frame = String::new();
    wire::full(&mut frame, 9, 0, path, new);
    if let Err(error) = page.receive(&frame) {
        panic!("{error}\n{frame}\n{}", case());
    }
    assert_eq!(page.html(), fresh, "{frame}\n{}", case());
    assert_eq!(page.version(), 9);
}

/// A region's values on a page that has them change nothing.
fn check_path(
    mut page: Dom,
    tape: &djust_runtime::tape::Tape,
    path: &[u32],
    fresh: &str,
    case: &dyn Fn() -> String,
) {
    let mut frame = String::new();
    wire::full(&mut frame, 9, 0, path, tape);
    if let Err(error) = page.receive(&frame) {
        panic!("{error}\n{frame}\n{}", case());
    }
    assert_eq!(page.html(), fresh, "{frame}\n{}", case());
}

/// Rows of a key stay the same rows through any reordering, with the fewest moves and no row built twice.
#[test]
fn rows_keep_their_identity() {
    let mut recorder = Recorder::new();
    let random = &mut Random(7);
    let mut fresh_id = 1_000;
    let mut table = table::Table::new(12);
    let mut old = table.tape(&mut recorder);
    let mut page = Dom::adopt(&old, 0);
    for step in 0..3_000 {
        let keys: Vec<u32> = table.rows.iter().map(|row| row.id).collect();
        let ids = page.row_ids(&[1]).expect("slot 1 is a list");
        let known: HashMap<u32, u64> = keys.iter().copied().zip(ids).collect();
        for _ in 0..=random.below(4) {
            let count = table.rows.len();
            match random.below(5) {
                0 if count < 20 => {
                    fresh_id += 1;
                    table
                        .rows
                        .insert(random.below(count + 1), table::Row::new(fresh_id));
                }
                1 if count > 4 => drop(table.rows.remove(random.below(count))),
                2 => table.rows.swap(random.below(count), random.below(count)),
                3 => table.rows.reverse(),
                _ => table.rows[random.below(count)].count += 1,
            }
        }
        let new = table.tape(&mut recorder);
        let work = page.work();
        let mut frame = String::new();
        if wire::patch(&mut frame, page.version() + 1, 0, &old, &new) {
            page.receive(&frame)
                .expect("a patch of the server's applies");
        }
        old = new;
        let now = page.row_ids(&[1]).expect("slot 1 is a list");
        let mut sources = Vec::new();
        for (row, id) in table.rows.iter().zip(&now) {
            match known.get(&row.id) {
                Some(before) => {
                    assert_eq!(before, id, "step {step}: {frame}");
                    sources.push(keys.iter().position(|key| *key == row.id));
                }
                None => assert!(
                    known.values().all(|known| known != id),
                    "step {step}: {frame}"
                ),
            }
        }
        let moved = page.work().moved - work.moved;
        assert_eq!(
            moved as usize,
            sources.len() - longest(&sources),
            "step {step}: {frame}"
        );
        assert_eq!(
            (page.work().removed - work.removed) as usize,
            keys.len() - sources.len(),
            "step {step}: {frame}"
        );
    }
}

/// The length of a longest increasing subsequence, by trying all.
fn longest(values: &[Option<usize>]) -> usize {
    let mut lengths = vec![0; values.len()];
    for i in 0..values.len() {
        lengths[i] = 1
            + (0..i)
                .filter(|j| values[*j] < values[i])
                .map(|j| lengths[j])
                .max()
                .unwrap_or(0);
    }
    lengths.into_iter().max().unwrap_or(0)
}
