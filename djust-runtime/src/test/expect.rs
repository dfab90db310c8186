//! What the page shows and what it was told.

use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::Value;

use super::TestClient;
use super::user::{find, one};

/// How long work in the background is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

impl TestClient {
    /// The text of the one element that a selector finds, each run of white space as one space.
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one element.
    #[track_caller]
    #[must_use]
    pub fn text(&self, selector: &str) -> String {
        let page = self.markup();
        page.text(one(&page, selector))
    }

    /// The texts of all elements that a selector finds.
    #[track_caller]
    #[must_use]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let page = self.markup();
        let found = find(&page, selector).into_iter();
        found.map(|id| page.text(id)).collect()
    }

    /// How many elements a selector finds.
    #[track_caller]
    #[must_use]
    pub fn count(&self, selector: &str) -> usize {
        find(&self.markup(), selector).len()
    }

    /// An attribute of the one element that a selector finds.
    ///
    /// # Panics
    ///
    /// The selector does not find exactly one element.
    #[track_caller]
    #[must_use]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let page = self.markup();
        let id = one(&page, selector);
        page.attribute(id, name).map(str::to_owned)
    }

    /// Waits until nothing runs in the background any more, and lets the page show what came of it.
    ///
    /// What waits for a timer needs the timer's executor beside the test, such as `#[tokio::test(flavor = "multi_thread")]`.
    ///
    /// # Panics
    ///
    /// Something still runs after 10 s.
    #[track_caller]
    pub fn wait(&mut self) -> &mut Self {
        let from = Instant::now();
        while self.settle().background.tasks() > 0 {
            let late = from.elapsed() > PATIENCE;
            let tasks = self.background.tasks();
            assert!(!late, "{tasks} tasks still run in the background");
            thread::sleep(Duration::from_millis(1));
        }
        self.settle()
    }

    /// Panics unless a message of this level and text is shown.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::context::Level;
    /// use djust_runtime::test::TestClient;
    ///
    /// let mut page = TestClient::visit("/").mount::<Counter>()?;
    /// page.click("#save").assert_flash(Level::Success, "Saved 0.");
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn assert_flash(&self, level: impl AsRef<str>, text: &str) -> &Self {
        let (level, flashes) = (level.as_ref(), &self.told.flashes);
        let shown = flashes.iter().any(|(of, it)| of == level && it == text);
        assert!(shown, "no {level} says {text:?}; shown are {flashes:?}");
        self
    }

    /// Panics if a message to the user is shown.
    #[track_caller]
    pub fn assert_no_flash(&self) -> &Self {
        let flashes = &self.told.flashes;
        assert!(flashes.is_empty(), "messages are shown: {flashes:?}");
        self
    }

    /// Panics unless an event of this name and payload was pushed to the page's scripts.
    #[track_caller]
    pub fn assert_pushed(&self, name: &str, payload: impl Serialize) -> &Self {
        let payload = serde_json::to_value(payload).expect("a payload is JSON");
        let pushed = &self.told.pushed;
        let found = pushed.iter().any(|(of, it)| of == name && *it == payload);
        assert!(
            found,
            "no event {name} with {payload} was pushed; {}",
            list(pushed)
        );
        self
    }

    /// Panics unless the page is at this URL of its view, by a patch.
    #[track_caller]
    pub fn assert_patch(&self, url: &str) -> &Self {
        match self.told.moved.last() {
            Some((last, _)) => assert_eq!(last, url, "the page was patched to another URL"),
            None => panic!("the page was not patched to {url}: it is still where it was"),
        }
        self
    }

    /// Panics unless the page was sent to this URL: by a redirect, with a load or to the view of that URL.
    #[track_caller]
    pub fn assert_redirect(&self, url: &str) -> &Self {
        match self.destination() {
            Some(sent) => assert_eq!(sent, url, "the page was sent elsewhere"),
            None => panic!("the page was not sent to {url}: it is still there"),
        }
        self
    }

    /// Where the page was sent.
    pub(super) fn destination(&self) -> Option<String> {
        let leaving = self.session.leaving();
        let leaving = leaving.map(|it| format!("{}{}", it.url, it.fragment));
        self.told.navigated.clone().or(leaving)
    }

    /// Panics unless the last event was refused with this code, such as `missing_param` or `failed`.
    #[track_caller]
    pub fn assert_refused(&self, code: &str) -> &Self {
        match self.told.refused.last() {
            Some((_, last, message)) => assert_eq!(last, code, "it was refused with: {message}"),
            None => panic!("no event was refused; {code} was expected"),
        }
        self
    }
}

fn list(pushed: &[(String, Value)]) -> String {
    let each = pushed
        .iter()
        .map(|(name, payload)| format!("\n  {name} {payload}"));
    match pushed {
        [] => "none was".to_owned(),
        _ => format!("pushed were{}", each.collect::<String>()),
    }
}
