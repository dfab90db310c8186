//! What a client or a crowd can make a session hold.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use djust_runtime::context::PUSHED_BYTES;
use djust_runtime::mailbox::{HELD_MESSAGES, PARKED_MESSAGES};
use djust_runtime::session::Close;
use djust_runtime::test::TestClient;
use serde_json::json;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::board::{Board, board, page, ran, request};

/// Counts warnings.
#[derive(Default)]
struct Warnings(Arc<AtomicUsize>);

impl Subscriber for Warnings {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::WARN
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn i4_a_client_that_confirms_nothing_gets_two_versions_and_then_the_latest() {
    let (mut client, _) = board();
    client.confirm(false);
    for number in 1..=1_000_u64 {
        let frame = format!("[\"e\",{number},0,\"inc\"]");
        client.send_frame(&frame).unwrap();
        client.run();
        assert!(client.session.in_flight() <= 2);
    }
    assert_eq!(client.waiting(), 2, "states in between are skipped");
    client.read();
    assert_eq!(client.html(), page(2, "", &[]));
    client.confirm(true).send_frame("[\"k\",2]").unwrap();
    client.settle();
    assert_eq!(client.html(), page(1_000, "", &[]));
    assert_eq!(client.version(), 3);
}

#[test]
fn pushed_events_past_256_kib_close_a_slow_socket_and_none_is_lost() {
    let (mut client, _) = board();
    client.confirm(false);
    for _ in 0..2 {
        client.send("inc", json!({})).run();
    }
    for _ in 0..5 {
        client
            .send("push_big", json!({"bytes": PUSHED_BYTES / 4}))
            .run();
    }
    assert_eq!(client.told.closed, Some(Close::Slow));
    assert_eq!(client.told.closed, Some(Close::Slow));
    client.confirm(true).cut(0).join().settle();
    assert_eq!(client.told.closed, None);
    assert_eq!(client.told.pushed.len(), 5);
    assert_eq!(client.html(), page(2, "", &[]));
}

#[test]
fn too_many_queued_events_are_refused_one_by_one() {
    let (mut client, ledger) = board();
    for _ in 0..130 {
        client.send("inc", json!({}));
    }
    client.settle();
    assert_eq!(ran(&ledger).len(), 1 + 128);
    let refused: Vec<u64> = client.told.refused.iter().map(|r| r.0).collect();
    assert_eq!(refused, [129, 130]);
    assert!(client.told.refused.iter().all(|r| r.1 == "busy"));
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(129, "", &[]));
}

#[test]
fn messages_wait_for_a_parked_session_and_nothing_runs() {
    let (mut client, _) = board();
    client
        .send("many_later", json!({"count": PARKED_MESSAGES}))
        .run()
        .read()
        .cut(0);
    let version = client.session.version();
    client.settle();
    assert_eq!(client.session.version(), version, "nothing renders");
    assert!(!client.session.mailbox().is_empty(), "nothing runs");
    client.join().settle();
    assert_eq!(client.html(), page(128, "", &[]));
}

#[test]
fn past_its_bound_the_mailbox_of_a_busy_session_is_lost_and_the_view_mounts_anew() {
    let (mut client, ledger) = board();
    client
        .send("many_later", json!({"count": HELD_MESSAGES + 1}))
        .run()
        .read();
    // The messages arrive while whoever holds the session does something else.
    client.work_in_background();
    assert!(client.session.mailbox().is_empty(), "it keeps none");
    assert!(client.session.wants_run(), "and has to say so");
    client.settle();
    assert_eq!(ran(&ledger), ["mount", "mount"]);
    assert_eq!(client.html(), page(0, "", &[]));
    let [(0, code, message)] = &client.told.refused[..] else {
        panic!("told once: {:?}", client.told.refused);
    };
    assert!(
        code == "failed" && message.contains("more happened"),
        "{message}"
    );
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn past_128_messages_a_parked_session_is_lost_and_mounts_anew() {
    let (mut client, ledger) = board();
    client.event("inc", json!({}));
    client
        .send("many_later", json!({"count": PARKED_MESSAGES + 1}))
        .run()
        .read()
        .cut(0);
    let parked = client.session.bytes();
    // The messages arrive while nobody is there.
    client.work_in_background();
    assert!(client.session.mailbox().is_empty(), "it keeps none");
    assert!(client.session.bytes() <= parked);
    let warnings = Warnings::default();
    let said = Arc::clone(&warnings.0);
    tracing::subscriber::with_default(warnings, || client.join().settle());
    assert_eq!(said.load(Ordering::Relaxed), 1, "the log has a line of it");
    assert_eq!(ran(&ledger), ["mount", "inc 1", "mount"]);
    assert_eq!(client.html(), page(0, "", &[]));
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn a_resync_of_a_page_with_versions_under_way_is_of_the_whole_page() {
    let (mut client, _) = board();
    client.confirm(false).send("inc", json!({})).run().read();
    client.send_frame("[\"r\",0,[1]]").unwrap();
    client.settle();
    assert!(
        client
            .told
            .frames
            .last()
            .unwrap()
            .starts_with("[\"f\",1,1,[],")
    );
}

#[test]
fn what_mount_asks_for_starts_at_the_join() {
    let mut client = TestClient::get::<Board>(request("start=-4").0).unwrap();
    client.work_in_background();
    assert!(client.session.mailbox().is_empty());
    client.join().settle();
    assert_eq!(client.html(), page(3, "", &[]));

    let mut client = TestClient::get::<Board>(request("start=-5").0).unwrap();
    assert_eq!(client.waiting(), 0);
    client.join().settle();
    let flash = ("info".to_owned(), "welcome".to_owned());
    assert_eq!(client.told.flashes, [flash]);
}
