//! What renders come to, for a model of the components: which tags each render of a parent reached, in order.
//!
//! A tag's place and the keys of the rows around it are a component's identity. The generated templates hand both to each
//! component with state, as its prop `at`, so that a test can say which one it looks at.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Display;

/// The tags that the last render of each parent reached.
pub type Reached = BTreeMap<String, Vec<String>>;

thread_local! {
    static REACHED: RefCell<Reached> = const { RefCell::new(BTreeMap::new()) };
    static NUMBER: RefCell<u64> = const { RefCell::new(0) };
}

/// The page's own name among parents.
pub const PAGE: &str = "page";

/// A render of a parent begins. Shows nothing.
pub fn begin(parent: impl Display) -> &'static str {
    REACHED.with_borrow_mut(|reached| reached.insert(parent.to_string(), Vec::new()));
    ""
}

/// A tag of the page was reached: its place, and the keys of the rows around it. Of equal ones, the first is the first.
pub fn reach<T: Display, const N: usize>(place_and_keys: &[T; N]) -> String {
    let parts: Vec<String> = place_and_keys.iter().map(ToString::to_string).collect();
    reach_in(PAGE, parts.join("/"))
}

/// A tag of a component was reached.
pub fn reach_in(parent: impl Display, place: impl Display) -> String {
    let parent = parent.to_string();
    REACHED.with_borrow_mut(|reached| {
        let tags = reached.entry(parent.clone()).or_default();
        let place = format!("{parent}-{place}");
        let same = |tag: &&String| {
            tag.rsplit_once('.')
                .is_some_and(|(known, _)| known == place)
        };
        let before = tags.iter().filter(same).count();
        tags.push(format!("{place}.{before}"));
        tags[tags.len() - 1].clone()
    })
}

/// A number that no component had before.
pub fn number() -> u64 {
    NUMBER.with_borrow_mut(|number| {
        *number += 1;
        *number
    })
}

/// What was reached since the last call.
pub fn take() -> Reached {
    REACHED.take()
}
