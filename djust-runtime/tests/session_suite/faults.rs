//! The socket is cut at every step, with the last frames lost: I5, and the right page afterwards.

use djust_runtime::session::Session;
use djust_runtime::test::{TestClient, block_on};
use serde_json::json;

use crate::board::{Board, Ledger, board, page, ran, request};

const TEXTS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// What may happen between two events.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cut {
    /// Before the session ran the event.
    Unrun,
    /// After it ran, before the client read the answer.
    Unread,
    /// After everything.
    Settled,
}

fn play(client: &mut TestClient, ledger: &Ledger, cut_at: usize, cut: Cut, lost: usize) {
    for (index, text) in TEXTS.into_iter().enumerate() {
        client
            .send("log", json!({ "text": text }))
            .send("add", json!({ "text": text }));
        if index != cut_at {
            // Two events at a time, and some answers unread, so that there is something to lose.
            client.run();
            if index % 2 == 0 || index > cut_at {
                client.settle();
            }
            continue;
        }
        match cut {
            Cut::Unrun => {}
            Cut::Unread => drop(client.run()),
            Cut::Settled => drop(client.settle()),
        }
        client.cut(lost).join();
    }
    client.settle();
    let expected: Vec<&str> = ["mount"].into_iter().chain(TEXTS).collect();
    assert_eq!(ran(ledger), expected, "each event ran once, in order");
    assert_eq!(client.html(), page(0, "f", &TEXTS));
    assert_eq!(client.html(), client.server_html());
    assert_eq!(client.told.answered, (1..=12).collect::<Vec<u64>>());
    assert!(client.told.refused.is_empty() && client.told.lost.is_empty());
}

#[test]
fn i5_cut_at_every_step_with_up_to_five_frames_lost() {
    for cut_at in 0..TEXTS.len() {
        for cut in [Cut::Unrun, Cut::Unread, Cut::Settled] {
            for lost in 0..=5 {
                let (mut client, ledger) = board();
                println!("cut at {cut_at}, {cut:?}, {lost} lost");
                play(&mut client, &ledger, cut_at, cut, lost);
            }
        }
    }
}

#[test]
fn i5_a_join_whose_answer_is_lost_is_asked_again() {
    for lost in 0..=5 {
        let (mut client, ledger) = board();
        client.send("inc", json!({})).run();
        for _ in 0..3 {
            client.cut(lost).join();
        }
        client.settle();
        assert_eq!(ran(&ledger), ["mount", "inc 1"], "{lost} lost");
        assert_eq!(client.html(), page(1, "", &[]));
    }
}

#[test]
fn what_was_missed_is_replayed_as_it_was() {
    let (mut client, _) = board();
    client.send("inc", json!({})).run().cut(9).join().settle();
    assert_eq!(
        client.told.frames,
        [
            r#"["j",0,"t1",0,0]"#,
            r#"["j",1,"t2",1,0]"#,
            r#"["p",1,1,[0,1]]"#
        ]
    );
}

#[test]
fn an_event_sent_twice_runs_once() {
    let (mut client, ledger) = board();
    let frame = "[\"e\",1,0,\"inc\"]";
    client.send_frame(frame).unwrap();
    client.send_frame(frame).unwrap();
    client.settle();
    client.send_frame(frame).unwrap();
    client.settle();
    assert_eq!(ran(&ledger), ["mount", "inc 1"]);
    assert_eq!(
        client.told.frames[1..],
        [r#"["p",1,1,[0,1]]"#, r#"["a",1]"#]
    );
}

#[test]
fn a_large_patch_that_was_lost_comes_as_all_values() {
    let (mut client, _) = board();
    for text in ["x", "y"] {
        // Larger than a frame from the client may be: made of several.
        for _ in 0..2 {
            client.send("add", json!({"text": text.repeat(40_000)}));
        }
    }
    client.run().cut(9).join().settle();
    assert!(
        client
            .told
            .frames
            .iter()
            .any(|frame| frame.starts_with("[\"f\","))
    );
    assert_eq!(client.html(), client.server_html());
    client.event("inc", json!({}));
    assert_eq!(client.html(), client.server_html());
    assert!(client.html().len() > 160_000);
}

#[test]
fn i5_a_lost_session_is_mounted_anew_and_its_events_are_not_sent_again() {
    for lost in 0..=5 {
        let (mut client, _) = board();
        client.event("inc", json!({})).send("inc", json!({})).run();
        let (request, ledger) = request("start=40");
        let session = block_on(Session::mount::<Board>(request)).unwrap();
        client.cut(lost).replace_session(session).join().settle();
        assert_eq!(
            ran(&ledger),
            ["mount"],
            "no event of the lost session ran in this one"
        );
        assert_eq!(client.html(), page(40, "", &[]));
        let expected: &[u64] = if lost == 0 { &[] } else { &[2] };
        assert_eq!(client.told.lost, expected, "{lost} lost");
        client.event("inc", json!({}));
        assert_eq!(client.html(), page(41, "", &[]));
    }
}

#[test]
fn the_first_values_of_a_view_mounted_anew_may_be_lost_too() {
    let (request, _) = request("start=40");
    let (mut client, _) = board();
    let session = block_on(Session::mount::<Board>(request)).unwrap();
    client.cut(0).replace_session(session).join();
    // The answer arrives, the values do not.
    client.cut(1).join().settle();
    assert_eq!(client.html(), page(40, "", &[]));
    assert_eq!(client.version(), client.session.version());
}

/// An event that may have run in a lost session must not run in the next one.
#[test]
fn i5_an_event_of_a_lost_session_stays_lost_when_the_join_is_lost_too() {
    for lost in 0..=2 {
        let (request, ledger) = request("start=40");
        let (mut client, _) = board();
        client.send("inc", json!({})).run();
        let session = block_on(Session::mount::<Board>(request)).unwrap();
        client.cut(9).replace_session(session).join();
        client.cut(lost).join().settle();
        assert_eq!(client.told.lost, [1], "{lost} lost");
        assert_eq!(ran(&ledger), ["mount"], "{lost} lost");
        client.event("inc", json!({}));
        assert_eq!(client.html(), page(41, "", &[]), "{lost} lost");
    }
}

#[test]
fn a_takeover_in_mid_handler_gets_the_value_when_the_handler_returns() {
    let (mut client, ledger) = board();
    // The task of the first socket drives the handler to its end while its client is gone.
    client.send("slow", json!({"by": 3})).run();
    client.cut(9).join().settle();
    assert_eq!(ran(&ledger), ["mount", "slow"]);
    assert_eq!(client.html(), page(6, "", &[]));
    assert_eq!(client.told.answered, [1]);
}

#[test]
fn pushed_events_survive_a_cut() {
    for lost in 0..=3 {
        let (mut client, _) = board();
        client
            .send("flash", json!({"text": "saved"}))
            .run()
            .cut(lost)
            .join()
            .settle();
        assert_eq!(client.told.flashes.len(), 1, "{lost} lost");
        client.cut(0).join().settle();
        assert_eq!(
            client.told.flashes.len(),
            1,
            "what was confirmed is not sent again"
        );
    }
}

#[test]
fn refusals_survive_a_cut() {
    for event in ["refuse", "nope"] {
        for lost in 0..=3 {
            let (mut client, _) = board();
            client.event("inc", json!({}));
            client.send(event, json!({})).run();
            for _ in 0..2 {
                client.cut(lost).join().settle();
                assert_eq!(client.told.refused.len(), 1, "{event}, {lost} lost");
                assert_eq!(client.told.answered, [1, 2], "{event}, {lost} lost");
            }
            client.event("inc", json!({})).cut(0).join().settle();
            assert_eq!(client.told.refused.len(), 1, "{event}, {lost} lost");
            assert_eq!(client.html(), client.server_html());
        }
    }
}

#[test]
fn a_refusal_of_a_lost_session_is_lost_with_it() {
    let (request, _) = request("");
    let (mut client, _) = board();
    client.send("nope", json!({})).run().cut(9);
    let session = block_on(Session::mount::<Board>(request)).unwrap();
    client.replace_session(session).join().settle();
    assert_eq!(client.told.lost, [1]);
    assert!(client.told.refused.is_empty());
}
