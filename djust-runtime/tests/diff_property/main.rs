//! Random skeletons, random states: patched equals fresh, whatever the page is.
//!
//! Every case comes from its number, so a failure names what to run again.

use std::collections::HashMap;

use djust_runtime::engine::dom::Dom;
use djust_runtime::engine::tape::Recorder;
use djust_runtime::wire;

mod check;
mod components;
mod generate;
mod identity;
mod left;
mod print;
mod state;

use check::Case;
use generate::{Random, skeleton};
use print::Print;
use state::{Scope, States, tape};

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
        let mut states = States::new(random);
        let mut now = states.state(skeleton, 0);
        let mut old = tape(&mut recorder, skeleton, &now);
        let mut page = Dom::adopt(&old, 0);
        for step in 0..STEPS {
            let before = now.clone();
            if states.random.once_in(10) {
                now = states.state(skeleton, 0);
            } else {
                states.change(skeleton, 0, &mut now, Scope::All);
            }
            let new = tape(&mut recorder, skeleton, &now);
            let fresh = Print::of(skeleton, &now);
            let case = Case {
                fresh: &fresh,
                new: (&new).into(),
                told: &|| format!("seed {seed}, step {step}\n{skeleton:#?}\n{before:?}\n{now:?}"),
            };
            case.check_page();

            let mut frame = String::new();
            let changed = wire::patch(&mut frame, page.version() + 1, 0, &old, &new);
            assert_eq!(changed, old != new, "{}", case.told());
            if changed {
                patches += 1;
                let json = serde_json::from_str(&frame).expect("a frame is JSON");
                splices += usize::from(has_splices(&json, 1));
                several += usize::from(has_splices(&json, 2));
                case.receive(&mut page, &frame);
            }
            case.is_fresh(&page, &frame);

            case.check_full(Dom::adopt(&old, 0));
            case.check_path(&page, &path(states.random), None);
            old = new;
        }
    }
    assert!(patches > 10_000, "only {patches} cases changed anything");
    assert!(splices > 100 && several > 100, "{splices}, {several}");
}

/// A path that leads somewhere, or not.
fn path(random: &mut Random) -> [u32; 3] {
    std::array::from_fn(|_| random.below(4) as u32)
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
