//! I4 with a client that stops reading: what is broadcast meanwhile neither piles up on its way to it nor in its
//! session, and nobody else waits.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::client::{Socket, Tab};
use crate::feed::shown;
use crate::memory::{alone, resident};
use crate::server::Site;

/// A hundred a second for a minute.
const BROADCASTS: usize = 6_000;
/// More than two sockets buffer and a session's window holds, so that its second patch waits in the server.
const OVERFLOWING: usize = 1_000_000;
/// How many megabytes the process may grow by. A few copies of the largest page are; a patch of it for every broadcast
/// would be 6,000.
const GROWTH: usize = 64;

/// A tab of a page with so many letters, whose session listens and whose client will not read.
struct Stopped {
    socket: Socket,
    letters: usize,
}

impl Stopped {
    async fn open(site: &Site, letters: usize) -> Self {
        // The system keeps a few kilobytes for the client; the rest stays with the server.
        let Tab { socket, .. } = listening(site, letters, Some(2_048)).await;
        Self { socket, letters }
    }

    /// Reads again: two patches came while it did not. Once they are acknowledged, a third holds all that happened.
    async fn resume(mut self) {
        // Frames come in order, so an answer to this stands behind everything that was sent before.
        self.socket.send("[\"h\"]").await;
        for version in 1..=2 {
            let patch = self.socket.frame().await;
            assert_eq!((&patch[0], &patch[1]), (&json!("p"), &json!(version)));
        }
        assert_eq!(
            self.socket.frame().await,
            json!(["h"]),
            "two patches and no more"
        );
        self.socket.send("[\"k\",2]").await;
        let patch = self.socket.frame().await;
        assert_eq!((&patch[0], &patch[1]), (&json!("p"), &json!(3)));
        self.socket.send("[\"r\",3,[]]").await;
        let page = self.socket.frame().await;
        assert_eq!((&page[0], &page[1]), (&json!("f"), &json!(3)));
        assert!(
            page[4][0] == text(BROADCASTS, self.letters),
            "it shows the newest state"
        );
    }
}

/// What a text slot is on the wire.
fn text(heard: usize, letters: usize) -> Value {
    match letters {
        0 => json!(heard),
        letters => json!(shown(heard, letters)),
    }
}

/// Opens a tab whose session listens to the site's broadcasts.
async fn listening(site: &Site, letters: usize, buffer: Option<u32>) -> Tab {
    let mut browser = site.browser();
    browser.receive_buffer = buffer;
    let mut tab = browser.open(&format!("/board/{letters}")).await;
    let before = site.feed.subscribers();
    let subscribe = format!("[\"e\",1,0,\"subscribe\",{{\"messages\":{BROADCASTS}}}]");
    tab.socket.send(&subscribe).await;
    assert_eq!(tab.socket.frame().await, json!(["a", 1]));
    assert_eq!(site.feed.subscribers(), before + 1);
    tab
}

/// Reads and acknowledges every patch until the page shows the last broadcast; gives the versions that came.
async fn read_all(mut tab: Tab) -> Vec<u64> {
    let mut versions = Vec::new();
    loop {
        let patch = tab.socket.frame().await;
        let version = patch[1].as_u64().expect("a patch");
        versions.push(version);
        tab.socket.send(&format!("[\"k\",{version}]")).await;
        if patch[3] == json!([0, BROADCASTS]) {
            return versions;
        }
    }
}

/// Three clients that stopped reading, one that reads, and one that has nothing to do with the broadcasts.
struct Scene {
    site: Site,
    stopped: Vec<Stopped>,
    reader: JoinHandle<Vec<u64>>,
    other: Tab,
    resident: usize,
}

impl Scene {
    async fn open() -> Self {
        let site = Site::with_small_buffers();
        let mut stopped = Vec::new();
        for letters in [0, 20_000, OVERFLOWING] {
            stopped.push(Stopped::open(&site, letters).await);
        }
        let reader = actix_web::rt::spawn(read_all(listening(&site, 0, None).await));
        let other = site.browser().open("/").await;
        Self {
            site,
            stopped,
            reader,
            other,
            resident: resident(),
        }
    }

    /// Now and then: the others are served, and nothing piles up.
    async fn look(&mut self, broadcast: usize) {
        if !broadcast.is_multiple_of(100) {
            return;
        }
        let event = broadcast / 100;
        let frame = format!("[\"e\",{event},{},\"increment\"]", event - 1);
        self.other.socket.send(&frame).await;
        let answer = self.other.socket.frame().await;
        assert_eq!(answer, json!(["p", event, event, [0, event]]));
        let growth = resident().saturating_sub(self.resident);
        assert!(growth < GROWTH, "grew by {growth} MB");
    }

    async fn end(self) {
        let versions = self.reader.await.expect("the reader ends");
        assert!(
            versions.iter().copied().eq(1..=versions.len() as u64),
            "{versions:?}"
        );
        for stopped in self.stopped {
            stopped.resume().await;
        }
    }
}

/// As fast as the sessions take the broadcasts in. What came too early for a client at a hundred a second would come
/// too early all the more.
#[test]
fn i4_a_stopped_reader_has_two_patches_however_fast_broadcasts_come() {
    alone(
        "slow_reader::i4_a_stopped_reader_has_two_patches_however_fast_broadcasts_come",
        broadcast_fast(),
    );
}

async fn broadcast_fast() {
    let mut scene = Scene::open().await;
    for broadcast in 1..=BROADCASTS {
        scene.site.feed.broadcast_and_wait().await;
        scene.look(broadcast).await;
    }
    scene.end().await;
}

/// The same in real time, for all that is measured in it: how long a socket was silent, how long a frame is stuck. It
/// sleeps for most of its minute, beside other tests.
#[test]
fn i4_a_reader_stopped_for_60_s_under_100_broadcasts_a_second_has_two_patches() {
    alone(
        "slow_reader::i4_a_reader_stopped_for_60_s_under_100_broadcasts_a_second_has_two_patches",
        broadcast_for_60_s(),
    );
}

async fn broadcast_for_60_s() {
    let mut scene = Scene::open().await;
    let mut pace = interval(Duration::from_millis(10));
    // A hundred a second even if the machine is late for some.
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    pace.tick().await;
    for broadcast in 1..=BROADCASTS {
        pace.tick().await;
        scene.site.feed.broadcast();
        scene.look(broadcast).await;
    }
    let all_heard = |site: &Site| site.feed.heard() == [BROADCASTS; 4];
    scene.site.until("every view heard all", all_heard).await;
    scene.end().await;
}
