//! Panics, refused renders and runs that are given up: they cost the view, never the session.

use djust_runtime::session::Close;
use djust_runtime::test::TestClient;
use serde_json::json;

use crate::board::{Board, board, page, ran, request};

fn fails_once(event: &str) {
    let (mut client, ledger) = board();
    client.event("inc", json!({})).event(event, json!({}));
    assert_eq!(
        client.html(),
        page(0, "", &[]),
        "{event}: mounted anew in place"
    );
    assert_eq!(ran(&ledger).last().unwrap(), "mount", "{event}");
    assert_eq!(client.told.refused.len(), 1, "{event}");
    let (reference, code, message) = &client.told.refused[0];
    assert_eq!((*reference, &**code), (2, "failed"), "{event}");
    assert!(message.contains("started again"), "{event}: {message}");
    client.event("inc", json!({}));
    assert_eq!(
        client.html(),
        page(1, "", &[]),
        "{event}: the page lives on"
    );
    assert_eq!(client.told.answered, [1, 2, 3], "{event}");
}

#[test]
fn a_panic_is_answered_and_the_view_mounted_anew() {
    for event in ["boom", "slow_boom", "render_boom", "drop_boom"] {
        fails_once(event);
    }
}

#[test]
fn panics_apart_from_an_event_mount_the_view_anew_too_and_are_told_as_number_0() {
    for event in ["later_boom", "later_boom_then"] {
        let (mut client, ledger) = board();
        client.event("inc", json!({})).event(event, json!({}));
        assert_eq!(client.html(), page(0, "", &[]), "{event}");
        assert_eq!(ran(&ledger), ["mount", "inc 1", "mount"], "{event}");
        let [(reference, code, message)] = &client.told.refused[..] else {
            panic!("{event}: told once: {:?}", client.told.refused);
        };
        assert_eq!((*reference, &**code), (0, "failed"), "{event}");
        assert!(message.contains("started again"), "{event}: {message}");
        assert_eq!(client.told.answered, [1, 2], "{event}: it had succeeded");
    }
}

#[test]
fn what_panics_in_the_background_after_each_mount_is_stopped_and_told_so() {
    let (request, ledger) = request("start=-7");
    let mut client = TestClient::mount::<Board>(request).unwrap();
    client.settle();
    assert_eq!(ran(&ledger), ["mount"; 3]);
    let told: Vec<u64> = client.told.refused.iter().map(|told| told.0).collect();
    assert_eq!(told, [0, 0, 0]);
    assert!(client.told.refused[2].2.contains("stopped"));
}

#[test]
fn three_panics_in_ten_seconds_stop_the_view() {
    let (mut client, ledger) = board();
    client.event("inc", json!({}));
    for _ in 0..2 {
        client.event("boom", json!({}));
    }
    client.event("inc", json!({})).event("boom", json!({}));
    assert!(client.told.refused[2].2.contains("stopped"));
    client.event("inc", json!({}));
    assert_eq!(client.told.refused.len(), 4);
    assert_eq!(client.told.answered, [1, 2, 3, 4, 5, 6]);
    assert_eq!(
        client.html(),
        page(1, "", &[]),
        "the page keeps what it shows"
    );
    assert_eq!(
        ran(&ledger).iter().filter(|what| *what == "mount").count(),
        3
    );
    client.cut(0).join().settle();
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn events_queued_behind_a_panic_run_on_the_next_view() {
    let (mut client, _) = board();
    client
        .send("inc", json!({}))
        .send("boom", json!({}))
        .send("inc", json!({}))
        .settle();
    assert_eq!(client.html(), page(1, "", &[]));
    assert_eq!(client.told.answered, [2, 1, 3]);
}

#[test]
fn i3_a_render_that_fails_keeps_the_old_page() {
    let (mut client, _) = board();
    client
        .event("inc", json!({}))
        .event("render_err", json!({}));
    assert_eq!(client.html(), page(1, "", &[]));
    assert_eq!(client.told.refused[0].1, "failed");
    client.event("render_ok", json!({}));
    assert_eq!(client.html(), page(2, "", &[]), "the state is kept");
}

/// A view that is mounted anew and cannot be rendered is not tried without end.
#[test]
fn a_view_mounted_anew_whose_render_fails_is_stopped() {
    let (request, ledger) = request("start=-6");
    let mut client = TestClient::mount::<Board>(request).unwrap();
    client.send("boom", json!({}));
    for _ in 0..8 {
        client.run();
    }
    assert!(client.waiting() <= 5, "{} frames", client.waiting());
    assert_eq!(ran(&ledger), ["mount"; 3]);
    assert_eq!(client.html(), page(-6, "", &[]), "the page is as it was");
    client.settle();
    assert!(client.told.refused.len() <= 4, "{:?}", client.told.refused);
    assert!(client.told.refused.last().unwrap().2.contains("stopped"));
    client.event("inc", json!({}));
    assert!(client.told.answered.contains(&2));
}

#[test]
fn s29_an_errors_text_is_not_for_the_client_in_release_builds() {
    let (mut client, _) = board();
    client.event("leak", json!({}));
    let leaks = client.told.refused[0].2.contains("secret");
    assert_eq!(leaks, cfg!(debug_assertions));
}

#[test]
fn a_run_given_up_halfway_is_answered_and_the_view_mounted_anew() {
    let (mut client, ledger) = board();
    client
        .event("inc", json!({}))
        .send("slow", json!({"by": 5}))
        .send("inc", json!({}));
    client.interrupt();
    client.settle();
    assert!(client.told.refused[0].2.contains("took too long"));
    assert_eq!(ran(&ledger), ["mount", "inc 1", "slow", "mount", "inc 1"]);
    assert_eq!(client.html(), page(1, "", &[]));
    assert_eq!(client.told.answered, [1, 2, 3]);
}

#[test]
fn a_run_given_up_before_a_cut_is_found_at_the_join() {
    let (mut client, _) = board();
    client
        .send("slow", json!({"by": 5}))
        .interrupt()
        .cut(0)
        .join()
        .settle();
    assert_eq!(client.html(), page(0, "", &[]));
    assert_eq!(client.told.answered, [1]);
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn a_mount_that_keeps_failing_stops_the_view() {
    let (mut request, _) = request("");
    let mounts = std::sync::atomic::AtomicU32::new(0);
    request.app = request.app.with_hook(std::sync::Arc::new(move |_| {
        let first = mounts.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        Box::pin(async move {
            assert!(first, "the hook panics");
            Ok(())
        })
    }));
    let mut client = TestClient::mount::<Board>(request).unwrap();
    client.event("inc", json!({})).event("boom", json!({}));
    assert!(client.told.refused.last().unwrap().2.contains("stopped"));
    assert_eq!(client.html(), page(1, "", &[]));
    assert!(!client.session.has_ended());
}

#[test]
fn a_redirect_is_the_last_frame() {
    let (mut client, _) = board();
    client
        .send("inc", json!({}))
        .send("leave", json!({}))
        .settle();
    assert_eq!(client.told.navigated.as_deref(), Some("/login"));
    assert_eq!(client.told.frames.last().unwrap(), r#"["n","/login"]"#);
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn a_continuation_for_another_view_is_not_run() {
    let (mut client, _) = board();
    client
        .event("later_wrong", json!({}))
        .event("inc", json!({}));
    assert_eq!(client.html(), page(1, "", &[]));
    assert_eq!(client.told.closed, None::<Close>);
}

#[test]
fn a_session_mounted_anew_at_its_join_answers_the_join_first() {
    let (mut client, ledger) = board();
    client
        .event("inc", json!({}))
        .send("slow", json!({"by": 5}))
        .interrupt();
    // This one is queued in a view that is gone when the client returns.
    client.send("inc", json!({})).cut(9).join();
    client.settle();
    let kinds: Vec<&str> = client.told.frames[2..]
        .iter()
        .map(|frame| &frame[2..3])
        .collect();
    assert_eq!(kinds, ["j", "x", "f"]);
    assert_eq!(client.told.lost, [3]);
    assert_eq!(ran(&ledger), ["mount", "inc 1", "slow", "mount"]);
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(1, "", &[]));
}

#[test]
fn a_mount_that_halts_the_second_time_ends_the_session() {
    let (mut request, _) = request("");
    let mounts = std::sync::atomic::AtomicU32::new(0);
    request.app = request.app.with_hook(std::sync::Arc::new(move |_| {
        let first = mounts.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        Box::pin(async move {
            if first {
                Ok(())
            } else {
                Err(djust_runtime::halt::Halt::Forbidden)
            }
        })
    }));
    let mut client = TestClient::mount::<Board>(request).unwrap();
    client.event("boom", json!({}));
    assert_eq!(client.told.closed, Some(Close::Gone));
    assert!(client.session.has_ended());
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(0, "", &[]));
}
