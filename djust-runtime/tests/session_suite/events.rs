//! Events, their answers and the sizes of both.

use djust_runtime::session::{MountRequest, Refused, Session};
use djust_runtime::test::{TestClient, block_on};
use serde_json::json;

use crate::board::{Board, board, page, ran, request};

#[test]
fn adoption_sends_only_the_answer_to_the_join() {
    let (client, ledger) = board();
    assert_eq!(client.told.frames, [r#"["j",0,"t1",0,0]"#]);
    assert_eq!(client.html(), page(0, "", &[]));
    assert_eq!(ran(&ledger), ["mount"], "mount runs once");
}

#[test]
fn an_event_runs_and_its_change_comes_back() {
    let (mut client, _) = board();
    client
        .event("inc", json!({}))
        .event("add", json!({"text": "a<b"}));
    assert_eq!(client.html(), page(1, "", &["a&#60;b"]));
    assert_eq!(client.told.frames[1], r#"["p",1,1,[0,1]]"#);
    assert_eq!(client.told.answered, [1, 2]);
}

#[test]
fn an_event_that_changes_nothing_is_acknowledged() {
    let (mut client, _) = board();
    client.event("nothing", json!({}));
    assert_eq!(client.told.frames[1], r#"["a",1]"#);
    assert_eq!(client.version(), 0);
}

#[test]
fn queued_events_run_in_order_before_one_render() {
    let (mut client, ledger) = board();
    for text in ["a", "b", "c"] {
        client.send("log", json!({"text": text}));
    }
    client.settle();
    assert_eq!(ran(&ledger), ["mount", "a", "b", "c"]);
    assert_eq!(client.told.frames[1..], [r#"["p",1,3,[1,"c"]]"#]);
}

#[test]
fn ev38_an_unknown_event_is_refused_and_changes_nothing() {
    let (mut client, _) = board();
    client
        .event("mount", json!({}))
        .event("nope", json!({}))
        .event("inc", json!({}));
    let codes: Vec<&str> = client.told.refused.iter().map(|r| &*r.1).collect();
    assert_eq!(codes, ["unknown_event", "unknown_event"], "PA-29");
    assert_eq!(client.html(), page(1, "", &[]));
    assert_eq!(client.told.answered, [1, 2, 3]);
}

#[test]
fn pa16_a_refused_parameter_is_named_and_the_handler_does_not_run() {
    let (mut client, ledger) = board();
    client
        .event("add", json!({"text": {"a": 1}}))
        .event("add", json!({}));
    let (reference, code, message) = &client.told.refused[0];
    assert_eq!((*reference, &**code), (1, "bad_param"));
    assert_eq!(message, "parameter `text`: expected text, found an object");
    assert_eq!(client.told.refused[1].1, "missing_param");
    assert_eq!(client.html(), page(0, "", &[]));
    assert_eq!(client.told.frames.len(), 3, "a refusal is the only answer");
    assert_eq!(ran(&ledger), ["mount"]);
}

#[test]
fn a_handler_that_refuses_says_why_and_keeps_what_it_did() {
    let (mut client, _) = board();
    client.event("refuse", json!({}));
    assert_eq!(
        client.told.refused,
        [(1, "failed".into(), "not today".into())]
    );
    assert_eq!(client.html(), page(100, "", &[]));
    assert_eq!(client.told.answered, [1]);
}

#[test]
fn what_a_refused_event_changed_comes_before_its_refusal() {
    let (mut client, _) = board();
    client
        .send("inc", json!({}))
        .send("refuse", json!({}))
        .send("inc", json!({}))
        .settle();
    let frames = &client.told.frames[client.told.frames.len() - 3..];
    let expected = [
        // In answer to the first, and to no other.
        r#"["p",1,1,[0,101]]"#,
        r#"["x",2,"failed","not today"]"#,
        r#"["p",2,3,[0,102]]"#,
    ];
    assert_eq!(frames, expected);
    assert_eq!(client.told.answered, [1, 2, 3]);
}

#[test]
fn async_handlers_run_to_their_end() {
    let (mut client, _) = board();
    client
        .event("slow", json!({"by": 2}))
        .event("block", json!({}));
    assert_eq!(client.html(), page(21, "", &[]));
}

#[test]
fn mount_takes_the_query_and_may_halt() {
    let mount = |query: &str| TestClient::mount::<Board>(request(query).0);
    assert_eq!(mount("start=5").unwrap().html(), page(5, "", &[]));
    for (query, status) in [
        ("start=-1", 404),
        ("start=x", 400),
        ("start=-2", 500),
        ("start=-3", 302),
    ] {
        assert_eq!(mount(query).unwrap_err().status(), status, "{query}");
    }
}

#[test]
fn hooks_run_first_and_can_halt() {
    let (mut halted, ledger) = request("");
    halted.app = halted.app.with_hook(std::sync::Arc::new(|cx| {
        Box::pin(async move {
            match cx.identity() {
                Some(_) => Ok(()),
                None => Err(djust_runtime::halt::Halt::redirect("/login")),
            }
        })
    }));
    let mut known = halted.clone();
    known.connect.identity = Some("ann".into());
    assert_eq!(
        TestClient::mount::<Board>(halted).unwrap_err().status(),
        302
    );
    assert!(ran(&ledger).is_empty(), "nothing was mounted");
    assert!(TestClient::mount::<Board>(known).is_ok());
}

#[test]
fn i6_what_makes_no_sense_leaves_the_session_as_it_was() {
    let (mut client, ledger) = board();
    client.event("inc", json!({}));
    for frame in [
        "",
        "[]",
        "{}",
        "[\"e\"]",
        "[\"e\",0,0,\"inc\"]",
        "[\"e\",2,0,5]",
        "[\"e\",2,0,\"inc\",[1]]",
        "[\"x\",1]",
        "[\"k\",-1]",
        "\u{0}",
    ] {
        assert!(
            matches!(client.send_frame(frame), Err(Refused::Frame(_))),
            "{frame}"
        );
    }
    let deep = format!(
        "[\"e\",2,0,\"inc\",{}1{}]",
        "{\"a\":".repeat(999),
        "}".repeat(999)
    );
    let long = format!("[\"e\",2,0,\"inc\",{{\"a\":\"{}\"}}]", "x".repeat(65_536));
    assert!(matches!(client.send_frame(&deep), Err(Refused::Frame(_))));
    assert!(matches!(client.send_frame(&long), Err(Refused::Frame(_))));
    assert_eq!(client.send_frame("[\"k\",9]"), Err(Refused::Version));
    assert_eq!(
        client.send_frame("[\"e\",2,9,\"inc\"]"),
        Err(Refused::Version)
    );
    assert_eq!(
        client.send_frame("[\"j\",1,\"t\",0,\"d\"]"),
        Err(Refused::Join)
    );
    client.settle();
    assert_eq!(ran(&ledger), ["mount", "inc 1"]);
    client.event("inc", json!({}));
    assert_eq!(client.html(), page(2, "", &[]));
}

#[test]
fn a_heartbeat_is_answered() {
    let (mut client, _) = board();
    client.send_frame("[\"h\"]").unwrap();
    client.read();
    assert_eq!(client.told.frames.last().unwrap(), "[\"h\"]");
}

#[test]
fn a_resync_sends_the_region_that_was_asked_for() {
    let (mut client, _) = board();
    client
        .event("add", json!({"text": "a"}))
        .event("add", json!({"text": "b"}));
    for (path, answer) in [
        ("[]", r#"["f",2,2,[],[0,"",[["a"],["b"]]]]"#),
        ("[2,1]", r#"["f",2,2,[2,1],["b"]]"#),
        ("[2,7]", r#"["f",2,2,[2],[["a"],["b"]]]"#),
        ("[0]", r#"["f",2,2,[0],0]"#),
    ] {
        client.send_frame(&format!("[\"r\",2,{path}]")).unwrap();
        client.settle();
        assert_eq!(client.told.frames.last().unwrap(), answer, "{path}");
        assert_eq!(client.html(), client.server_html());
    }
}

/// The path is one of the client's page: what happened meanwhile must not lead it elsewhere.
#[test]
fn a_resync_is_answered_with_the_page_that_the_client_has() {
    let (mut client, _) = board();
    client.event("add", json!({"text": "a"}));
    client.send("add", json!({"text": "b"}));
    client.send_frame("[\"r\",1,[2]]").unwrap();
    client.settle();
    let [.., region, patch] = &client.told.frames[..] else {
        panic!("two frames: {:?}", client.told.frames);
    };
    assert_eq!(region, r#"["f",1,1,[2],[["a"]]]"#);
    assert!(patch.starts_with("[\"p\",2,2,"), "{patch}");
    assert_eq!(client.html(), client.server_html());
}

#[test]
fn a_session_is_send_between_its_runs() {
    fn send<T: Send>(_: &T) {}
    let session = block_on(Session::mount::<Board>(MountRequest::default())).unwrap();
    send(&session);
    assert!(session.bytes() > size_of::<Board>());
}
