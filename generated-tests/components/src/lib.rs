//! Generated templates with components in branches, rows and content, and the components that stand in them.
//!
//! `build.rs` writes them with [`grammar`]; `tests/patched.rs` moves each through random states. What a component shows
//! follows from its props, so a page that was patched into a state is the page that is mounted in it; but for its count,
//! which is a [`model`]'s.

pub mod grammar;
pub mod model;
pub mod parts;
#[path = "../../src/random.rs"]
pub mod random;
pub mod state;
pub mod trace;

use djust_runtime::halt::Halt;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;

pub use generated::CASES;

/// One generated template.
#[derive(Debug)]
pub struct Case {
    /// Its seed.
    pub seed: u64,
    /// Its source.
    pub source: &'static str,
    /// Mounts a page of it.
    pub mount: fn(MountRequest) -> Result<TestClient, Halt>,
}

/// What `build.rs` wrote. No template uses every field, and rows without a key are among what is tried.
#[cfg(not(any(clippy, doc)))]
#[deny(warnings)]
#[allow(dead_code, deprecated, unused_imports, clippy::all)]
mod generated {
    use djust_macros::live_view;
    use djust_runtime::test::TestClient;

    use super::Case;
    use super::parts::{Badge, Leaf, Nest, Often, Panel};
    use super::state::{Item, State};

    include!(concat!(env!("OUT_DIR"), "/pages.rs"));
}

#[cfg(any(clippy, doc))]
mod generated {
    /// Every generated template.
    pub static CASES: &[super::Case] = &[];
}
