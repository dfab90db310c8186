//! One socket that sends as much as the line takes: it is held back, and another session is answered as before.

use std::io::Write as _;
use std::time::{Duration, Instant};

use djust_actix::Limits;
use serde_json::json;

use crate::client::{Socket, frame};
use crate::memory::alone;
use crate::server::Site;

/// Events of the session that is to be served as ever, in each half.
const EVENTS: u64 = 150;
/// Events of the flood: more than the system's buffers take.
const FLOOD: u64 = 200_000;

/// Sends events one after the other, each when the last was answered. Gives the median of their times.
async fn median(socket: &mut Socket, events: std::ops::RangeInclusive<u64>) -> Duration {
    let mut times = Vec::new();
    for number in events {
        let sent = Instant::now();
        let event = format!("[\"e\",{number},{},\"increment\"]", number - 1);
        socket.send(&event).await;
        assert_eq!(
            socket.frame().await,
            json!(["p", number, number, [0, number]])
        );
        times.push(sent.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

#[test]
fn a_flood_is_held_back_and_slows_nobody_else() {
    alone("flood::a_flood_is_held_back_and_slows_nobody_else", flood());
}

async fn flood() {
    let site = Site::start();
    let mut other = site.browser().open("/").await;
    let before = median(&mut other.socket, 1..=EVENTS).await;

    let flooder = site.browser().open("/").await;
    let stream = flooder.socket.stream.into_std().expect("a socket");
    let started = Instant::now();
    // On a thread of its own, so that it takes no time of who is measured.
    let flooding = std::thread::spawn(move || {
        let event = |number| frame(0x81, format!("[\"e\",{number},0,\"increment\"]").as_bytes());
        stream.set_nonblocking(false).expect("it may wait");
        (1..=FLOOD).try_for_each(|number| (&stream).write_all(&event(number)))
    });
    let beside = median(&mut other.socket, EVENTS + 1..=2 * EVENTS).await;
    assert!(!flooding.is_finished(), "the flood is held back");
    // Whoever is measured waits for that many turns of the flood at most: its burst, and its rate since.
    let limits = Limits::default();
    let ran = site.log.runs() as u64 - 2 * EVENTS;
    let rate = f64::from(limits.messages_per_second) * started.elapsed().as_secs_f64();
    let most = u64::from(limits.message_burst) + rate as u64 + 1;
    assert!(ran <= most, "{ran} events of the flood ran, {most} may");
    assert_eq!(site.djust.sessions().connected, 2, "and its session lives");
    println!("before: {before:?}, beside a flood: {beside:?}");
}
