//! How often each component of a page was clicked, as far as its parents' renders have kept it.

use std::collections::BTreeMap;

use djust_runtime::test::TestClient;

use crate::random::Random;
use crate::trace;

/// The counts of the components of a page, by their identities: those that are not shown as well.
#[derive(Debug, Clone, Default)]
pub struct Model(BTreeMap<String, u32>);

impl Model {
    /// Takes over what was rendered: whatever its parent did not reach is gone, and comes back as a new one.
    pub fn follow(&mut self) {
        for (parent, tags) in trace::take() {
            let of_parent = format!("{parent}-");
            self.0
                .retain(|at, _| !at.starts_with(&of_parent) || tags.contains(at));
            for at in tags {
                self.0.entry(at).or_default();
            }
        }
    }

    /// Clicks one of the components on the page, or none if there is none.
    pub fn click(&mut self, client: &mut TestClient, random: &mut Random) {
        let shown = shown(&client.html());
        if shown.is_empty() {
            return;
        }
        let (at, _) = &shown[random.below(shown.len() as u64) as usize];
        client.click(&format!("[data-at='{at}'] > .count"));
        *self.0.entry(at.clone()).or_default() += 1;
    }

    /// Panics unless each component that the page shows has the count of its identity.
    ///
    /// # Panics
    ///
    /// One does not.
    pub fn assert_shown(&self, html: &str, context: &dyn Fn() -> String) {
        for (at, count) in shown(html) {
            assert_eq!(
                Some(&count),
                self.0.get(&at),
                "{at} of {html}\n{}",
                context()
            );
        }
    }

    /// How many clicks it knows of.
    pub fn clicks(&self) -> u32 {
        self.0.values().sum()
    }
}

/// The components with a count that stand on a page, and their counts.
fn shown(html: &str) -> Vec<(String, u32)> {
    let parts = html.split(AT).skip(1);
    parts
        .filter_map(|part| {
            let (at, rest) = part.split_once('"')?;
            let (_, rest) = rest.split_once(COUNT)?;
            let (count, _) = rest.split_once('<')?;
            Some((at.to_owned(), count.parse().ok()?))
        })
        .collect()
}

const AT: &str = "data-at=\"";
const COUNT: &str = "dj-click=\"bump\">";

/// The page without what follows from its past: counts, and which component is which.
pub fn timeless(html: &str) -> String {
    let html = without(html, AT, '"');
    without(&html, COUNT, '<')
}

/// A text without what stands behind each `start`, up to the letter.
fn without(html: &str, start: &str, end: char) -> String {
    let mut parts = html.split(start);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += start;
        out += &part[part.find(end).unwrap_or_default()..];
    }
    out
}
