//! Frames: writing the server's, reading the client's. What they mean to a session is the session's business.
//!
//! The formats are in ARCHITECTURE.md, "The wire". What a client sends is read strictly, with bounds on size and
//! depth, and borrowed where it can be.

mod read;

pub use crate::engine::client_file::PROTOCOL;
pub use read::{ClientFrame, FrameError, MAX_DEPTH, MAX_FRAME, MAX_NAME, MAX_PATH, MAX_URL};

use std::collections::HashSet;

use crate::engine::diff::{self, values};
use crate::engine::escape::{number, string};
use crate::engine::tape::{Rendered, Tape};

/// A heartbeat, as every client writes it, and the server's answer to one.
pub const HEARTBEAT: &str = "[\"h\"]";

/// What becomes of the browser's history when a page goes to another URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// It gets a new entry.
    Push = 1,
    /// Its present entry is replaced.
    Replace = 2,
    /// Nothing: the browser is there already.
    Stay = 3,
}

/// How a client wants to go to a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// What becomes of the history.
    pub history: History,
    /// Whether the view of the URL is to be mounted, even if it is the one that is there.
    pub anew: bool,
}

/// The answer to a join.
#[derive(Debug, Clone, Copy)]
pub struct Joined<'a> {
    /// The version of the session's page.
    pub version: u64,
    /// The token of the next resume.
    pub token: &'a str,
    /// The last event that ran.
    pub reference: u64,
    /// Whether the view was mounted anew; an `f` frame for the root follows then.
    pub remounted: bool,
    /// The session's URL, if another view follows on the connection; all values follow then, too.
    pub follows: Option<&'a str>,
    /// Another skeleton's URL, which replaces the page's.
    pub skeleton: Option<&'a str>,
    /// The heartbeat in milliseconds, if not 30,000.
    pub heartbeat_ms: Option<u32>,
    /// The largest frame in bytes, if not 65,536.
    pub max_frame: Option<u32>,
    /// The events that are held still, rising.
    pub held: &'a [u64],
}

/// Writes `["j", …]`.
pub fn joined(out: &mut String, joined: &Joined<'_>) {
    out.push_str("[\"j\",");
    number(out, joined.version);
    out.push(',');
    string(out, joined.token);
    out.push(',');
    number(out, joined.reference);
    out.push_str(match (joined.follows, joined.remounted) {
        (Some(_), _) => ",2",
        (None, true) => ",1",
        (None, false) => ",0",
    });
    let start = out.len();
    let key = |out: &mut String, name: char| {
        out.push_str(if out.len() == start { ",{\"" } else { ",\"" });
        out.push(name);
        out.push_str("\":");
    };
    if let Some(skeleton) = joined.skeleton {
        key(out, 's');
        string(out, skeleton);
    }
    if let Some(url) = joined.follows {
        key(out, 'u');
        string(out, url);
    }
    if let Some(heartbeat) = joined.heartbeat_ms {
        key(out, 'h');
        number(out, heartbeat);
    }
    if let Some(max) = joined.max_frame {
        key(out, 'm');
        number(out, max);
    }
    if !joined.held.is_empty() {
        key(out, 'd');
        for (index, reference) in joined.held.iter().enumerate() {
            out.push(if index == 0 { '[' } else { ',' });
            number(out, *reference);
        }
        out.push(']');
    }
    if out.len() > start {
        out.push('}');
    }
    out.push(']');
}

/// Writes `["p", version, ref, edits]` and returns `true`, or writes nothing if the tapes hold the same.
pub fn patch<'t>(
    out: &mut String,
    version: u64,
    reference: u64,
    old: &Tape,
    new: impl Into<Rendered<'t>>,
) -> bool {
    patch_all(out, version, reference, old, new.into(), std::iter::empty())
}

/// The same with what changed within components: of each that was there and still is, its id, and its tapes before and
/// after. Each comes before those that stand in it; the frame has them by rising ids.
pub fn patch_all<'t>(
    out: &mut String,
    version: u64,
    reference: u64,
    old: &Tape,
    new: Rendered<'t>,
    components: impl Iterator<Item = (u32, &'t Tape, &'t Tape)>,
) -> bool {
    let start = out.len();
    out.push_str("[\"p\",");
    number(out, version);
    out.push(',');
    number(out, reference);
    out.push(',');
    let mut written = HashSet::new();
    let mut changed = diff::edits(old, new, out, &mut written);
    if !changed {
        out.push_str("[]");
    }
    // Where the edits of each begin. Most patches are of one component, which asks for no memory here.
    let mut last = None;
    let mut pieces: Vec<(u32, usize)> = Vec::new();
    for (id, old, tape) in components {
        let before = out.len();
        out.push(',');
        number(out, id);
        out.push(',');
        let new = Rendered { tape, ..new };
        // One whose values stand in the patch is as it should be.
        if written.contains(&id) || !diff::edits(old, new, out, &mut written) {
            out.truncate(before);
        } else {
            changed = true;
            pieces.extend(last.replace((id, before)));
        }
    }
    if !pieces.is_empty() {
        pieces.extend(last);
        sort_pieces(out, &pieces);
    }
    if changed {
        out.push(']');
    } else {
        out.truncate(start);
    }
    changed
}

/// Puts pieces at the end of a text, each from where it begins to where the next one does, into the order of their ids.
fn sort_pieces(out: &mut String, pieces: &[(u32, usize)]) {
    let Some((_, first)) = pieces.first().filter(|_| !pieces.is_sorted()) else {
        return;
    };
    let ends = pieces.iter().skip(1).map(|(_, begin)| *begin);
    let ends = ends.chain([out.len()]);
    let cut = pieces.iter().zip(ends);
    let mut cut: Vec<(u32, &str)> = cut
        .map(|((id, begin), end)| (*id, out.get(*begin..end).unwrap_or_default()))
        .collect();
    cut.sort_unstable_by_key(|(id, _)| *id);
    let sorted: String = cut.into_iter().map(|(_, piece)| piece).collect();
    out.truncate(*first);
    out.push_str(&sorted);
}

/// Writes `["p", version, ref, []]`: the version behind pushed events.
pub(crate) fn empty_patch(out: &mut String, version: u64, reference: u64) {
    out.push_str("[\"p\",");
    number(out, version);
    out.push(',');
    number(out, reference);
    out.push_str(",[]]");
}

/// Writes `["a", ref]`: events up to `ref` ran and nothing changed.
pub fn ack(out: &mut String, reference: u64) {
    out.push_str("[\"a\",");
    number(out, reference);
    out.push(']');
}

/// Writes `["x", ref, code, message, param?]`: an event was refused, perhaps for this parameter.
pub fn refused(out: &mut String, reference: u64, code: &str, message: &str, param: Option<&str>) {
    out.push_str("[\"x\",");
    number(out, reference);
    out.push(',');
    string(out, code);
    out.push(',');
    string(out, message);
    if let Some(param) = param {
        out.push(',');
        string(out, param);
    }
    out.push(']');
}

/// Writes `["d", ref]`: an event is held; answers to later ones do not cover it.
pub fn held(out: &mut String, reference: u64) {
    out.push_str("[\"d\",");
    number(out, reference);
    out.push(']');
}

/// Writes `["s", ref]`: a held event ran.
pub fn settled(out: &mut String, reference: u64) {
    out.push_str("[\"s\",");
    number(out, reference);
    out.push(']');
}

/// Writes `["s", ref, "superseded"]`: an event will never run, another one took its place.
pub fn superseded(out: &mut String, reference: u64) {
    out.push_str("[\"s\",");
    number(out, reference);
    out.push_str(",\"superseded\"]");
}

/// Writes `["f", version, ref, path, values]`. If the path leads nowhere (its row is gone, say), the frame is that of
/// the nearest region around it that exists.
pub fn full<'t>(
    out: &mut String,
    version: u64,
    reference: u64,
    path: &[u32],
    page: impl Into<Rendered<'t>>,
) {
    region(out, version, reference, path, page.into());
    out.push(']');
}

/// The same for a region of a component: `["f", version, ref, path, values, component]`.
pub fn full_component(
    out: &mut String,
    version: u64,
    reference: u64,
    path: &[u32],
    component: (u32, Rendered<'_>),
) {
    let (id, page) = component;
    region(out, version, reference, path, page);
    out.push(',');
    number(out, id);
    out.push(']');
}

fn region(out: &mut String, version: u64, reference: u64, path: &[u32], page: Rendered<'_>) {
    out.push_str("[\"f\",");
    number(out, version);
    out.push(',');
    number(out, reference);
    out.push_str(",[");
    let mut region = String::new();
    let steps = values::at(page, path, &mut region);
    for (index, step) in path.iter().take(steps).enumerate() {
        if index > 0 {
            out.push(',');
        }
        number(out, *step);
    }
    out.push_str("],");
    out.push_str(&region);
}

/// Writes `["u", name, payload]`. The payload must be JSON.
pub fn push(out: &mut String, name: &str, payload: &str) {
    out.push_str("[\"u\",");
    string(out, name);
    out.push(',');
    out.push_str(payload);
    out.push(']');
}

/// The same, perhaps with the URL of the script that acts on it: a client that has no such script loads it first.
pub fn push_to_script(out: &mut String, name: &str, payload: &str, script: Option<&str>) {
    push(out, name, payload);
    if let Some(script) = script {
        out.truncate(out.len() - 1);
        out.push(',');
        string(out, script);
        out.push(']');
    }
}

/// Writes `["n", url]`: go there with a full load.
pub fn navigate(out: &mut String, url: &str) {
    out.push_str("[\"n\",");
    string(out, url);
    out.push(']');
}

/// Writes `["n", url, how, title?]`: the page is at `url` once the version behind it is applied. With a title, which may be
/// empty, it shows another view.
pub fn moved(out: &mut String, url: &str, history: History, title: Option<&str>) {
    out.push_str("[\"n\",");
    string(out, url);
    out.push(',');
    number(out, history as u64);
    if let Some(title) = title {
        out.push(',');
        string(out, title);
    }
    out.push(']');
}

#[cfg(test)]
mod tests;
