//! What a view or a component holds.

use std::fmt::{Debug, Write as _};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::TestClient;
use crate::component::store::VIEW;

impl TestClient {
    /// The view, or the one component on the page of this type.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
    /// # fn main() -> Result<(), djust_runtime::halt::Halt> {
    /// use djust_runtime::test::TestClient;
    ///
    /// let mut page = TestClient::visit("/?start=5").mount::<Counter>()?;
    /// assert_eq!(page.state::<Counter>().count, 5);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// The view is of another type and so are all components, or several components are of this type.
    #[track_caller]
    pub fn state<S: 'static>(&mut self) -> &S {
        let mut ids = vec![VIEW];
        ids.extend(self.dom.component_ids());
        let of_type = |id: &u32| {
            let any = self.session.state_of(*id);
            any.is_some_and(|any| any.is::<S>())
        };
        let found: Vec<u32> = ids.into_iter().filter(of_type).collect();
        let name = std::any::type_name::<S>();
        match found[..] {
            [id] => self.state_of(id),
            [] => panic!("neither the view nor a component on the page is a `{name}`"),
            _ => {
                panic!("the components {found:?} are of type `{name}`: ask for one with `state_of`")
            }
        }
    }

    /// The component of this id.
    ///
    /// # Panics
    ///
    /// There is none, or it is of another type.
    #[track_caller]
    pub fn state_of<S: 'static>(&mut self, component: u32) -> &S {
        let any = self.session.state_of(component);
        let state = any.and_then(|any| any.downcast_ref());
        state.unwrap_or_else(|| {
            let name = std::any::type_name::<S>();
            panic!("component {component} is not there, or no `{name}`")
        })
    }

    /// The ids of the components on the page, rising.
    #[must_use]
    pub fn component_ids(&self) -> Vec<u32> {
        self.dom.component_ids()
    }
}

/// Asserts fields of a view or a component, and shows a diff of each that differs. All that are named are looked at.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kit/views.rs"));
/// # fn main() -> Result<(), djust_runtime::halt::Halt> {
/// use djust_runtime::test::{TestClient, assert_state};
///
/// let mut page = TestClient::visit("/").mount::<Search>()?;
/// page.input("#query", "grape");
/// assert_state!(page, Search { query: "grape", found: ["grape"] });
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! assert_state {
    ($client:expr, $state:ty { $($field:ident: $expected:expr),+ $(,)? }) => {{
        let mut differences = $crate::test::Differences::of(::core::stringify!($state));
        let state = $client.state::<$state>();
        $(match (&state.$field, &$expected) {
            (found, expected) => {
                if !(*found == *expected) {
                    differences.add(::core::stringify!($field), found, expected);
                }
            }
        })+
        differences.tell();
    }};
}

pub use assert_state;

/// What [`assert_state!`] found.
#[doc(hidden)]
#[derive(Debug)]
pub struct Differences {
    of: &'static str,
    text: String,
}

impl Differences {
    /// None yet.
    #[must_use]
    pub fn of(state: &'static str) -> Self {
        let text = String::new();
        Self { of: state, text }
    }

    /// A field differs.
    pub fn add(&mut self, field: &str, found: &dyn Debug, expected: &dyn Debug) {
        let (expected, found) = (format!("{expected:#?}"), format!("{found:#?}"));
        let _ = write!(self.text, "\n{field}:\n{}", diff(&expected, &found));
    }

    /// Panics if there are any.
    #[track_caller]
    pub fn tell(self) {
        assert!(
            self.text.is_empty(),
            "{} is not as expected (- expected, + found){}",
            self.of,
            self.text
        );
    }
}

/// The lines of two texts: those that the first has alone with a minus, those of the second with a plus.
pub(super) fn diff(expected: &str, found: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let found: Vec<&str> = found.lines().collect();
    let mut out = String::new();
    for op in capture_diff_slices(Algorithm::Myers, &expected, &found) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            for line in around(&expected[old]) {
                let _ = writeln!(out, "  {line}");
            }
            continue;
        }
        for line in &expected[old] {
            let _ = writeln!(out, "- {line}");
        }
        for line in &found[new] {
            let _ = writeln!(out, "+ {line}");
        }
    }
    out
}

/// Lines that are the same: a few at both ends.
fn around<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    const SHOWN: usize = 3;
    if lines.len() <= 2 * SHOWN + 1 {
        return lines.to_vec();
    }
    let (first, last) = (&lines[..SHOWN], &lines[lines.len() - SHOWN..]);
    [first, &["…"], last].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_what_differs_and_little_else() {
        let lines: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        let expected = lines.join("\n");
        let found = expected.replace("10", "ten");
        let shown = diff(&expected, &found);
        assert!(shown.contains("- 10\n+ ten\n"), "{shown}");
        assert!(
            shown.contains("  …\n") && shown.lines().count() == 16,
            "{shown}"
        );
    }
}
