//! Whether a view has its impl already: what is said of one without `mount` depends on that.
//!
//! The compiler expands a crate's macros one after the other in one process, in the order of the source, so what came
//! before can be remembered. Nothing but the words of an error may depend on it: a name in a file may be that of two
//! views in two modules, and an editor's process expands whatever it likes.

use std::path::PathBuf;
use std::sync::Mutex;

use proc_macro2::Ident;

/// The views that an impl can make: the file and the name.
static MADE: Mutex<Vec<(PathBuf, String)>> = Mutex::new(Vec::new());

/// Remembers that an impl has `mount`.
pub(crate) fn remember(view: &Ident) {
    if let (Some(made), Ok(mut known)) = (place(view), MADE.lock()) {
        known.push(made);
    }
}

/// Whether an impl before this one has `mount`.
pub(crate) fn is(view: &Ident) -> bool {
    let (Some(made), Ok(known)) = (place(view), MADE.lock()) else {
        return false;
    };
    known.contains(&made)
}

/// Where a view is told by; nothing outside of a compiler's run, where there are no files.
fn place(view: &Ident) -> Option<(PathBuf, String)> {
    if !proc_macro::is_available() {
        return None;
    }
    let file = view.span().unwrap().local_file()?;
    Some((file, view.to_string()))
}
