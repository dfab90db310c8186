//! Frames: writing the server's, reading the client's. What they mean to a session is the session's business.
//!
//! The formats are in ARCHITECTURE.md, "The wire". What a client sends is read strictly, with bounds on size and
//! depth, and borrowed where it can be.

mod read;

pub use crate::engine::client_file::PROTOCOL;
pub use read::{ClientFrame, FrameError, MAX_DEPTH, MAX_FRAME, MAX_NAME, MAX_PATH};

use std::collections::HashSet;

use crate::engine::diff::{self, values};
use crate::engine::escape::{number, string};
use crate::engine::tape::{Rendered, Tape};

/// The server's answer to a heartbeat.
pub const HEARTBEAT: &str = "[\"h\"]";

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
    /// Another skeleton's URL, which replaces the page's.
    pub skeleton: Option<&'a str>,
    /// The heartbeat in milliseconds, if not 30,000.
    pub heartbeat_ms: Option<u32>,
    /// The largest frame in bytes, if not 65,536.
    pub max_frame: Option<u32>,
}

/// Writes `["j", …]`.
pub fn joined(out: &mut String, joined: &Joined<'_>) {
    out.push_str("[\"j\",");
    number(out, joined.version);
    out.push(',');
    string(out, joined.token);
    out.push(',');
    number(out, joined.reference);
    out.push_str(if joined.remounted { ",1" } else { ",0" });
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
    if let Some(heartbeat) = joined.heartbeat_ms {
        key(out, 'h');
        number(out, heartbeat);
    }
    if let Some(max) = joined.max_frame {
        key(out, 'm');
        number(out, max);
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
/// after. Ids rise, and a component's is below those of what is in it.
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
        }
    }
    if changed {
        out.push(']');
    } else {
        out.truncate(start);
    }
    changed
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

/// Writes `["x", ref, code, message]`: an event was refused.
pub fn refused(out: &mut String, reference: u64, code: &str, message: &str) {
    out.push_str("[\"x\",");
    number(out, reference);
    out.push(',');
    string(out, code);
    out.push(',');
    string(out, message);
    out.push(']');
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

/// Writes `["n", url]`: go there with a full load.
pub fn navigate(out: &mut String, url: &str) {
    out.push_str("[\"n\",");
    string(out, url);
    out.push(']');
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::engine::skeleton::{Fragment, Key, Namespace, Skeleton, Slot, Text};
    use crate::engine::tape::Recorder;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        assert!(
            serde_json::from_str::<serde_json::Value>(&out).is_ok(),
            "{out}"
        );
        out
    }

    #[test]
    fn frames() {
        assert_eq!(written(|out| ack(out, 7)), r#"["a",7]"#);
        assert_eq!(
            written(|out| refused(out, 7, "failed", "a \"b\"")),
            r#"["x",7,"failed","a \"b\""]"#
        );
        assert_eq!(
            written(|out| push(out, "flash", "{\"a\":1}")),
            r#"["u","flash",{"a":1}]"#
        );
        assert_eq!(
            written(|out| navigate(out, "/x?a=\"")),
            r#"["n","/x?a=\""]"#
        );
        let mut join = Joined {
            version: 3,
            token: "t",
            reference: 2,
            remounted: false,
            skeleton: None,
            heartbeat_ms: None,
            max_frame: None,
        };
        assert_eq!(written(|out| joined(out, &join)), r#"["j",3,"t",2,0]"#);
        join.remounted = true;
        join.skeleton = Some("/djust/x.json");
        join.max_frame = Some(9);
        assert_eq!(
            written(|out| joined(out, &join)),
            r#"["j",3,"t",2,1,{"s":"/djust/x.json","m":9}]"#
        );
    }

    const fn element(slots: &'static [Slot]) -> [Fragment; 1] {
        [Fragment {
            fields: &[],
            slots,
            parts: &[],
            key: Key::None,
            namespace: Namespace::Html,
        }]
    }

    /// A text, and two components with a text and one of their own kind.
    static PAIR: Skeleton = Skeleton {
        attributes: &[],
        template: "pair.html",
        document: false,
        components: &[|| &ITEM],
        fragments: &element(&[
            Slot::Text(Text::Live),
            Slot::Component(0),
            Slot::Component(0),
        ]),
    };
    static ITEM: Skeleton = Skeleton {
        attributes: &[],
        template: "item.html",
        document: false,
        components: &[|| &LEAF],
        fragments: &element(&[Slot::Text(Text::Live), Slot::Component(0)]),
    };
    static LEAF: Skeleton = Skeleton {
        attributes: &[],
        template: "leaf.html",
        document: false,
        components: &[],
        fragments: &element(&[Slot::Text(Text::Live)]),
    };

    fn tape(skeleton: &'static Skeleton, texts: &[&str]) -> Tape {
        let mut recorder = Recorder::new();
        for (slot, text) in (0..).zip(texts) {
            recorder.mark(slot).text(text);
        }
        recorder.finish(skeleton).unwrap()
    }

    /// What changed between two pages of tapes.
    fn patched(old: (&Tape, &BTreeMap<u32, Tape>), new: (&Tape, &BTreeMap<u32, Tape>)) -> String {
        let kept = |(id, new): (&u32, _)| Some((*id, old.1.get(id)?, new));
        let rendered = Rendered {
            tape: new.0,
            components: new.1,
        };
        let mut out = String::new();
        let components = new.1.iter().filter_map(kept);
        let changed = patch_all(&mut out, 1, 2, old.0, rendered, components);
        assert_eq!(changed, !out.is_empty());
        out
    }

    fn components(of: &[(u32, &'static Skeleton, &[&str])]) -> BTreeMap<u32, Tape> {
        of.iter()
            .map(|(id, skeleton, texts)| (*id, tape(skeleton, texts)))
            .collect()
    }

    #[test]
    fn edits_of_components_follow_the_views() {
        let view = tape(&PAIR, &["a", "1", "2"]);
        let old = components(&[
            (1, &ITEM, &["x", "3"]),
            (2, &ITEM, &["y", "4"]),
            (3, &LEAF, &["p"]),
            (4, &LEAF, &["q"]),
        ]);
        assert_eq!(patched((&view, &old), (&view.clone(), &old)), "");

        let mut new = old.clone();
        new.insert(4, tape(&LEAF, &["7"]));
        assert_eq!(
            patched((&view, &old), (&view, &new)),
            r#"["p",1,2,[],4,[0,7]]"#
        );
        new.insert(1, tape(&ITEM, &["z", "3"]));
        let later = tape(&PAIR, &["b", "1", "2"]);
        assert_eq!(
            patched((&view, &old), (&later, &new)),
            r#"["p",1,2,[0,"b"],1,[0,"z"],4,[0,7]]"#
        );

        // Another one in the place of 2. Its values hold those of 4, which is not edited then.
        new.remove(&2);
        new.insert(5, tape(&ITEM, &["n", "4"]));
        let later = tape(&PAIR, &["a", "1", "5"]);
        assert_eq!(
            patched((&view, &old), (&later, &new)),
            r#"["p",1,2,[2,[5,["n",[4,[7]]]]],1,[0,"z"]]"#
        );

        // Another one within 1.
        let mut new = old.clone();
        new.remove(&3);
        new.insert(1, tape(&ITEM, &["x", "6"]));
        new.insert(6, tape(&LEAF, &["r"]));
        assert_eq!(
            patched((&view, &old), (&view, &new)),
            r#"["p",1,2,[],1,[1,[6,["r"]]]]"#
        );
    }

    #[test]
    fn regions_hold_components_and_are_held_by_them() {
        let view = tape(&PAIR, &["a", "1", "2"]);
        let components = components(&[
            (1, &ITEM, &["x", "3"]),
            (2, &ITEM, &["y", "4"]),
            (3, &LEAF, &["p"]),
            (4, &LEAF, &["q"]),
        ]);
        let page = Rendered {
            tape: &view,
            components: &components,
        };
        let view = |path: &[u32]| written(|out| full(out, 1, 2, path, page));
        assert_eq!(
            view(&[]),
            r#"["f",1,2,[],["a",[1,["x",[3,["p"]]]],[2,["y",[4,["q"]]]]]]"#
        );
        assert_eq!(view(&[2]), r#"["f",1,2,[2],[2,["y",[4,["q"]]]]]"#);
        assert_eq!(view(&[2, 0]), view(&[2]), "no path leads into a component");
        let component = page.component(2).unwrap();
        let component =
            |path: &[u32]| written(|out| full_component(out, 1, 2, path, (2, component)));
        assert_eq!(component(&[]), r#"["f",1,2,[],["y",[4,["q"]]],2]"#);
        assert_eq!(component(&[0]), r#"["f",1,2,[0],"y",2]"#);
        assert_eq!(component(&[1, 0]), r#"["f",1,2,[1],[4,["q"]],2]"#);
        assert_eq!(component(&[9]), component(&[]));
    }
}
