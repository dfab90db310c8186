use std::collections::VecDeque;

use actix_web::body::{BoxBody, MessageBody as _};
use actix_web::dev::Payload;
use actix_web::test::TestRequest;
use bytes::Bytes;
use futures_core::Stream;

use super::*;

const PROTOCOL: &str = "the WebSocket protocol was broken";
const TOO_MANY: &str = "the message has too many fragments";

/// Set in the second byte if the payload is masked, as a client's must be.
const MASKED: u8 = 0x80;

/// A client's frame.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    const MASK: [u8; 4] = [0x37, 0xfa, 0x21, 0x3d];
    let mut frame = vec![first];
    match payload.len() {
        length @ 0..=125 => frame.push(MASKED | length as u8),
        length @ 126..=0xffff => {
            frame.push(MASKED | 126);
            frame.extend((length as u16).to_be_bytes());
        }
        length => {
            frame.push(MASKED | 127);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    frame.extend(MASK);
    let masked = payload.iter().zip(MASK.iter().cycle());
    frame.extend(masked.map(|(byte, mask)| byte ^ mask));
    frame
}

/// A connection whose bytes come piece by piece.
struct Pieces {
    left: VecDeque<Bytes>,
    /// Whether the next one is there.
    due: bool,
}

impl Stream for Pieces {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.due = !self.due;
        if !self.due {
            return Poll::Pending;
        }
        Poll::Ready(self.left.pop_front().map(Ok))
    }
}

fn handshake() -> HttpRequest {
    TestRequest::default()
        .insert_header(("connection", "upgrade"))
        .insert_header(("upgrade", "websocket"))
        .insert_header(("sec-websocket-version", "13"))
        .insert_header(("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="))
        .to_http_request()
}

/// A socket that these bytes come over. Its answer has to be kept, as it is the way back.
async fn socket<'a>(
    request: &HttpRequest,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> (BoxBody, WebSocket) {
    let pieces = Pieces {
        left: pieces.into_iter().map(Bytes::copy_from_slice).collect(),
        due: false,
    };
    let payload = Box::pin(pieces);
    let body = web::Payload::from_request(request, &mut Payload::Stream { payload });
    let limits = Limits {
        message_fragments: 4,
        ..Limits::default()
    };
    let opened = WebSocket::open(request, body.await.unwrap(), &limits).await;
    let (answer, socket) = opened.unwrap();
    (answer.into_body(), socket)
}

/// What is received of bytes that come in these pieces, up to the end.
async fn received<'a>(
    request: &HttpRequest,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<Incoming>, &'static str> {
    let (_answer, mut socket) = socket(request, pieces).await;
    let mut received = Vec::new();
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match socket.poll_receive(&mut context) {
            Poll::Ready(Incoming::Lost) => return Ok(received),
            Poll::Ready(Incoming::Broken(reason)) => return Err(reason),
            Poll::Ready(incoming) => received.push(incoming),
            Poll::Pending => {}
        }
    }
}

async fn read<'a>(
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Vec<Incoming>, &'static str> {
    received(&handshake(), pieces).await
}

fn text(length: usize) -> String {
    "a\u{e9}\u{20ac}\u{1f600}"
        .chars()
        .cycle()
        .take(length)
        .collect()
}

#[actix_web::test]
async fn messages_are_whole_however_the_bytes_are_cut() {
    let texts: Vec<String> = [0, 1, 48, 50, 200, 20_000].map(text).into();
    let mut stream = Vec::new();
    for text in &texts {
        stream.extend(frame(0x81, text.as_bytes()));
    }
    let expected: Vec<Incoming> = texts
        .into_iter()
        .map(|text| Incoming::Frame(text.into()))
        .collect();
    for cut in [1, 2, 3, 7, 13, 4_096, stream.len()] {
        assert_eq!(
            read(stream.chunks(cut)).await.as_ref(),
            Ok(&expected),
            "pieces of {cut}"
        );
    }
}

#[actix_web::test]
async fn control_frames_come_between_fragments() {
    let stream = [
        frame(0x01, b"one "),
        frame(0x89, b"still there?"),
        frame(0x00, b"two "),
        frame(0x8a, b"yes"),
        frame(0x80, b"three"),
        frame(0x02, b"\xff"),
        frame(0x80, b"\xfe"),
        frame(0x88, &1000_u16.to_be_bytes()),
    ]
    .concat();
    let expected = [
        Incoming::Alive,
        Incoming::Alive,
        Incoming::Frame("one two three".into()),
        Incoming::Binary,
    ];
    for cut in [1, 5, stream.len()] {
        assert_eq!(read(stream.chunks(cut)).await.as_deref(), Ok(&expected[..]));
    }
}

#[actix_web::test]
async fn what_breaks_the_protocol_or_a_limit_is_refused() {
    let half = vec![b'x'; 40_000];
    let mut unmasked = frame(0x81, b"x");
    unmasked[1] &= !MASKED;
    for (bytes, broken) in [
        (frame(0x00, b"x"), PROTOCOL),
        ([frame(0x01, b"x"), frame(0x81, b"x")].concat(), PROTOCOL),
        (frame(0x83, b"x"), PROTOCOL),
        (frame(0x8b, b"x"), PROTOCOL),
        (frame(0xc1, b"x"), PROTOCOL),
        (frame(0x09, b"x"), PROTOCOL),
        (frame(0x89, &[b'x'; 126]), PROTOCOL),
        (unmasked, PROTOCOL),
        (frame(0x81, b"\xff"), NOT_UTF8),
        (frame(0x81, &[b'x'; 65_537]), TOO_LARGE),
        ([frame(0x02, &half), frame(0x80, &half)].concat(), TOO_LARGE),
        (
            [frame(0x01, b""), frame(0x00, b"").repeat(4)].concat(),
            TOO_MANY,
        ),
    ] {
        assert_eq!(read([&*bytes]).await, Err(broken), "{:x?}", &bytes[..2]);
        assert_eq!(
            read(bytes.chunks(1)).await,
            Err(broken),
            "{:x?}",
            &bytes[..2]
        );
    }
}

#[actix_web::test]
async fn a_frame_over_the_limit_is_seen_by_its_length() {
    for length in [65_537, 1 << 40, 1 << 62, u64::MAX] {
        let start = [&[0x81, 0xff][..], &u64::to_be_bytes(length)].concat();
        assert_eq!(read([&*start]).await, Err(TOO_LARGE), "{length}");
    }
}

/// Whatever comes is read or refused, the same way however it is cut.
#[actix_web::test]
async fn mangled_bytes_are_read_or_refused() {
    let mut seed = 1_u64;
    let mut random = |end: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    };
    let request = handshake();
    let (mut right, mut wrong) = (0, 0);
    for _ in 0..20_000 {
        let first = [0x81, 0x81, 0x01, 0x80, 0x89, 0x82][random(6)];
        let payload = vec![b'x'; [0, 5, 130][random(3)]];
        let mut bytes = [frame(0x81, b"a"), frame(first, &payload)].concat();
        for _ in 0..random(2) {
            let at = random(bytes.len());
            bytes[at] ^= 1 << random(8);
        }
        bytes.truncate(bytes.len() - random(3));
        let whole = received(&request, [&*bytes]).await;
        let cut = received(&request, bytes.chunks(1 + random(9))).await;
        assert_eq!(whole, cut, "{bytes:x?}");
        match whole {
            Ok(_) => right += 1,
            Err(_) => wrong += 1,
        }
    }
    assert!(
        right > 5_000 && wrong > 2_000,
        "{right} right, {wrong} wrong"
    );
}

/// The bytes that are on their way to the client.
fn sent(answer: &mut BoxBody) -> Option<Bytes> {
    match Pin::new(answer).poll_next(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Some(bytes)) => bytes.ok(),
        _ => None,
    }
}

fn send(socket: &mut WebSocket, frame: &str) -> Poll<()> {
    socket.poll_send(frame, &mut Context::from_waker(Waker::noop()))
}

#[actix_web::test]
async fn a_ping_is_answered_with_what_it_holds() {
    let ping = frame(0x89, b"still there?");
    let (mut answer, mut socket) = socket(&handshake(), [&*ping]).await;
    let mut context = Context::from_waker(Waker::noop());
    while socket.poll_receive(&mut context).is_pending() {}
    assert_eq!(sent(&mut answer).unwrap(), &b"\x8a\x0cstill there?"[..]);
}

/// A client that reads nothing costs a window and a number of short frames; answers to it are dropped, and what may not
/// be dropped waits.
#[actix_web::test]
async fn a_client_that_does_not_read_is_held_back() {
    let (mut answer, mut socket) = socket(&handshake(), [&b""[..]]).await;
    let large = "x".repeat(1_000_000);
    assert!(send(&mut socket, &large).is_ready());
    assert!(send(&mut socket, &large).is_pending(), "the window is full");
    let short = (0..1_000).filter(|_| send(&mut socket, "[\"h\"]").is_ready());
    assert_eq!(short.count(), 31, "and then the library's channel");
    let bytes = sent(&mut answer).unwrap();
    assert_eq!(bytes.len(), 10 + 1_000_000 + 31 * 7);
    assert!(send(&mut socket, &large).is_ready());
}

#[actix_web::test]
async fn the_last_frame_says_why() {
    let (mut answer, socket) = socket(&handshake(), [&b""[..]]).await;
    Box::new(socket).close(Some(CloseCode::TakenOver));
    let close = b"\x88\x1a\x0f\xa1another socket took over";
    assert_eq!(sent(&mut answer).unwrap(), &close[..]);
    assert_eq!(sent(&mut answer), None);
}

/// However full the way to the client is: what was sent before goes first.
#[actix_web::test]
async fn the_last_frame_waits_for_room() {
    let (mut answer, mut socket) = socket(&handshake(), [&b""[..]]).await;
    while send(&mut socket, "[\"h\"]").is_ready() {}
    Box::new(socket).close(Some(CloseCode::Away(Duration::from_millis(5))));
    assert_eq!(sent(&mut answer).unwrap().len(), 32 * 7);
    let mut close = None;
    while close.is_none() {
        tokio::task::yield_now().await;
        close = sent(&mut answer);
    }
    assert_eq!(close.unwrap(), &b"\x88\x03\x0f\xa35"[..]);
}
