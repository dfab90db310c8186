//! The frames of `contract/frames.json`, which the client's tests read too.

use std::fs;
use std::path::Path;

use djust_runtime::engine::skeleton::{Fragment, Key, Namespace, Skeleton, Slot, Text};
use djust_runtime::engine::tape::{Recorder, Rendered, Tape};
use djust_runtime::event::{EventError, Origin};
use djust_runtime::wire::{self, ClientFrame, History, Joined};
use serde_json::Value;

static PAIR: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "pair.html",
    document: false,
    components: &[|| &LEAF],
    contents: &[],
    fragments: &[fragment(&[Slot::Text(Text::Live), Slot::Component(0)])],
};

static LEAF: Skeleton = Skeleton {
    attributes: &[],
    token: false,
    template: "leaf.html",
    document: false,
    components: &[],
    contents: &[],
    fragments: &[fragment(&[Slot::Text(Text::Live)])],
};

const fn fragment(slots: &'static [Slot]) -> Fragment {
    Fragment {
        fields: &[],
        slots,
        parts: &[],
        key: Key::None,
        namespace: Namespace::Html,
    }
}

fn tape(skeleton: &'static Skeleton, texts: &[&str]) -> Tape {
    let mut recorder = Recorder::new();
    for (slot, text) in (0..).zip(texts) {
        recorder.mark(slot).text(text);
    }
    recorder.finish(skeleton).expect("the marks fit")
}

fn contract() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract/frames.json");
    let text = fs::read_to_string(path).expect("the contract is there");
    serde_json::from_str(&text).expect("the contract is JSON")
}

/// Names and frames.
fn good(side: &Value) -> impl Iterator<Item = (&str, &str)> {
    let cases = side["good"].as_array().expect("a list").iter();
    cases.map(|case| {
        let text = |at: usize| case[at].as_str().expect("a text");
        (text(0), text(1))
    })
}

#[test]
fn the_client_s_good_frames_are_taken() {
    for (name, frame) in good(&contract()["client"]) {
        assert!(ClientFrame::parse(frame).is_ok(), "{name}: {frame}");
    }
}

#[test]
fn the_client_s_bad_frames_are_refused() {
    let contract = contract();
    for frame in contract["client"]["bad"].as_array().expect("a list") {
        let frame = frame.as_str().expect("a text");
        assert!(ClientFrame::parse(frame).is_err(), "{frame}");
    }
}

#[test]
fn the_server_s_good_frames_are_what_it_writes() {
    for (name, frame) in good(&contract()["server"]) {
        assert_eq!(written(name), frame, "{name}");
    }
}

fn written(name: &str) -> String {
    let joined = Joined {
        version: 3,
        token: "token",
        reference: 2,
        remounted: false,
        follows: None,
        skeleton: None,
        heartbeat_ms: None,
        max_frame: None,
        held: &[],
    };
    let out = &mut String::new();
    match name {
        "joined" => wire::joined(out, &joined),
        "joined, mounted anew" => wire::joined(
            out,
            &Joined {
                remounted: true,
                skeleton: Some("/djust/x.json"),
                heartbeat_ms: Some(5000),
                max_frame: Some(9000),
                ..joined
            },
        ),
        "joined, events held" => wire::joined(
            out,
            &Joined {
                reference: 9,
                held: &[7, 9],
                ..joined
            },
        ),
        "joined, another view" => wire::joined(
            out,
            &Joined {
                skeleton: Some("/djust/x.json"),
                follows: Some("/items/2"),
                ..joined
            },
        ),
        "patch" => {
            let (old, new) = (tape(&LEAF, &["0"]), tape(&LEAF, &["1"]));
            wire::patch(out, 1, 1, &old, &new);
        }
        "patch of a component" => component_patch(out),
        "ran, nothing changed" => wire::ack(out, 7),
        "held" => wire::held(out, 7),
        "settled: it ran" => wire::settled(out, 7),
        "settled: superseded" => wire::superseded(out, 7),
        "refused" => refused(out, &EventError::failed("a \"b\"")),
        "refused for a parameter" => {
            let refusal = EventError::bad_param("n", "an integer", "the text `x`", Origin::Event);
            refused(out, &refusal);
        }
        "all values of the view" => full(out),
        "all values of a component's region" => {
            let leaf = tape(&LEAF, &["y"]);
            wire::full_component(out, 1, 2, &[0], (2, Rendered::from(&leaf)));
        }
        "pushed" => wire::push(out, "cart:added", "{\"a\":1}"),
        "pushed to a script of its own" => {
            let script = Some("/djust/focus.js");
            wire::push_to_script(out, "djust:announce", "{\"a\":1}", script);
        }
        "moved" => wire::moved(out, "/x?page=2", History::Push, None),
        "moved to another view" => wire::moved(out, "/items/2#a", History::Stay, Some("Item")),
        "navigate" => wire::navigate(out, "/x?a=%22"),
        other => panic!("no writer is tried for `{other}`"),
    }
    std::mem::take(out)
}

fn refused(out: &mut String, refusal: &EventError) {
    let (code, message) = (refusal.code(), refusal.message());
    wire::refused(out, 7, code, &message, refusal.param());
}

fn component_patch(out: &mut String) {
    let view = tape(&PAIR, &["a", "4"]);
    let (old, new) = (tape(&LEAF, &["0"]), tape(&LEAF, &["7"]));
    let components = [(4, new.clone())]
        .into_iter()
        .collect::<std::collections::BTreeMap<_, _>>();
    let rendered = Rendered {
        tape: &view,
        components: &components,
    };
    wire::patch_all(out, 1, 1, &view, rendered, std::iter::once((4, &old, &new)));
}

fn full(out: &mut String) {
    let view = tape(&PAIR, &["a", "1"]);
    let components = [(1, tape(&LEAF, &["x"]))]
        .into_iter()
        .collect::<std::collections::BTreeMap<_, _>>();
    let rendered = Rendered {
        tape: &view,
        components: &components,
    };
    wire::full(out, 1, 2, &[], rendered);
}
