//! What a handler that runs sends, and what it learns meanwhile.

use std::time::Duration;

use serde_json::json;

use crate::server::Site;

#[actix_web::test]
async fn st_07_a_state_is_sent_before_the_handler_goes_on_and_confirmed_while_it_runs() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    tab.socket.send("[\"e\",1,0,\"climb\"]").await;
    for count in 1..=4 {
        let frame = json!(["p", count, 0, [0, count]]);
        assert_eq!(
            tab.socket.frame().await,
            frame,
            "the event itself runs still"
        );
        // Were this not heard until the handler ends, the third state would not be sent.
        tab.socket.send(&format!("[\"k\",{count}]")).await;
        tab.socket.send("[\"h\"]").await;
        assert_eq!(tab.socket.frame().await, json!(["h"]));
        site.log.step();
    }
    assert_eq!(tab.socket.frame().await, json!(["p", 5, 0, [0, 5]]));
    site.log.step();
    assert_eq!(
        tab.socket.frame().await,
        json!(["a", 1]),
        "the page is what it was"
    );
}

#[actix_web::test]
async fn i4_a_client_that_confirms_nothing_gets_two_states_and_the_last() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    tab.socket.send("[\"e\",1,0,\"climb\"]").await;
    (0..5).for_each(|_| site.log.step());
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 0, [0, 1]]));
    assert_eq!(tab.socket.frame().await, json!(["p", 2, 0, [0, 2]]));
    assert!(tab.socket.is_silent(Duration::from_millis(100)).await);
    tab.socket.send("[\"k\",2]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 3, 1, [0, 5]]));
}

#[actix_web::test]
async fn a_handler_may_end_when_its_client_is_gone() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket.send("[\"e\",1,0,\"watch\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 0, [0, 1]]));
    drop(tab.socket);
    site.until("parked", |site| site.djust.sessions().parked == 1)
        .await;
    let mut socket = browser.socket("/").await;
    let joined = socket.join(&tab.resume, 1).await;
    assert_eq!((&joined[3], &joined[4]), (&json!(1), &json!(0)));
    assert_eq!(socket.frame().await, json!(["p", 2, 1, [0, 2]]));
    assert_eq!(site.log.runs(), 1);
}

#[actix_web::test]
async fn a_takeover_brings_what_was_sent_on_the_way() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket.send("[\"e\",1,0,\"climb\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 0, [0, 1]]));
    let mut second = browser.socket("/").await;
    second.send_join(&tab.resume, 0).await;
    assert_eq!(tab.socket.closed().await.0, 4001);
    (0..5).for_each(|_| site.log.step());
    let joined = second.frame().await;
    assert_eq!((&joined[0], &joined[4]), (&json!("j"), &json!(0)));
    assert_eq!(second.frame().await, json!(["p", 1, 0, [0, 1]]));
    assert_eq!(second.frame().await, json!(["p", 2, 0, [0, 2]]));
    second.send("[\"k\",2]").await;
    assert_eq!(second.frame().await, json!(["p", 3, 1, [0, 5]]));
}
