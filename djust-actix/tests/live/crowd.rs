//! Pages that are asked for and never joined, in any number: they push out one another and nobody else.

use std::time::Duration;

use djust_actix::Limits;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::client::{Browser, PATIENCE, Tab};
use crate::memory::{alone, resident};
use crate::server::Site;

const GETS: usize = 100_000;
const CONNECTIONS: usize = 8;
/// How many requests a connection sends before it reads the answers.
const BATCH: usize = 10;
/// How many megabytes the process may grow by. A hundred thousand sessions would take twice that and more.
const GROWTH: usize = 32;

/// Nothing leaves because it waited too long, only because there is no room.
fn patient() -> Limits {
    Limits {
        join_within: Duration::from_secs(3_600),
        silence: Duration::from_secs(3_600),
        resume_within: Duration::from_secs(3_600),
        ..Limits::default()
    }
}

/// A connection that asks for one page again and again.
struct Asker {
    stream: TcpStream,
    read: Vec<u8>,
    requests: Vec<u8>,
}

impl Asker {
    async fn new(browser: &Browser) -> Self {
        let request = browser.head("GET", "/", "");
        Self {
            stream: TcpStream::connect(browser.server)
                .await
                .expect("a connection"),
            read: Vec::new(),
            requests: request.repeat(BATCH).into_bytes(),
        }
    }

    /// Asks for the page a few times.
    async fn ask(&mut self) {
        let asked = self.stream.write_all(&self.requests).await;
        asked.expect("the requests are sent");
    }

    /// Reads all answers.
    async fn read(&mut self) {
        for _ in 0..BATCH {
            timeout(PATIENCE, self.answer()).await.expect("in time");
        }
    }

    async fn answer(&mut self) {
        while !self.take_answer() {
            let length = self.stream.read_buf(&mut self.read).await;
            assert!(length.expect("an answer") > 0, "the server hung up");
        }
    }

    /// Takes an answer from what was read, if all of it is there. It is a page.
    fn take_answer(&mut self) -> bool {
        let mut lines = self.read.split_inclusive(|&byte| byte == b'\n');
        let (mut head, mut body) = (0, 0);
        for line in &mut lines {
            head += line.len();
            if line == b"\r\n" {
                if self.read.len() < head + body {
                    return false;
                }
                assert!(self.read.starts_with(b"HTTP/1.1 200"));
                self.read.drain(..head + body);
                return true;
            }
            if let Some(length) = line.strip_prefix(b"content-length: ") {
                let length = std::str::from_utf8(length).expect("digits");
                body = length.trim().parse().expect("a number");
            }
        }
        false
    }
}

/// A tab that was joined, counted up to a number of its own, and lost its socket.
struct Parked {
    browser: Browser,
    resume: String,
    count: u64,
}

impl Parked {
    async fn new(site: &Site, count: u64) -> Self {
        let mut browser = site.browser();
        let Tab {
            mut socket, resume, ..
        } = browser.open("/").await;
        socket
            .send(&format!("[\"e\",1,0,\"add\",{{\"amount\":{count}}}]"))
            .await;
        assert_eq!(socket.frame().await, json!(["p", 1, 1, [0, count]]));
        socket.send("[\"k\",1]").await;
        Self {
            browser,
            resume,
            count,
        }
    }

    /// Comes back to the same session: mode 0, the same version, the same state.
    async fn resume(self) {
        let mut socket = self.browser.socket("/").await;
        let joined = socket.join(&self.resume, 1).await;
        assert_eq!(joined, json!(["j", 1, joined[2], 1, 0]));
        socket.send("[\"e\",2,1,\"increment\"]").await;
        let patch = socket.frame().await;
        assert_eq!(patch, json!(["p", 2, 2, [0, self.count + 1]]));
    }
}

#[test]
fn a_hundred_thousand_gets_without_a_join_push_out_no_parked_session() {
    alone(
        "crowd::a_hundred_thousand_gets_without_a_join_push_out_no_parked_session",
        get_and_never_join(),
    );
}

async fn get_and_never_join() {
    let site = Site::with_limits(patient());
    let mut parked = Vec::new();
    for count in 1..=20 {
        parked.push(Parked::new(&site, count).await);
    }
    site.until("all are parked", |site| site.djust.sessions().parked == 20)
        .await;
    let mut live = site.browser().open("/").await;

    // Half of the crowd is a new browser each time; the others are the browsers whose sessions are parked.
    let mut askers = Vec::new();
    for Parked { browser, .. } in parked.iter().take(CONNECTIONS / 2) {
        askers.push(Asker::new(&site.browser()).await);
        askers.push(Asker::new(browser).await);
    }
    let (limits, before) = (patient(), resident());
    let mut asked = 0;
    while asked < GETS {
        for asker in &mut askers {
            asker.ask().await;
        }
        for asker in &mut askers {
            asker.read().await;
            asked += BATCH;
        }
        let counts = site.djust.sessions();
        assert!(counts.unjoined <= limits.unjoined_sessions, "{counts:?}");
        assert!(counts.unjoined_bytes <= limits.unjoined_bytes, "{counts:?}");
        assert_eq!((counts.parked, counts.connected), (20, 1));
        let growth = resident().saturating_sub(before);
        assert!(growth < GROWTH, "grew by {growth} MB after {asked} pages");
    }
    let unjoined = site.djust.sessions().unjoined;
    assert_eq!(unjoined, limits.unjoined_sessions, "the pool is full");
    assert_eq!(site.log.mounts(), 21 + GETS);

    live.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(live.socket.frame().await, json!(["p", 1, 1, [0, 1]]));
    for parked in parked {
        parked.resume().await;
    }
    assert_eq!(site.log.mounts(), 21 + GETS, "no view was mounted anew");
}
