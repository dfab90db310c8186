//! A browser of a few lines: GET requests, and a WebSocket whose every bit the test decides on.

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

/// Longer than anything here should take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// An answer to a request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok())
            .expect("a status");
        Self {
            status,
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The page's data block.
    pub(crate) fn data(&self) -> Value {
        let start = "<script type=\"application/json\" id=\"djust\">";
        let (_, rest) = self.body.split_once(start).expect("a data block");
        let (json, _) = rest.split_once("</script>").expect("its end");
        serde_json::from_str(json).expect("JSON")
    }

    pub(crate) fn token(&self) -> String {
        self.data()["t"].as_str().expect("a token").to_owned()
    }
}

/// A browser: what it shares between its tabs is its cookie.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    pub(crate) server: SocketAddr,
    pub(crate) cookies: Vec<String>,
    /// How many bytes the operating system may keep for a socket that is not read.
    pub(crate) receive_buffer: Option<u32>,
}

impl Browser {
    pub(crate) fn new(server: SocketAddr) -> Self {
        Self {
            server,
            cookies: Vec::new(),
            receive_buffer: None,
        }
    }

    async fn connect(&self) -> TcpStream {
        let socket = TcpSocket::new_v4().expect("a socket");
        if let Some(bytes) = self.receive_buffer {
            socket.set_recv_buffer_size(bytes).expect("a size");
        }
        socket.connect(self.server).await.expect("a connection")
    }

    pub(crate) fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookies.push(cookie.to_owned());
        self
    }

    /// Loads a page and keeps the cookie that it sets.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let answer = self.request("GET", path, "").await;
        if let Some(cookie) = answer.header("set-cookie") {
            let cookie = cookie.split(';').next().expect("a cookie").to_owned();
            self.cookies.push(cookie);
        }
        answer
    }

    pub(crate) async fn request(&self, method: &str, path: &str, headers: &str) -> Answer {
        let mut stream = self.connect().await;
        let head = self.head(method, path, &format!("Connection: close\r\n{headers}"));
        stream
            .write_all(head.as_bytes())
            .await
            .expect("the request is sent");
        let mut text = String::new();
        timeout(PATIENCE, stream.read_to_string(&mut text))
            .await
            .expect("in time")
            .expect("an answer");
        Answer::parse(&text)
    }

    /// A request's head.
    pub(crate) fn head(&self, method: &str, path: &str, headers: &str) -> String {
        let cookies = if self.cookies.is_empty() {
            String::new()
        } else {
            format!("Cookie: {}\r\n", self.cookies.join("; "))
        };
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{cookies}{headers}\r\n",
            self.server
        )
    }

    /// Opens a socket as a page of this server would.
    pub(crate) async fn socket(&self, path: &str) -> Socket {
        let origin = format!("Origin: http://{}\r\n", self.server);
        self.try_socket(path, &origin)
            .await
            .expect("the socket is let in")
    }

    /// Opens a socket with these headers; the status if it is refused.
    pub(crate) async fn try_socket(&self, path: &str, headers: &str) -> Result<Socket, u16> {
        let mut stream = self.connect().await;
        let upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                       Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        let head = self.head("GET", path, &format!("{upgrade}{headers}"));
        stream
            .write_all(head.as_bytes())
            .await
            .expect("the request is sent");
        let mut socket = Socket {
            stream,
            read: Vec::new(),
        };
        loop {
            if let Some(end) = find(&socket.read, b"\r\n\r\n") {
                let head = String::from_utf8(socket.read.drain(..end + 4).collect()).expect("text");
                let answer = Answer::parse(&head);
                return if answer.status == 101 {
                    Ok(socket)
                } else {
                    Err(answer.status)
                };
            }
            assert!(socket.fill().await, "the server hung up");
        }
    }

    /// Loads a page, opens its socket and joins.
    pub(crate) async fn open(&mut self, path: &str) -> Tab {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let mut socket = self.socket(path).await;
        let joined = socket.join(&page.token(), 0).await;
        Tab {
            socket,
            resume: joined[2].as_str().expect("a token").to_owned(),
            joined,
        }
    }
}

/// A page with its socket.
#[derive(Debug)]
pub(crate) struct Tab {
    pub(crate) socket: Socket,
    /// The token of the next resume.
    pub(crate) resume: String,
    /// The answer to the join.
    pub(crate) joined: Value,
}

/// What comes over a socket.
#[derive(Debug, PartialEq)]
pub(crate) enum Got {
    Frame(Value),
    Pong,
    Close(u16, String),
    /// The connection ended.
    End,
}

/// An open WebSocket.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) stream: TcpStream,
    read: Vec<u8>,
}

impl Socket {
    pub(crate) async fn send(&mut self, text: &str) {
        self.send_raw(0x81, text.as_bytes()).await;
    }

    /// Sends a frame with this first byte: FIN and the opcode.
    pub(crate) async fn send_raw(&mut self, first: u8, payload: &[u8]) {
        let _ = self.stream.write_all(&frame(first, payload)).await;
    }

    /// Sends bytes as they are. Whether the server still takes them is no concern.
    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).await;
    }

    /// Joins and gives the answer.
    pub(crate) async fn join(&mut self, token: &str, version: u64) -> Value {
        self.send_join(token, version).await;
        let answer = self.frame().await;
        assert_eq!(answer[0], "j", "{answer}");
        answer
    }

    pub(crate) async fn send_join(&mut self, token: &str, version: u64) {
        let digest = crate::views::digest();
        self.send(&format!("[\"j\",2,\"{token}\",{version},\"{digest}\"]"))
            .await;
    }

    /// The next frame.
    pub(crate) async fn frame(&mut self) -> Value {
        match self.next().await {
            Got::Frame(frame) => frame,
            other => panic!("expected a frame, got {other:?}"),
        }
    }

    /// The code and reason with which the server closes, whatever comes before.
    pub(crate) async fn closed(&mut self) -> (u16, String) {
        loop {
            match self.next().await {
                Got::Close(code, reason) => return (code, reason),
                Got::End => return (0, "the connection ended".to_owned()),
                Got::Frame(_) | Got::Pong => {}
            }
        }
    }

    pub(crate) async fn next(&mut self) -> Got {
        timeout(PATIENCE, self.read_next())
            .await
            .expect("the server says something in time")
    }

    /// Whether nothing comes for this long.
    pub(crate) async fn is_silent(&mut self, time: Duration) -> bool {
        timeout(time, self.read_next()).await.is_err()
    }

    async fn read_next(&mut self) -> Got {
        loop {
            if let Some((got, used)) = parse(&self.read) {
                self.read.drain(..used);
                return got;
            }
            if !self.fill().await {
                return Got::End;
            }
        }
    }

    async fn fill(&mut self) -> bool {
        let mut piece = [0; 4096];
        match self.stream.read(&mut piece).await {
            Ok(0) | Err(_) => false,
            Ok(length) => {
                self.read.extend_from_slice(&piece[..length]);
                true
            }
        }
    }
}

/// A masked frame.
pub(crate) fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        length @ 0..=125 => frame.push(0x80 | length as u8),
        length @ 126..=0xffff => {
            frame.push(0x80 | 126);
            frame.extend((length as u16).to_be_bytes());
        }
        length => {
            frame.push(0x80 | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    // A mask of zeros leaves the payload as it is.
    frame.extend([0; 4]);
    frame.extend_from_slice(payload);
    frame
}

fn parse(read: &[u8]) -> Option<(Got, usize)> {
    let (&first, &second) = (read.first()?, read.get(1)?);
    let (start, length) = match second & 0x7f {
        126 => (
            4,
            usize::from(u16::from_be_bytes(read.get(2..4)?.try_into().ok()?)),
        ),
        127 => (
            10,
            u64::from_be_bytes(read.get(2..10)?.try_into().ok()?) as usize,
        ),
        length => (2, usize::from(length)),
    };
    let payload = read.get(start..start + length)?;
    let got = match first & 0x0f {
        1 => Got::Frame(serde_json::from_slice(payload).expect("frames are JSON")),
        8 if payload.len() >= 2 => Got::Close(
            u16::from_be_bytes([payload[0], payload[1]]),
            String::from_utf8(payload[2..].to_vec()).expect("text"),
        ),
        8 => Got::Close(1005, String::new()),
        10 => Got::Pong,
        other => panic!("an odd frame of kind {other}"),
    };
    Some((got, start + length))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}
