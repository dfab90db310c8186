//! What all clients of a server may ask for together: past it, who asks for too much is refused with a reason, and nobody
//! else is.

use djust_actix::Limits;
use serde_json::json;

use crate::client::Socket;
use crate::server::Site;

/// Events of the flood.
const FLOOD: u64 = 300;
/// What the server runs at once, for all together.
const TOGETHER: u64 = 50;
/// What each socket may send at once whatever the others do: two seconds' share.
const SHARE: u64 = 10;

fn few() -> Limits {
    Limits {
        events_per_second: 1,
        event_burst: TOGETHER as u32,
        event_share: SHARE as u32 / 2,
        ..Limits::default()
    }
}

/// Sends events, each when the last was answered with its patch.
async fn counts_on(socket: &mut Socket, events: std::ops::RangeInclusive<u64>) {
    for number in events {
        let event = format!("[\"e\",{number},{},\"increment\"]", number - 1);
        socket.send(&event).await;
        let patch = socket.frame().await;
        assert_eq!(patch, json!(["p", number, number, [0, number]]));
    }
}

/// Reads until the last event of the flood is answered. Gives which of them were refused.
async fn refused(socket: &mut Socket) -> Vec<u64> {
    let mut refused = Vec::new();
    loop {
        let frame = socket.frame().await;
        if frame[0] == "x" {
            assert_eq!(frame[2], "busy", "{frame}");
            let why = "the server has too much to do; try again in a moment";
            assert_eq!(frame[3], why);
            refused.push(frame[1].as_u64().expect("a reference"));
        }
        let answered = frame[if frame[0] == "p" { 2 } else { 1 }].as_u64();
        if answered.is_some_and(|reference| reference >= FLOOD) {
            return refused;
        }
    }
}

#[actix_web::test]
async fn a_flood_past_what_the_server_runs_is_refused_event_by_event_and_nobody_elses_is() {
    let site = Site::with_limits(few());
    let mut other = site.browser().open("/").await;
    let mut flooder = site.browser().open("/").await;
    counts_on(&mut other.socket, 1..=SHARE / 2).await;

    for reference in 1..=FLOOD {
        let event = format!("[\"e\",{reference},0,\"nothing\"]");
        flooder.socket.send(&event).await;
    }
    let refused = refused(&mut flooder.socket).await;
    let ran = FLOOD - refused.len() as u64;
    // The other's came first. A slow machine gives each bucket time for some more.
    let least = TOGETHER - SHARE / 2;
    assert!((least..FLOOD).contains(&ran), "{ran} ran");
    assert_eq!(
        site.log.runs() as u64,
        SHARE / 2 + ran,
        "what is refused does not run"
    );
    assert!(refused.is_sorted(), "each has one answer, in order");

    counts_on(&mut other.socket, SHARE / 2 + 1..=SHARE).await;
    assert_eq!(site.djust.sessions().connected, 2, "no session has ended");
    flooder.socket.send("[\"h\"]").await;
    assert_eq!(flooder.socket.frame().await, json!(["h"]));
}

#[actix_web::test]
async fn a_socket_too_many_of_a_browser_or_the_server_is_refused_and_none_is_closed_for_it() {
    let site = Site::with_limits(Limits {
        sockets: 3,
        sockets_per_browser: 2,
        ..Limits::default()
    });
    let (mut ann, mut bob) = (site.browser(), site.browser());
    let (mut first, second) = (ann.open("/").await, ann.open("/").await);
    let origin = format!("Origin: http://{}\r\n", site.address);
    assert_eq!(ann.try_socket("/", &origin).await.err(), Some(429));
    let mut bobs = bob.open("/").await;
    assert_eq!(
        site.browser().try_socket("/", &origin).await.err(),
        Some(503)
    );
    assert_eq!(bob.get("/").await.status, 200, "pages are served as ever");

    counts_on(&mut first.socket, 1..=3).await;
    counts_on(&mut bobs.socket, 1..=3).await;
    drop(second);
    site.until("the place is free", |site| {
        site.djust.sessions().connected == 2
    })
    .await;
    // It is given back when the task ends, just behind the session.
    let mut again = ann.try_socket("/", &origin).await;
    while again.is_err() {
        again = ann.try_socket("/", &origin).await;
    }
    counts_on(&mut first.socket, 4..=5).await;
}
