//! Events that wait behind a handler: a newer one of the same field takes an older one's place.

use djust_runtime::test::TestClient;
use serde_json::{Value, json};

use crate::board::{Ledger, board, ran};

/// Sends events in one go, as they arrive behind a handler that runs, and lets them run.
fn queue(client: &mut TestClient, events: &[(&str, Value)]) {
    for (name, params) in events {
        client.send(name, params.clone());
    }
    client.settle();
}

fn noted(ledger: &Ledger) -> Vec<String> {
    let all = ran(ledger);
    all.into_iter().filter(|note| note != "mount").collect()
}

fn log(text: &str, latest: u32) -> (&'static str, Value) {
    ("log", json!({ "text": text, "_latest": latest }))
}

#[test]
fn rl01_a_newer_debounced_event_takes_the_place_of_one_that_waits() {
    let (mut client, ledger) = board();
    queue(&mut client, &[log("a", 1), log("ab", 1), log("abc", 1)]);
    assert_eq!(noted(&ledger), ["abc"]);
    assert_eq!(client.told.superseded, [1, 2]);
    assert_eq!(client.told.answered, [1, 2, 3]);
    assert_eq!(
        client.told.frames[1..3],
        [r#"["s",1,"superseded"]"#, r#"["s",2,"superseded"]"#]
    );
    queue(&mut client, &[log("next", 1)]);
    assert_eq!(noted(&ledger), ["abc", "next"], "what ran is not missed");
}

#[test]
fn rl01_events_of_other_elements_handlers_and_components_stay() {
    let (mut client, ledger) = board();
    let unmarked = |text| ("log", json!({ "text": text }));
    queue(
        &mut client,
        &[log("a", 1), log("b", 2), unmarked("c"), unmarked("d")],
    );
    assert_eq!(noted(&ledger), ["a", "b", "c", "d"]);
    client.send("log", json!({ "text": "e", "_latest": 1 }));
    client.send_to(7, "log", json!({ "text": "of no component", "_latest": 1 }));
    client.settle();
    assert_eq!(noted(&ledger).last().map(String::as_str), Some("e"));
    assert_eq!(client.told.superseded, [0; 0]);
}

/// What is called between two edits may count on the first one.
#[test]
fn rl01_nothing_is_dropped_ahead_of_another_event() {
    let (mut client, ledger) = board();
    queue(
        &mut client,
        &[
            log("a", 1),
            ("log", json!({ "text": "between" })),
            log("b", 1),
        ],
    );
    assert_eq!(noted(&ledger), ["a", "between", "b"]);
    queue(&mut client, &[log("c", 1), log("other", 2), log("d", 1)]);
    assert_eq!(noted(&ledger)[3..], ["other", "d"]);
}

#[test]
fn mb_01_a_newer_edit_of_a_bound_field_takes_the_place_of_one_that_waits() {
    let (mut client, _) = board();
    let edit =
        |field: &str, value: &str| ("update_model", json!({ "field": field, "value": value }));
    queue(
        &mut client,
        &[
            edit("a", "1"),
            edit("b", "1"),
            edit("a", "2"),
            edit("b", "2"),
        ],
    );
    assert_eq!(client.told.superseded, [1, 2]);
    // The board binds no field.
    let refused: Vec<u64> = client
        .told
        .refused
        .iter()
        .map(|(reference, ..)| *reference)
        .collect();
    assert_eq!(refused, [3, 4]);
    // What is no edit of a field takes nobody's place.
    let odd = ("update_model", json!({ "field": 5 }));
    queue(&mut client, &[odd.clone(), odd]);
    assert_eq!(client.told.superseded, [1, 2]);
}
