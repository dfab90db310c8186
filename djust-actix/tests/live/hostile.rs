//! I6 by weight: after all that `bad_input` and `joins` show, many times over, the server holds what it held before and
//! the other sessions are where they were.

use std::time::Duration;

use djust_actix::Limits;
use serde_json::json;

use crate::client::{Got, frame};
use crate::memory::{alone, resident};
use crate::server::Site;

const ROUNDS: usize = 40;
/// How many megabytes the process may grow by. A round whose input stayed would leave more than one.
const GROWTH: usize = 20;

/// What a client sends after its join, and whether the socket lives on.
fn attacks() -> Vec<(&'static str, Vec<u8>, bool)> {
    let text = |text: &str| frame(0x81, text.as_bytes());
    let deep = format!("[\"e\",1,0,\"add\",{}1", "{\"a\":".repeat(10_000));
    let many = format!("[\"r\",0,[{}0]]", "1,".repeat(30_000));
    let wide = format!(
        "[\"e\",1,0,\"nothing\",{{\"x\":\"{}\"}}]",
        "x".repeat(65_000)
    );
    let piece = |length: usize| frame(0x00, &vec![b'x'; length]);
    let begin = |length: usize| frame(0x01, &vec![b'x'; length]);
    vec![
        ("no JSON", text(&"x".repeat(60_000)), true),
        ("deep JSON", text(&deep), true),
        ("a long path", text(&many), true),
        ("an unknown event", text("[\"e\",1,0,\"render\"]"), true),
        ("a parameter that nobody reads", text(&wide), true),
        ("a binary frame", frame(0x82, &[0; 60_000]), true),
        ("a second join", text("[\"j\",2,\"\",0,\"\"]"), true),
        ("a large message", frame(0x81, &[b'x'; 1_000_000]), false),
        (
            "a frame without end",
            vec![0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0],
            false,
        ),
        (
            "a message in two frames",
            [begin(60_000), piece(60_000)].concat(),
            false,
        ),
        (
            "endless empty fragments",
            [begin(0), piece(0).repeat(2_000)].concat(),
            false,
        ),
        (
            "endless fragments of a byte",
            [begin(1), piece(1).repeat(2_000)].concat(),
            false,
        ),
        ("text that is none", frame(0x81, &[0xff; 60_000]), false),
        ("a continuation of nothing", piece(60_000), false),
        (
            "an unknown kind of frame",
            frame(0x83, &[b'x'; 60_000]),
            false,
        ),
        ("a long ping", frame(0x89, &[b'x'; 60_000]), false),
        (
            "no mask",
            [&[0x81, 126, 0xea, 0x60][..], &[b'x'; 60_000]].concat(),
            false,
        ),
        // These two never end; the client goes.
        ("a message without its end", begin(60_000), true),
        (
            "a frame without its end",
            begin(60_000)[..30_000].to_vec(),
            true,
        ),
    ]
}

/// One socket, attacked. A socket that lives on answers a heartbeat, unless it still waits for the rest of a message.
async fn attack(site: &Site, what: &str, bytes: &[u8], lives: bool) {
    let mut tab = site.browser().open("/").await;
    tab.socket.send_bytes(bytes).await;
    if what.ends_with("without its end") {
        return;
    }
    if !lives {
        assert_eq!(tab.socket.closed().await.0, 4400, "{what}");
        return;
    }
    tab.socket.send("[\"h\"]").await;
    loop {
        match tab.socket.next().await {
            Got::Frame(frame) if frame == json!(["h"]) => return,
            Got::Frame(_) => {}
            other => panic!("{what}: {other:?}"),
        }
    }
}

#[test]
fn i6_bad_input_costs_no_memory_and_no_other_session() {
    alone(
        "hostile::i6_bad_input_costs_no_memory_and_no_other_session",
        attack_again_and_again(),
    );
}

async fn attack_again_and_again() {
    let site = Site::with_limits(Limits {
        // What the attacked sockets leave behind waits only so long.
        resume_within: Duration::from_millis(200),
        ..Limits::default()
    });
    let mut other = site.browser().open("/?start=7").await;
    let held = site.djust.sessions();
    let attacks = attacks();
    let mut before = 0;
    for round in 0..=ROUNDS {
        for (what, bytes, lives) in &attacks {
            attack(&site, what, bytes, *lives).await;
        }
        if round == 0 {
            // By now whatever is allocated once is.
            before = resident();
        }
    }
    site.until("only the other session is left", |site| {
        site.djust.sessions() == held
    })
    .await;
    let growth = resident().saturating_sub(before);
    assert!(growth < GROWTH, "grew by {growth} MB");
    other.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(other.socket.frame().await, json!(["p", 1, 1, [0, 8]]));
}
