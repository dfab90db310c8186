//! Work in the background comes back as a message, between events.

use djust_runtime::mailbox::PARKED_MESSAGES;
use djust_runtime::test::block_on;
use serde_json::json;

use crate::board::{board, page};

#[test]
fn a_spawned_future_comes_back_on_the_view() {
    let (mut client, _) = board();
    client.send("later", json!({})).run().read();
    assert_eq!(client.html(), page(0, "", &[]));
    client.settle();
    assert_eq!(client.html(), page(5, "", &[]));
    assert_eq!(client.told.frames.last().unwrap(), r#"["p",1,1,[0,5]]"#);
}

#[test]
fn a_message_wakes_who_waits_for_it() {
    let (mut client, _) = board();
    client.send("later", json!({})).run();
    let mailbox = client.session.mailbox();
    let worker = std::thread::spawn(move || block_on(mailbox.ready()));
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert!(!worker.is_finished());
    client.work_in_background();
    worker.join().unwrap();
}

#[test]
fn what_the_view_before_spawned_does_not_reach_the_next_one() {
    let (mut client, _) = board();
    client
        .send("later", json!({}))
        .send("boom", json!({}))
        .run()
        .settle();
    assert_eq!(client.html(), page(0, "", &[]));
}

#[test]
fn a_session_that_is_gone_takes_no_messages() {
    let (mut client, _) = board();
    client.send("later", json!({})).run();
    let mailbox = client.session.mailbox();
    let (other, _) = board();
    client.replace_session(other.session);
    client.work_in_background();
    assert!(mailbox.is_empty());
}

/// Two of them at once would end the process, were they dropped together.
#[test]
fn messages_that_panic_as_they_are_dropped_cost_nothing_else() {
    let bombs = |count| {
        let (mut client, _) = board();
        client.send("many_bombs", json!({"count": count})).run();
        client
    };
    let mut renewed = bombs(2);
    renewed.send("boom", json!({})).work_in_background();
    renewed.settle().event("inc", json!({}));
    assert_eq!(
        renewed.html(),
        page(1, "", &[]),
        "the view was mounted anew"
    );

    let mut parked = bombs(PARKED_MESSAGES + 2);
    parked.cut(0).work_in_background();
    assert!(
        parked.session.mailbox().is_empty(),
        "past its bound it keeps none"
    );
    parked.join().settle();
    assert_eq!(parked.html(), page(0, "", &[]), "too many waited");

    let mut gone = bombs(2);
    gone.work_in_background();
    assert!(!gone.session.mailbox().is_empty());
    drop(gone);
    let mut late = bombs(2);
    let (other, _) = board();
    late.replace_session(other.session).work_in_background();
}
