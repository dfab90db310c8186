//! Generated templates, each compiled twice from one source: as a live view, and by plain Askama as the oracle.
//!
//! `build.rs` writes them with [`grammar`]; `tests/always_right.rs` compares the two on random [`state`]s. The seeds
//! are fixed: a failure names the seed, the source and the states, and repeats.

pub mod grammar;
pub mod random;
pub mod state;

use djust_runtime::engine::skeleton::Skeleton;
use djust_runtime::engine::tape::{Recorder, RenderError};
use state::State;

pub use generated::CASES;

/// One generated template.
#[derive(Debug)]
pub struct Case {
    /// Its seed.
    pub seed: u64,
    /// Its source.
    pub source: &'static str,
    /// Whether its rows have white space at their edges (the one departure from Askama's bytes).
    pub pretty: bool,
    /// Its tables.
    pub skeleton: &'static Skeleton,
    /// Renders our view of a state.
    pub live: fn(State, &mut Recorder) -> Result<(), RenderError>,
    /// Renders plain Askama's.
    pub plain: fn(State) -> askama::Result<String>,
}

/// What `build.rs` wrote. No template uses every field, and loops without a key are among what is tried.
///
/// Left out of lints and documentation, which would take minutes to read it: clippy's are allowed in it and nothing in it
/// is documented. The compiler's own warnings are errors, whoever builds it.
#[cfg(not(any(clippy, doc)))]
#[deny(warnings)]
#[allow(dead_code, deprecated, unused_variables, clippy::all)]
mod generated {
    use djust_macros::live_view;
    use djust_runtime::view::ViewTemplate;

    use super::Case;
    use super::state::{Html, Item, Kind, State};

    include!(concat!(env!("OUT_DIR"), "/generated.rs"));
}

#[cfg(any(clippy, doc))]
mod generated {
    /// Every generated template.
    pub static CASES: &[super::Case] = &[];
}
