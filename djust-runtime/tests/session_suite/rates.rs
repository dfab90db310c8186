//! Handlers that were declared with a debounce or a throttle: what is held, what runs when, and how it is answered.

use std::time::Duration;

use djust_runtime::session::Session;
use djust_runtime::test::{TestClient, block_on};
use serde_json::json;

use crate::board::{Board, Ledger, board, page, ran, request};

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// Sends an event whose handler notes a text.
fn call(client: &mut TestClient, handler: &str, text: &str) {
    client.event(handler, json!({ "text": text }));
}

fn notes(ledger: &Ledger) -> Vec<String> {
    let all = ran(ledger);
    all.into_iter().filter(|note| note != "mount").collect()
}

fn last(client: &TestClient, count: usize) -> &[String] {
    let frames = &client.told.frames;
    &frames[frames.len() - count..]
}

#[test]
fn rl08_a_debounced_handler_runs_after_the_last_call_with_its_parameters() {
    let (mut client, ledger) = board();
    call(&mut client, "search", "a");
    client.advance(ms(499));
    call(&mut client, "search", "ab");
    client.advance(ms(499));
    assert_eq!(notes(&ledger), [""; 0], "each call puts it off");
    client.advance(ms(1));
    assert_eq!(notes(&ledger), ["ab"]);
    assert_eq!(
        client.told.frames[1..],
        [
            r#"["d",1]"#,
            r#"["d",2]"#,
            r#"["s",1,"superseded"]"#,
            r#"["p",1,2,[1,"ab"]]"#,
            r#"["s",2]"#
        ]
    );
    assert_eq!(client.session.deadline(), None);
}

#[test]
fn rl08_a_debounce_is_put_off_no_longer_than_its_max_wait() {
    let (mut client, ledger) = board();
    for text in ["a", "b", "c", "d"] {
        call(&mut client, "search_often", text);
        client.advance(ms(400));
    }
    assert_eq!(notes(&ledger), ["c"], "at 1,200 ms, with what came last");
    client.advance(ms(500));
    assert_eq!(notes(&ledger), ["c", "d"]);
}

#[test]
fn rl09_a_throttled_handler_runs_first_and_last_and_once_an_interval() {
    let (mut client, ledger) = board();
    for text in ["a", "b", "c", "d"] {
        call(&mut client, "save", text);
        client.advance(ms(100));
    }
    assert_eq!(notes(&ledger), ["a"], "the first at once");
    client.advance(ms(600));
    assert_eq!(notes(&ledger), ["a", "d"], "the last at the interval's end");
    call(&mut client, "save", "e");
    client.advance(ms(999));
    assert_eq!(
        notes(&ledger),
        ["a", "d"],
        "an interval begins with each run"
    );
    client.advance(ms(1));
    assert_eq!(notes(&ledger), ["a", "d", "e"]);
    client.advance(ms(1000));
    call(&mut client, "save", "f");
    assert_eq!(notes(&ledger), ["a", "d", "e", "f"], "a first one again");
    assert_eq!(client.told.answered, [1, 2, 3, 4, 5, 6]);
    assert_eq!(client.told.superseded, [2, 3]);
}

#[test]
fn rl09_without_a_trailing_edge_later_calls_are_dropped_and_told_so() {
    let (mut client, ledger) = board();
    for text in ["a", "b"] {
        call(&mut client, "like", text);
    }
    assert_eq!(last(&client, 1), [r#"["s",2,"superseded"]"#]);
    client.advance(ms(1000));
    call(&mut client, "like", "c");
    assert_eq!(notes(&ledger), ["a", "c"]);
    assert_eq!(client.told.answered, [1, 2, 3]);
}

#[test]
fn rl09_without_a_leading_edge_only_the_last_call_runs() {
    let (mut client, ledger) = board();
    for text in ["a", "b"] {
        call(&mut client, "report", text);
    }
    client.advance(ms(999));
    assert_eq!(notes(&ledger), [""; 0]);
    client.advance(ms(1));
    assert_eq!(notes(&ledger), ["b"]);
}

#[test]
fn rl10_rates_are_the_servers_whatever_a_client_sends() {
    let (mut client, ledger) = board();
    for at in 0..50 {
        client.send("search", json!({ "text": at.to_string() }));
        client.send("like", json!({ "text": at.to_string() }));
    }
    client.settle().advance(ms(500));
    assert_eq!(notes(&ledger), ["0", "49"]);
    assert_eq!(client.told.answered.len(), 100, "each is answered once");
}

#[test]
fn handlers_do_not_share_a_rate_and_a_later_event_does_not_wait() {
    let (mut client, ledger) = board();
    call(&mut client, "search", "held");
    call(&mut client, "search_often", "too");
    call(&mut client, "log", "now");
    assert_eq!(notes(&ledger), ["now"]);
    assert_eq!(last(&client, 1), [r#"["p",1,3,[1,"now"]]"#]);
    assert_eq!(client.told.answered, [3], "the answer covers no held one");
    client.advance(ms(500));
    assert_eq!(notes(&ledger), ["now", "held", "too"]);
    assert_eq!(last(&client, 2), [r#"["s",1]"#, r#"["s",2]"#]);
    assert_eq!(client.told.answered, [3, 1, 2]);
}

#[test]
fn a_held_event_that_is_refused_or_fails_says_so() {
    let (mut client, _) = board();
    client.event("refuse_late", json!({})).advance(ms(500));
    let [change, refusal] = last(&client, 2) else {
        panic!("both frames");
    };
    assert_eq!(change, r#"["p",1,1,[0,100]]"#);
    assert_eq!(refusal, r#"["x",1,"failed","not today"]"#);
    let refusals: Vec<u64> = client.told.refused.iter().map(|it| it.0).collect();
    assert_eq!(refusals, [1]);
    client.event("render_err_late", json!({})).advance(ms(500));
    let refusals: Vec<u64> = client.told.refused.iter().map(|it| it.0).collect();
    assert_eq!(refusals, [1, 2]);
    assert_eq!(
        client.told.answered,
        [1, 2],
        "and nothing else answers them"
    );
    client.event("render_ok", json!({}));
    assert_eq!(client.html(), client.server_html());
}

#[test]
fn i5_a_held_event_survives_a_cut_and_runs_once() {
    for lost in 0..=3 {
        let (mut client, ledger) = board();
        call(&mut client, "log", "a");
        client.send("search", json!({ "text": "b" }));
        client.run().cut(lost).join().settle();
        client.advance(ms(500));
        assert_eq!(notes(&ledger), ["a", "b"], "{lost} frames lost");
        assert_eq!(client.html(), page(0, "b", &[]));
        assert_eq!(client.told.answered, [1, 2]);

        call(&mut client, "search", "c");
        let due = client.now() + ms(500);
        client.sleep(ms(500));
        client.session.tick(due);
        client.run().cut(lost).join().settle();
        assert_eq!(notes(&ledger), ["a", "b", "c"], "{lost} frames lost");
        assert_eq!(client.told.answered, [1, 2, 3]);
        assert_eq!(client.html(), client.server_html());
    }
}

#[test]
fn a_join_says_what_is_held() {
    let (mut client, _) = board();
    call(&mut client, "search", "a");
    call(&mut client, "save", "b");
    call(&mut client, "save", "c");
    client.cut(0).join().settle();
    assert_eq!(last(&client, 1), [r#"["j",1,"t2",3,0,{"d":[1,3]}]"#]);
}

#[test]
fn time_stands_still_for_what_is_held_while_nobody_is_there() {
    let (mut client, ledger) = board();
    call(&mut client, "search", "a");
    client.advance(ms(400)).cut(0);
    assert_eq!(client.session.deadline(), None);
    client.sleep(ms(60_000)).join().settle();
    assert_eq!(notes(&ledger), [""; 0]);
    client.advance(ms(99));
    assert_eq!(notes(&ledger), [""; 0]);
    client.advance(ms(1));
    assert_eq!(notes(&ledger), ["a"]);
}

#[test]
fn what_is_held_is_lost_with_its_session() {
    let (mut client, ledger) = board();
    call(&mut client, "search", "a");
    let (request, second) = request("");
    let session = block_on(Session::mount::<Board>(request)).unwrap();
    client.cut(0).replace_session(session).join().settle();
    client.advance(ms(1000));
    assert_eq!(client.told.lost, [1]);
    assert_eq!((notes(&ledger), notes(&second)), (vec![], vec![]));
}

#[test]
fn an_event_for_a_page_of_another_session_is_stale() {
    let (mut client, _) = board();
    client.event("inc", json!({})).event("inc", json!({}));
    let (request, ledger) = request("");
    let session = block_on(Session::mount::<Board>(request)).unwrap();
    client.cut(0).replace_session(session).join();
    client.send_frame(r#"["e",1,2,"inc"]"#).unwrap();
    client.settle();
    assert!(
        client
            .told
            .frames
            .iter()
            .any(|it| it.starts_with(r#"["x",1,"stale","#)),
        "{:?}",
        client.told.frames
    );
    assert_eq!(notes(&ledger), [""; 0]);
    client.send_frame(r#"["e",2,3,"inc"]"#).unwrap();
    client.settle();
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn what_waits_is_bounded_together() {
    let (mut client, ledger) = board();
    client.send("search", json!({ "text": "held" }));
    for _ in 0..128 {
        client.send("nothing", json!({}));
    }
    client.settle();
    assert_eq!(notes(&ledger).len(), 127);
    assert_eq!(client.told.refused.len(), 1);
    let held = client.session.bytes();
    client.advance(ms(500));
    assert!(client.session.bytes() < held);
}
