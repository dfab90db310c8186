use std::time::Duration;

use djust_actix::Limits;
use serde_json::json;

use crate::client::Got;
use crate::server::Site;

const QUIET: Duration = Duration::from_millis(150);

#[actix_web::test]
async fn i8_a_join_adopts_the_session_that_the_get_mounted() {
    let site = Site::start();
    let mut tab = site.browser().open("/?start=5").await;
    // Version 0, the resume token, no event has run, adopted: and nothing else, no HTML.
    assert_eq!(tab.joined, json!(["j", 0, tab.resume, 0, 0]));
    assert!(tab.joined.to_string().len() <= 200);
    assert!(tab.socket.is_silent(QUIET).await);
    tab.socket.send("[\"e\",1,0,\"increment\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 1, [0, 6]]));
    tab.socket.send("[\"e\",2,1,\"nothing\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["a", 2]));
    assert_eq!(site.log.mounts(), 1);
    assert_eq!(site.djust.sessions().connected, 1);
}

#[actix_web::test]
async fn heartbeats_and_pings_are_answered() {
    let site = Site::start();
    let mut tab = site.browser().open("/").await;
    tab.socket.send("[\"h\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["h"]));
    tab.socket.send("[ \"h\" ]").await;
    assert_eq!(tab.socket.frame().await, json!(["h"]));
    tab.socket.send_raw(0x89, b"x").await;
    assert_eq!(tab.socket.next().await, Got::Pong);
}

#[actix_web::test]
async fn a_lost_socket_comes_back_to_its_session() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket.send("[\"e\",1,0,\"increment\"]").await;
    tab.socket.frame().await;
    drop(tab.socket);
    site.until("parked", |site| site.djust.sessions().parked == 1)
        .await;

    // The patch was lost with the socket: it follows the answer.
    let mut socket = browser.socket("/").await;
    let joined = socket.join(&tab.resume, 0).await;
    assert_eq!(joined, json!(["j", 1, joined[2], 1, 0]));
    assert_ne!(joined[2], tab.resume);
    assert_eq!(socket.frame().await, json!(["p", 1, 1, [0, 1]]));
    // The event that it sends again does not run again.
    socket.send("[\"e\",1,1,\"increment\"]").await;
    assert_eq!(socket.frame().await, json!(["a", 1]));
    assert_eq!((site.log.mounts(), site.log.runs()), (1, 1));
}

#[actix_web::test]
async fn i6_a_pages_token_works_once() {
    let site = Site::start();
    let mut browser = site.browser();
    let page = browser.get("/?start=5").await;
    let mut first = browser.socket("/?start=5").await;
    first.join(&page.token(), 0).await;
    first.send("[\"e\",1,0,\"increment\"]").await;
    first.frame().await;
    let mut second = browser.socket("/?start=5").await;
    let joined = second.join(&page.token(), 0).await;
    assert_eq!(joined[4], 1, "mounted anew: {joined}");
    assert_eq!(second.frame().await, json!(["f", 1, 0, [], [5]]));
    // The first is as it was.
    first.send("[\"e\",2,1,\"increment\"]").await;
    assert_eq!(first.frame().await, json!(["p", 2, 2, [0, 7]]));
}

#[actix_web::test]
async fn i6_a_resume_token_is_spent_once_its_successor_was_used() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    let mut second = browser.socket("/").await;
    let joined = second.join(&tab.resume, 0).await;
    assert_eq!(joined[4], 0);
    assert_eq!(tab.socket.closed().await.0, 4001);
    second.send("[\"e\",1,0,\"increment\"]").await;
    second.frame().await;
    let mut third = browser.socket("/").await;
    assert_eq!(third.join(&tab.resume, 0).await[4], 1, "mounted anew");
    second.send("[\"e\",2,1,\"increment\"]").await;
    assert_eq!(second.frame().await, json!(["p", 2, 2, [0, 2]]));
}

#[actix_web::test]
async fn i6_a_token_of_another_page_browser_or_identity_adopts_nothing() {
    let site = Site::start();
    let mut browser = site.browser().with_cookie("user=ann");
    let page = browser.get("/item/1").await;
    let mut other_browser = site.browser().with_cookie("user=ann");
    other_browser.get("/").await;
    let mut logged_out = browser.clone();
    logged_out.cookies.retain(|cookie| cookie != "user=ann");
    let no_cookie = site.browser();
    let kept = site.djust.sessions().unjoined;
    for (visitor, path, shows) in [
        (&other_browser, "/item/1", "1 ann"),
        (&logged_out, "/item/1", "1 nobody"),
        (&no_cookie, "/item/1", "1 nobody"),
        (&browser, "/item/2", "2 ann"),
        (&browser, "/item/1?x=1", "1 ann"),
        (&browser, "/members/1", "1 ann"),
    ] {
        let mut socket = visitor.socket(path).await;
        let joined = socket.join(&page.token(), 0).await;
        // Members' pages are of the same view, so only the URL tells them apart.
        assert_eq!(joined[4], 1, "{path}");
        assert_eq!(socket.frame().await[4], json!([shows]), "{path}");
    }
    assert_eq!(
        site.djust.sessions().unjoined,
        kept,
        "the session waits as before"
    );
    let mut socket = browser.socket("/item/1").await;
    assert_eq!(
        socket.join(&page.token(), 0).await[4],
        0,
        "its owner still gets it"
    );
}

/// As above for a session that was joined, while it is parked and while it is held.
#[actix_web::test]
async fn i6_a_resume_token_is_of_no_use_with_another_browsers_cookie() {
    let site = Site::start();
    let mut browser = site.browser();
    let mut tab = browser.open("/").await;
    tab.socket.send("[\"e\",1,0,\"add\",{\"amount\":5}]").await;
    assert_eq!(tab.socket.frame().await, json!(["p", 1, 1, [0, 5]]));
    let mut other = site.browser();
    other.get("/").await;
    let strangers = [
        other,
        site.browser(),
        site.browser().with_cookie("djust_browser=x"),
    ];
    for stranger in &strangers {
        let mut socket = stranger.socket("/").await;
        assert_eq!(socket.join(&tab.resume, 1).await[4], 1, "mounted anew");
        assert_eq!(socket.frame().await[4], json!([0]));
    }
    tab.socket.send("[\"k\",1]").await;
    tab.socket.send("[\"h\"]").await;
    assert_eq!(tab.socket.frame().await, json!(["h"]), "nobody took over");
    drop(tab.socket);
    site.until("parked", |site| site.djust.sessions().connected == 0)
        .await;
    for stranger in &strangers {
        let mut socket = stranger.socket("/").await;
        assert_eq!(socket.join(&tab.resume, 1).await[4], 1, "mounted anew");
    }
    let mut socket = browser.socket("/").await;
    let joined = socket.join(&tab.resume, 1).await;
    assert_eq!(
        joined,
        json!(["j", 1, joined[2], 1, 0]),
        "its owner gets it"
    );
}

#[actix_web::test]
async fn i6_a_forged_token_adopts_nothing() {
    let site = Site::start();
    let mut browser = site.browser();
    let token = browser.get("/").await.token();
    let mut forged = token.clone().into_bytes();
    forged[0] = if forged[0] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).expect("ASCII");
    for token in [
        "",
        "x",
        &forged,
        &"A".repeat(48),
        &"A".repeat(10_000),
        "\u{20ac}",
    ] {
        let mut socket = browser.socket("/").await;
        assert_eq!(socket.join(token, 0).await[4], 1, "{token:.60}");
    }
    assert_eq!(site.djust.sessions().unjoined, 1);
}

#[actix_web::test]
async fn a_token_expires() {
    let site = Site::with_limits(Limits {
        join_within: Duration::from_millis(100),
        resume_within: Duration::from_millis(300),
        ..Limits::default()
    });
    let mut browser = site.browser();
    let page = browser.get("/").await;
    let tab = browser.open("/").await;
    drop(tab.socket);
    site.until("both are gone", |site| {
        let counts = site.djust.sessions();
        counts.unjoined + counts.parked + counts.connected == 0
    })
    .await;
    for token in [&page.token(), &tab.resume] {
        let mut socket = browser.socket("/").await;
        assert_eq!(socket.join(token, 0).await[4], 1);
    }
}

#[actix_web::test]
async fn a_client_with_another_skeleton_gets_the_new_ones_url() {
    let site = Site::start();
    let mut browser = site.browser();
    let page = browser.get("/?start=3").await;
    let mut socket = browser.socket("/?start=3").await;
    socket
        .send(&format!("[\"j\",2,\"{}\",0,\"older\"]", page.token()))
        .await;
    let joined = socket.frame().await;
    assert_eq!(joined[5]["s"], page.data()["s"]);
    assert_eq!(socket.frame().await, json!(["f", 1, 0, [], [3]]));
}

#[actix_web::test]
async fn a_client_of_another_protocol_loads_the_page() {
    let site = Site::start();
    let mut socket = site.browser().socket("/").await;
    socket.send("[\"j\",99,\"\",0,\"\"]").await;
    assert_eq!(socket.closed().await.0, 4004);
}

#[actix_web::test]
async fn a_halt_on_the_socket_navigates_or_ends_the_view() {
    let site = Site::start();
    let browser = site.browser();
    let mut socket = browser.socket("/?start=302").await;
    socket.send_join("", 0).await;
    assert_eq!(socket.frame().await, json!(["n", "/elsewhere"]));
    assert!(
        socket.is_silent(QUIET).await,
        "a close would make the client load this page"
    );
    drop(socket);
    for halt in [403, 404, 500, 501] {
        let mut socket = browser.socket(&format!("/?start={halt}")).await;
        socket.send_join("", 0).await;
        assert_eq!(socket.closed().await.0, 4004, "{halt}");
    }
    let mut stranger = browser.socket("/members/1").await;
    stranger.send_join("", 0).await;
    assert_eq!(
        stranger.frame().await,
        json!(["n", "/login"]),
        "S4: the hook holds for the socket too"
    );
    drop(stranger);
    site.until("nothing is kept", |site| {
        site.djust.sessions().connected == 0
    })
    .await;
}

#[actix_web::test]
async fn what_differs_from_the_default_is_told() {
    let site = Site::with_limits(Limits {
        heartbeat: Duration::from_secs(5),
        message_bytes: 1_000,
        ..Limits::default()
    });
    let tab = site.browser().open("/").await;
    assert_eq!(tab.joined[5], json!({"h": 5_000, "m": 1_000}));
}

#[actix_web::test]
async fn s35_log_out_ends_the_identitys_pages() {
    let site = Site::start();
    let mut ann = site.browser().with_cookie("user=ann").open("/item/1").await;
    let mut bob = site.browser().with_cookie("user=bob").open("/item/1").await;
    let waiting = site.browser().with_cookie("user=ann").get("/item/1").await;
    assert_eq!(waiting.status, 200);
    site.djust.disconnect("ann");
    assert_eq!(ann.socket.closed().await.0, 4004);
    bob.socket.send("[\"h\"]").await;
    assert_eq!(bob.socket.frame().await, json!(["h"]));
    site.until("ann's are gone", |site| {
        let counts = site.djust.sessions();
        (counts.connected, counts.unjoined, counts.parked) == (1, 0, 0)
    })
    .await;
}
