use std::time::Duration;

use djust_actix::Limits;
use serde_json::json;

use crate::client::Tab;
use crate::server::Site;

#[actix_web::test]
async fn i5_a_takeover_while_a_handler_runs_gets_its_result() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket
        .send("[\"e\",1,0,\"slow\",{\"millis\":500}]")
        .await;
    site.until("the handler runs", |site| site.log.runs() == 1)
        .await;

    let mut second = browser.socket("/").await;
    second.send_join(&tab.resume, 0).await;
    assert_eq!(
        tab.socket.closed().await.0,
        4001,
        "the old socket goes at once"
    );
    second.send("[\"h\"]").await;
    assert_eq!(
        second.frame().await,
        json!(["h"]),
        "heartbeats are served meanwhile"
    );
    let joined = second.frame().await;
    assert_eq!(joined, json!(["j", 1, joined[2], 1, 0]));
    assert_eq!(second.frame().await, json!(["p", 1, 1, [0, 1]]));
    assert_eq!((site.log.mounts(), site.log.runs()), (1, 1));
    assert_eq!(site.djust.sessions().connected, 1);
}

#[actix_web::test]
async fn i5_a_chain_of_takeovers_ends_with_the_newest() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket
        .send("[\"e\",1,0,\"slow\",{\"millis\":400}]")
        .await;
    site.until("the handler runs", |site| site.log.runs() == 1)
        .await;
    let mut sockets = Vec::new();
    for _ in 0..4 {
        let mut socket = browser.socket("/").await;
        socket.send_join(&tab.resume, 0).await;
        tokio::time::sleep(Duration::from_millis(30)).await;
        sockets.push(socket);
    }
    let mut last = sockets.pop().expect("one");
    for mut socket in sockets {
        assert_eq!(socket.closed().await.0, 4001);
    }
    assert_eq!(last.frame().await[4], 0);
    assert_eq!(last.frame().await, json!(["p", 1, 1, [0, 1]]));
    assert_eq!((site.log.mounts(), site.log.runs()), (1, 1));
}

#[actix_web::test]
async fn i5_a_handler_whose_socket_is_lost_runs_to_its_end() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket
        .send("[\"e\",1,0,\"slow\",{\"millis\":200}]")
        .await;
    site.until("the handler runs", |site| site.log.runs() == 1)
        .await;
    drop(tab.socket);
    site.until("parked", |site| site.djust.sessions().parked == 1)
        .await;
    let mut socket = browser.socket("/").await;
    let joined = socket.join(&tab.resume, 0).await;
    assert_eq!((&joined[3], &joined[4]), (&json!(1), &json!(0)));
    // The client sends again what it has no answer to.
    socket.send("[\"e\",1,0,\"slow\",{\"millis\":200}]").await;
    loop {
        let frame = socket.frame().await;
        if frame[0] == "f" || frame[0] == "p" {
            assert!(frame.to_string().contains('1'), "{frame}");
            break;
        }
    }
    assert_eq!((site.log.mounts(), site.log.runs()), (1, 1));
}

/// A tab with a handler that takes its time, behind which two events wait: the socket was read up to them.
async fn busy(site: &Site) -> Tab {
    let mut tab = site.browser().open("/").await;
    tab.socket
        .send("[\"e\",1,0,\"slow\",{\"millis\":300}]")
        .await;
    tab.socket.send("[\"e\",2,0,\"increment\"]").await;
    tab.socket.send("[\"e\",3,0,\"increment\"]").await;
    tab.socket.send("[\"h\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["h"]));
    tab
}

/// A tab may be closed right behind a click: nobody sends again what was lost then.
#[actix_web::test]
async fn what_waits_behind_a_handler_runs_though_the_client_is_gone() {
    let site = Site::start();
    drop(busy(&site).await);
    site.until("parked", |site| site.djust.sessions().parked == 1)
        .await;
    assert_eq!(site.log.runs(), 3);
}

#[actix_web::test]
async fn a_socket_is_served_while_a_handler_runs_and_events_keep_their_order() {
    let site = Site::start();
    let mut tab = busy(&site).await;
    assert_eq!(site.log.runs(), 1);
    let mut last = json!(null);
    while last != json!(3) {
        last = tab.socket.frame().await[2].clone();
    }
    assert_eq!(site.log.runs(), 3);
}

#[actix_web::test]
async fn a_handler_past_its_limit_is_dropped_and_the_view_mounted_anew() {
    let site = Site::with_limits(Limits {
        handler: Duration::from_millis(100),
        ..Limits::default()
    });
    let mut tab = site.browser().open("/?start=5").await;
    tab.socket
        .send("[\"e\",1,0,\"slow\",{\"millis\":60000}]")
        .await;
    assert_eq!(tab.socket.frame().await[2], "failed");
    assert_eq!(tab.socket.frame().await, json!(["f", 1, 1, [], [5]]));
    tab.socket.send("[\"e\",2,1,\"increment\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 2, 2, [0, 6]]));
    assert_eq!(site.log.mounts(), 2);
}

#[actix_web::test]
async fn a_panic_costs_one_view() {
    let site = Site::start();
    let mut other = site.browser().open("/?start=1").await;
    let mut tab = site.browser().open("/?start=5").await;
    tab.socket.send("[\"e\",1,0,\"boom\"]").await;
    assert_eq!(tab.socket.frame().await[2], "failed");
    assert_eq!(tab.socket.frame().await, json!(["f", 1, 1, [], [5]]));
    tab.socket.send("[\"e\",2,1,\"increment\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 2, 2, [0, 6]]));
    other.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(other.socket.frame().await, json!(["p", 1, 1, [0, 2]]));
}

#[actix_web::test]
async fn a_panic_in_the_background_is_told_as_number_0() {
    let site = Site::start();
    let mut tab = site.browser().open("/?start=5").await;
    tab.socket.send("[\"e\",1,0,\"later_boom\"]").await;
    let mut told = tab.socket.frame().await;
    if told == json!(["a", 1]) {
        told = tab.socket.frame().await;
    }
    assert_eq!(
        (&told[0], &told[1], &told[2]),
        (&json!("x"), &json!(0), &json!("failed"))
    );
    assert_eq!(tab.socket.frame().await, json!(["f", 1, 1, [], [5]]));
    assert_eq!(site.log.mounts(), 2);
}

#[actix_web::test]
async fn background_work_wakes_the_socket() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    tab.socket.send("[\"e\",1,0,\"later\"]").await;
    let mut frames = Vec::new();
    while !frames.contains(&json!(["p", 1, 1, [0, 100]])) {
        frames.push(tab.socket.frame().await);
        assert!(frames.len() < 3, "{frames:?}");
    }
}

#[actix_web::test]
async fn i4_a_client_that_confirms_nothing_gets_two_patches() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    for reference in 1..=50 {
        tab.socket
            .send(&format!("[\"e\",{reference},0,\"increment\"]"))
            .await;
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    site.until("all ran", |site| site.log.runs() == 50).await;
    assert_eq!(tab.socket.frame().await[1], 1);
    assert_eq!(tab.socket.frame().await[1], 2);
    assert!(tab.socket.is_silent(Duration::from_millis(150)).await);
    tab.socket.send("[\"k\",2]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 3, 50, [0, 50]]));
}

#[actix_web::test]
async fn a_socket_that_falls_silent_is_parked() {
    let site = Site::with_limits(Limits {
        silence: Duration::from_millis(300),
        ..Limits::default()
    });
    let mut browser = site.browser();
    let silent = browser.open("/").await;
    let mut alive = browser.open("/").await;
    for _ in 0..6 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        alive.socket.send("[\"h\"]").await;
    }
    site.until("one is parked", |site| {
        let counts = site.djust.sessions();
        (counts.connected, counts.parked) == (1, 1)
    })
    .await;
    drop(silent);
}

#[actix_web::test]
async fn at_a_shutdown_clients_are_told_when_to_come_back() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tabs = Vec::new();
    for _ in 0..10 {
        tabs.push(browser.open("/").await);
    }
    site.djust.close();
    let mut delays = Vec::new();
    for tab in &mut tabs {
        let (code, reason) = tab.socket.closed().await;
        assert_eq!(code, 4003);
        delays.push(reason.parse::<u64>().expect("milliseconds"));
    }
    assert!(delays.iter().all(|&delay| delay < 10_000));
    delays.sort_unstable();
    delays.dedup();
    assert!(delays.len() > 5, "spread: {delays:?}");
    let mut late = browser.socket("/").await;
    late.send_join("", 0).await;
    assert_eq!(late.closed().await.0, 4003);
}

#[actix_web::test]
async fn a_redirect_in_a_handler_navigates() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    tab.socket.send("[\"e\",1,0,\"leave\"]").await;
    let frames = [tab.socket.frame().await, tab.socket.frame().await];
    assert!(frames.contains(&json!(["n", "/elsewhere"])), "{frames:?}");
}

#[actix_web::test]
async fn a_takeover_whose_socket_is_lost_as_well_loses_nothing() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket
        .send("[\"e\",1,0,\"slow\",{\"millis\":300}]")
        .await;
    site.until("the handler runs", |site| site.log.runs() == 1)
        .await;
    let mut second = browser.socket("/").await;
    second.send_join(&tab.resume, 0).await;
    assert_eq!(tab.socket.closed().await.0, 4001);
    drop(second);
    site.until("parked", |site| site.djust.sessions().parked == 1)
        .await;
    let mut third = browser.socket("/").await;
    assert_eq!(third.join(&tab.resume, 0).await[4], 0);
    assert_eq!(third.frame().await, json!(["p", 1, 1, [0, 1]]));
    assert_eq!((site.log.mounts(), site.log.runs()), (1, 1));
}

/// A client that confirms what it never reads gets no more than the window and what the system buffers, each of its
/// patches being a megabyte; and its session can still be taken over.
#[actix_web::test]
async fn a_client_that_only_pretends_to_read_is_held_back() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    let mut made = 0;
    while made < 100 {
        tab.socket
            .send(&format!("[\"e\",{},{made},\"large\"]", made + 1))
            .await;
        let before = std::time::Instant::now();
        while site.log.runs() == made && before.elapsed() < Duration::from_secs(2) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        if site.log.runs() == made {
            break;
        }
        made += 1;
    }
    assert!((2..20).contains(&made), "{made} megabytes were made");

    let mut other = site.browser().open("/").await;
    other.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(other.socket.frame().await, json!(["p", 1, 1, [0, 1]]));

    let mut second = browser.socket("/").await;
    let joined = second.join(&tab.resume, 0).await;
    assert_eq!(joined[4], 0);
}

#[cfg(unix)]
#[actix_web::test]
async fn a_termination_signal_sends_clients_away_and_ends_the_server() {
    let (address, server) = crate::server::until_signal();
    let mut tab = crate::client::Browser::new(address).open("/").await;
    let pid = std::process::id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status();
    assert!(sent.expect("kill runs").success());
    assert_eq!(tab.socket.closed().await.0, 4003);
    let ended = tokio::time::timeout(crate::client::PATIENCE, server).await;
    ended
        .expect("the server does not wait for sockets")
        .expect("it did not panic")
        .expect("it ended well");
}
