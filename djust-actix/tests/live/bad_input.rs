use std::time::Duration;

use djust_actix::Limits;
use serde_json::json;

use crate::client::{Got, frame};
use crate::server::Site;

#[actix_web::test]
async fn s3_a_socket_of_a_foreign_origin_is_refused_before_it_opens() {
    let site = Site::start();
    let mut browser = site.browser();
    browser.get("/").await;
    let port = site.address.port();
    for origin in [
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: http://127.0.0.1:{}\r\n", port ^ 1),
        format!("Origin: http://sub.127.0.0.1:{port}\r\n"),
        format!("Origin: http://127.0.0.1:{port}.evil.example\r\n"),
        String::new(),
    ] {
        assert_eq!(
            browser.try_socket("/", &origin).await.unwrap_err(),
            403,
            "{origin}"
        );
    }
    assert_eq!(site.log.mounts(), 1);
}

#[actix_web::test]
async fn listed_origins_replace_the_host() {
    let site = Site::with(|builder| builder.origins(["https://app.example"]));
    let browser = site.browser();
    assert!(
        browser
            .try_socket("/", "Origin: https://app.example\r\n")
            .await
            .is_ok()
    );
    let own = format!("Origin: http://{}\r\n", site.address);
    assert_eq!(browser.try_socket("/", &own).await.unwrap_err(), 403);
}

#[actix_web::test]
async fn i6_frames_that_make_no_sense_are_refused_and_change_nothing() {
    let site = Site::start();
    let mut other = site.browser().open("/?start=1").await;
    let mut tab = site.browser().open("/").await;
    let deep = format!(
        "[\"e\",1,0,\"add\",{}{}]",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let long_name = format!("[\"e\",1,0,\"{}\"]", "x".repeat(5_000));
    let garbage = [
        "",
        "x",
        "{}",
        "[]",
        "[1]",
        "null",
        "[\"z\"]",
        "[\"e\"]",
        "[\"e\",\"1\",0,\"increment\"]",
        "[\"e\",1,0,7]",
        "[\"e\",1.5,0,\"increment\"]",
        "[\"e\",-1,0,\"increment\"]",
        "[\"e\",1,0,\"increment\",5]",
        "[\"k\",99]",
        "[\"r\",0,[-1]]",
        "[\"r\",0,\"x\"]",
        "[\"j\",2,\"\",0,\"\"]",
        "{\"type\":\"mount\",\"view\":\"os.system\"}",
        &deep,
        &long_name,
    ];
    for frame in garbage {
        tab.socket.send(frame).await;
        let refusal = tab.socket.frame().await;
        assert_eq!(
            (&refusal[0], &refusal[2]),
            (&json!("x"), &json!("bad_frame")),
            "{frame:.60}: {refusal}"
        );
    }
    tab.socket.send_raw(0x82, b"binary").await;
    assert_eq!(tab.socket.frame().await[2], "binary");

    tab.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 1, [0, 1]]));
    other.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(other.socket.frame().await, json!(["p", 1, 1, [0, 2]]));
}

#[actix_web::test]
async fn refused_events_say_why() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    let events = [
        ("\"render\"", "unknown_event"),
        ("\"__init__\"", "unknown_event"),
        ("\"a.b\"", "unknown_event"),
        ("\"add\"", "missing_param"),
        ("\"add\",{\"amount\":\"1e9\"}", "bad_param"),
        ("\"add\",{\"amount\":\"999 OR 1=1\"}", "bad_param"),
        ("\"add\",{\"amount\":99999999999999999999}", "bad_param"),
        ("\"add\",{\"amount\":null}", "missing_param"),
        ("\"add\",{\"amount\":[[1]]}", "bad_param"),
        ("\"add\",{\"amount\":1},1", "unknown_component"),
        ("\"increment\",{},4294967295", "unknown_component"),
    ];
    for (index, (event, code)) in events.into_iter().enumerate() {
        let frame = format!("[\"e\",{},0,{event}]", index + 1);
        tab.socket.send(&frame).await;
        let refusal = tab.socket.frame().await;
        assert_eq!(
            (&refusal[0], &refusal[2]),
            (&json!("x"), &json!(code)),
            "{event}: {refusal}"
        );
    }
}

/// A client may be wrong about what is on its page: it gets the nearest region that is there.
#[actix_web::test]
async fn i6_an_unknown_slot_is_answered_with_the_page() {
    let site = Site::start();
    let mut tab = site.browser().open("/?start=5").await;
    for path in ["[1]", "[4294967295]", "[1,2,3]", "[0,0]"] {
        tab.socket.send(&format!("[\"r\",0,{path}]")).await;
        let frame = tab.socket.frame().await;
        let (at, values) = (&frame[3], &frame[4]);
        let page = (at, values) == (&json!([]), &json!([5]));
        let slot = (at, values) == (&json!([0]), &json!(5));
        assert!(page || slot, "{path}: {frame}");
    }
    for path in ["[-1]", "[1.5]", "[4294967296]", "[\"0\"]", "{}"] {
        tab.socket.send(&format!("[\"r\",0,{path}]")).await;
        assert_eq!(tab.socket.frame().await[2], "bad_frame", "{path}");
    }
    // A component that is not there.
    tab.socket.send("[\"r\",0,[],9]").await;
    tab.socket.send("[\"e\",1,0,\"increment\"]").await;
    let patch = json!(["p", 1, 1, [0, 6]]);
    while tab.socket.frame().await != patch {}
    assert_eq!(site.log.mounts(), 1);
}

#[actix_web::test]
async fn a_hundred_bad_frames_are_survived_and_no_flood_of_them() {
    let site = Site::with_limits(Limits {
        messages_per_second: 10_000,
        message_burst: 1_000,
        ..Limits::default()
    });
    let mut tab = site.browser().open("/").await;
    for _ in 0..100 {
        tab.socket.send("garbage").await;
        assert_eq!(tab.socket.frame().await[2], "bad_frame");
    }
    tab.socket.send("[\"h\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["h"]));
    for _ in 0..20 {
        tab.socket.send("garbage").await;
    }
    assert_eq!(tab.socket.closed().await.0, 4400);
}

#[actix_web::test]
async fn before_the_join_nothing_else_is_heard() {
    let site = Site::start();
    let mut socket = site.browser().socket("/").await;
    for frame in ["[\"e\",1,0,\"increment\"]", "[\"k\",0]", "[\"r\",0,[]]"] {
        socket.send(frame).await;
        assert_eq!(socket.frame().await[2], "not_joined");
    }
    socket.send("x").await;
    assert_eq!(socket.frame().await[2], "bad_frame");
    assert_eq!((site.log.mounts(), site.log.runs()), (0, 0));
    assert_eq!(socket.join("", 0).await[4], 1);
}

#[actix_web::test]
async fn a_socket_without_a_join_is_closed() {
    let site = Site::with_limits(Limits {
        handshake: Duration::from_millis(100),
        ..Limits::default()
    });
    let mut socket = site.browser().socket("/").await;
    socket.send("[\"h\"]").await;
    assert_eq!(socket.closed().await, (4400, "no join came".to_owned()));
}

#[actix_web::test]
async fn s28_messages_over_the_limit_close_the_socket() {
    let site = Site::start();
    let just = |length: usize| {
        format!(
            "[\"e\",1,0,\"nothing\",{{\"x\":\"{}\"}}]",
            "x".repeat(length - 31)
        )
    };
    let mut tab = site.browser().open("/").await;
    assert_eq!(
        just(100).len(),
        100 - 31 + "[\"e\",1,0,\"nothing\",{\"x\":\"\"}]".len()
    );
    let fixed = "[\"e\",1,0,\"nothing\",{\"x\":\"\"}]".len();
    let largest = format!(
        "[\"e\",1,0,\"nothing\",{{\"x\":\"{}\"}}]",
        "x".repeat(65_536 - fixed)
    );
    tab.socket.send(&largest).await;
    assert_eq!(tab.socket.frame().await, json!(["a", 1]));
    for larger in [
        format!("{largest} "),
        "\u{1f600}".repeat(16_385),
        "x".repeat(1 << 20),
    ] {
        let mut tab = site.browser().open("/").await;
        tab.socket.send(&larger).await;
        assert_eq!(tab.socket.closed().await.0, 4400, "{} bytes", larger.len());
    }
    let mut tab = site.browser().open("/").await;
    // A frame that claims to be of 2^62 bytes.
    tab.socket
        .send_bytes(&[0x81, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        .await;
    assert_eq!(tab.socket.closed().await.0, 4400);
}

#[actix_web::test]
async fn fragments_are_put_together_within_bounds() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    let event = b"[\"e\",1,0,\"increment\"]";
    tab.socket.send_raw(0x01, &event[..1]).await;
    for byte in &event[1..event.len() - 1] {
        tab.socket.send_raw(0x00, &[*byte]).await;
        tab.socket.send_raw(0x89, b"").await;
        assert_eq!(
            tab.socket.next().await,
            Got::Pong,
            "a ping between fragments"
        );
    }
    tab.socket.send_raw(0x80, &event[event.len() - 1..]).await;
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 1, [0, 1]]));

    for (first, piece) in [(0x01, &b""[..]), (0x01, b"x"), (0x02, b""), (0x02, b"x")] {
        let mut tab = site.browser().open("/").await;
        tab.socket.send_raw(first, piece).await;
        let flood = frame(0x00, piece).repeat(2_000);
        tab.socket.send_bytes(&flood).await;
        assert_eq!(
            tab.socket.closed().await.0,
            4400,
            "endless fragments of {} bytes",
            piece.len()
        );
    }
    let mut tab = site.browser().open("/").await;
    tab.socket.send_raw(0x01, &[b'x'; 60_000]).await;
    tab.socket.send_raw(0x80, &[b'x'; 60_000]).await;
    assert_eq!(
        tab.socket.closed().await.0,
        4400,
        "too much in two fragments"
    );
}

#[actix_web::test]
async fn text_that_is_not_utf8_closes_the_socket() {
    let site = Site::start();
    for pieces in [
        &[(0x81, &b"\xff\xfe"[..])][..],
        &[(0x01, b"\xc3"), (0x80, b"\x28")],
    ] {
        let mut tab = site.browser().open("/").await;
        for (first, payload) in pieces {
            tab.socket.send_raw(*first, payload).await;
        }
        assert_eq!(tab.socket.closed().await.0, 4400);
    }
    let mut tab = site.browser().open("/").await;
    tab.socket
        .send_raw(0x00, b"a continuation of nothing")
        .await;
    assert_eq!(tab.socket.closed().await.0, 4400);
    site.until("none is connected", |site| {
        site.djust.sessions().connected == 0
    })
    .await;
}

#[actix_web::test]
async fn a_flood_of_events_is_read_no_faster_than_the_limit() {
    let site = Site::with_limits(Limits {
        messages_per_second: 50,
        message_burst: 10,
        ..Limits::default()
    });
    let mut other = site.browser().open("/").await;
    let mut tab = site.browser().open("/").await;
    let started = std::time::Instant::now();
    for reference in 1..=60 {
        tab.socket
            .send(&format!("[\"e\",{reference},0,\"nothing\"]"))
            .await;
    }
    other.socket.send("[\"h\"]").await;
    assert_eq!(
        other.socket.frame().await,
        json!(["h"]),
        "the others are served meanwhile"
    );
    loop {
        let answer = tab.socket.frame().await;
        assert_eq!(answer[0], "a");
        if answer[1] == 60 {
            break;
        }
    }
    // 60 events and a join, less a burst of 10, at 50 a second.
    assert!(
        started.elapsed() > Duration::from_millis(900),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(site.log.runs(), 60, "none is lost");
}

/// A client that goes away right behind its last message is heard to the end, even if it was too fast.
#[actix_web::test]
async fn what_a_lost_client_sent_too_fast_still_runs() {
    let site = Site::with_limits(Limits {
        messages_per_second: 50,
        message_burst: 10,
        ..Limits::default()
    });
    let mut tab = site.browser().open("/").await;
    let events = (1..=20).map(|reference| format!("[\"e\",{reference},0,\"nothing\"]"));
    let frames: Vec<u8> = events
        .flat_map(|event| frame(0x81, event.as_bytes()))
        .collect();
    tab.socket.send_bytes(&frames).await;
    assert_eq!(tab.socket.frame().await[0], "a");
    drop(tab);
    site.until("all ran", |site| site.log.runs() == 20).await;
}
