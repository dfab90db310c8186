//! Views whose URL is part of their state, driven without a server.
#![allow(missing_docs, clippy::trivially_copy_pass_by_ref)]

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context as Polled, Poll};

use djust_macros::live_view;
use djust_runtime::app::App;
use djust_runtime::context::{Connect, Context};
use djust_runtime::event::EventError;
use djust_runtime::halt::Halt;
use djust_runtime::navigation::{Patch, Routes};
use djust_runtime::param::UrlParams;
use djust_runtime::session::{History, Leaving, MountRequest};
use djust_runtime::test::TestClient;
use serde_json::json;

/// What was called, in order.
type Log = Arc<Mutex<Vec<String>>>;

#[live_view(source = "<p>{{ list }} {{ page }} {{ sort }}</p>")]
struct Items {
    list: String,
    page: u32,
    sort: String,
}

#[live_view]
impl Items {
    fn mount(cx: &mut Context, list: String) -> Self {
        note(cx, format!("mount {list} at {}", cx.url()));
        Self {
            list,
            page: 0,
            sort: String::new(),
        }
    }

    async fn handle_params(
        &mut self,
        cx: &mut Context,
        list: String,
        #[default(1)] page: u32,
        sort: Option<String>,
    ) -> Result<(), EventError> {
        Yield(false).await;
        note(cx, format!("params {list} {page} at {}", cx.url()));
        (self.list, self.page, self.sort) = (list, page, sort.unwrap_or_default());
        match page {
            13 => return Err(EventError::failed("no such page")),
            14 => panic!("there is no page 14"),
            15 => cx.live_patch(Patch::keep().set("page", 16).replace()),
            17 => cx.live_patch(Patch::keep().set("page", 18)),
            18 => cx.live_patch(Patch::keep().set("page", 17)),
            _ => {}
        }
        Ok(())
    }

    #[event_handler]
    fn turn(&mut self, cx: &mut Context, page: u32) {
        note(cx, format!("turn {page}"));
        cx.live_patch(Patch::query([("page", page)]));
    }

    #[event_handler]
    fn to(&mut self, cx: &mut Context, url: String) {
        cx.live_patch(url);
    }

    #[event_handler]
    fn twice(&mut self, cx: &mut Context) {
        cx.live_redirect("/elsewhere");
        cx.live_patch(Patch::clear().path("/lists/b").replace());
    }

    #[event_handler]
    fn refuse(&mut self, cx: &mut Context) -> Result<(), EventError> {
        cx.live_patch("?page=5");
        Err(EventError::failed("not today"))
    }

    #[event_handler]
    fn later(&mut self, cx: &mut Context) {
        cx.spawn(async {}, |_: &mut Self, cx, ()| cx.live_patch("?page=7"));
    }

    #[event_handler]
    fn away(&mut self, cx: &mut Context, url: String) {
        cx.live_redirect(url);
    }

    #[event_handler]
    fn boom(&mut self) {
        panic!("boom");
    }
}

/// Waits once.
struct Yield(bool);

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, polled: &mut Polled<'_>) -> Poll<()> {
        polled.waker().wake_by_ref();
        if std::mem::replace(&mut self.0, true) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }
}

/// Lists have URLs of their own, and another view follows at `/item`.
#[derive(Debug)]
struct Lists;

impl Routes for Lists {
    fn params(&self, url: &str) -> Option<UrlParams> {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let list = path.strip_prefix("/lists/")?;
        Some(UrlParams {
            captures: vec![("list".to_owned(), list.to_owned())],
            query: query.to_owned(),
        })
    }

    fn leads_to(&self, url: &str) -> bool {
        url.starts_with("/item") || url.starts_with("/lists/")
    }
}

fn note(cx: &Context, what: String) {
    let log = cx.data::<Log>().expect("the log");
    log.lock().expect("the log").push(what);
}

fn request(url: &str) -> (MountRequest, Log) {
    let log = Log::default();
    let request = MountRequest {
        app: App::new().with_data(Arc::clone(&log)),
        connect: Connect::new(url),
        params: Lists.params(url).expect("a list"),
        routes: Some(Arc::new(Lists)),
    };
    (request, log)
}

/// A list that is shown, and what is called from here on.
fn items(url: &str) -> (TestClient, Log) {
    let (request, log) = request(url);
    let client = TestClient::mount::<Items>(request).expect("a view");
    log.lock().expect("the log").clear();
    (client, log)
}

fn take(log: &Log) -> Vec<String> {
    std::mem::take(&mut log.lock().expect("the log"))
}

#[test]
fn nv08_mount_comes_before_handle_params_and_that_before_the_render() {
    let (request, log) = request("/lists/a?page=3");
    let client = TestClient::mount::<Items>(request).expect("a view");
    assert_eq!(
        take(&log),
        [
            "mount a at /lists/a?page=3",
            "params a 3 at /lists/a?page=3"
        ]
    );
    assert_eq!(client.html(), "<p>a 3 </p>");
}

#[test]
fn nv04_g19_a_patch_calls_handle_params_once_with_the_new_parameters_and_url() {
    let (mut client, log) = items("/lists/a?sort=name");
    client.event("turn", json!({ "page": 2 }));
    assert_eq!(take(&log), ["turn 2", "params a 2 at /lists/a?page=2"]);
    assert_eq!(client.html(), "<p>a 2 </p>");
    assert_eq!(client.session.url(), "/lists/a?page=2");
    assert_eq!(client.told.moved, [("/lists/a?page=2".to_owned(), 1)]);
    let down = &client.told.frames[client.told.frames.len() - 2..];
    assert_eq!(
        down,
        [r#"["n","/lists/a?page=2",1]"#, r#"["p",1,1,[1,2,2,""]]"#],
        "the move comes before the version that confirms it"
    );
}

#[test]
fn nv03_a_patch_of_the_path_may_replace_and_the_last_call_counts() {
    let (mut client, log) = items("/lists/a?sort=name");
    client.event("twice", json!({}));
    assert_eq!(take(&log), ["params b 1 at /lists/b"]);
    assert_eq!(client.told.moved, [("/lists/b".to_owned(), 2)]);
    assert_eq!(client.told.navigated, None);
    client.event("to", json!({ "url": "" }));
    client.event("to", json!({ "url": "#end" }));
    let moved = [("/lists/b".to_owned(), 2), ("/lists/b#end".to_owned(), 1)];
    assert_eq!(
        client.told.moved[1..],
        moved,
        "the same URL is no new entry"
    );
    assert_eq!(client.session.url(), "/lists/b");
}

#[test]
fn a_patch_to_what_is_no_url_of_the_view_is_an_error_that_says_so() {
    for (url, said) in [
        ("/item/4", "is no URL of `Items`"),
        ("//evil.example", "is no path of this site"),
        ("https://evil.example/", "`redirect` leads elsewhere"),
    ] {
        let (mut client, log) = items("/lists/a");
        client.event("to", json!({ "url": url }));
        let [(1, code, message)] = &client.told.refused[..] else {
            panic!("{:?}", client.told.refused);
        };
        assert_eq!(code, "bad_url");
        assert!(message.contains(said), "{message}");
        assert!(client.told.moved.is_empty() && take(&log).is_empty());
        assert_eq!(client.session.url(), "/lists/a");
    }
}

#[test]
fn an_event_that_is_refused_goes_nowhere() {
    let (mut client, log) = items("/lists/a");
    client.event("refuse", json!({}));
    client.event("turn", json!({ "page": 2 }));
    assert_eq!(take(&log), ["turn 2", "params a 2 at /lists/a?page=2"]);
    assert_eq!(client.told.refused.len(), 1);
}

#[test]
fn background_work_can_patch() {
    let (mut client, log) = items("/lists/a");
    client.event("later", json!({}));
    assert_eq!(take(&log), ["params a 7 at /lists/a?page=7"]);
    assert_eq!(client.html(), "<p>a 7 </p>");
}

#[test]
fn nv09_a_client_asks_for_a_url_of_the_view() {
    let (mut client, log) = items("/lists/a");
    client.go("/lists/b?page=4&sort=x");
    assert_eq!(take(&log), ["params b 4 at /lists/b?page=4&sort=x"]);
    assert_eq!(client.html(), "<p>b 4 x</p>");
    assert_eq!(client.told.answered, [1]);
    client.go("/item/4");
    let (2, code, _) = &client.told.refused[0] else {
        panic!("{:?}", client.told.refused);
    };
    assert_eq!(code, "bad_url");
    client.go("/lists/b?page=x");
    assert_eq!(client.told.refused[1].1, "bad_param");
    assert_eq!(client.session.url(), "/lists/b?page=4&sort=x");
}

#[test]
fn a_view_that_refuses_a_url_stays_where_it_was() {
    let (mut client, _) = items("/lists/a?page=2");
    client.go("/lists/a?page=13");
    assert_eq!(client.told.refused[0].2, "no such page");
    assert_eq!(client.session.url(), "/lists/a?page=2");
    assert!(client.told.moved.is_empty());
    // A panic costs the view, which is mounted anew where it was.
    client.go("/lists/a?page=14");
    assert_eq!(client.told.refused[1].1, "failed");
    assert_eq!(client.html(), "<p>a 2 </p>");
    assert_eq!(client.session.url(), "/lists/a?page=2");
}

#[test]
fn handle_params_may_patch_in_its_turn_but_not_without_end() {
    let (mut client, log) = items("/lists/a");
    client.go("/lists/a?page=15");
    assert_eq!(
        client.told.moved,
        [
            ("/lists/a?page=15".to_owned(), 1),
            ("/lists/a?page=16".to_owned(), 2)
        ]
    );
    assert_eq!(client.html(), "<p>a 16 </p>");
    take(&log);
    client.go("/lists/a?page=17");
    assert_eq!(take(&log).len(), 9);
    assert!(client.told.refused[0].2.contains("again and again"));
}

#[test]
fn a_patch_in_a_mount_is_a_redirect() {
    let (request, _) = request("/lists/a?page=15");
    let halted = TestClient::get::<Items>(request).expect_err("it goes elsewhere");
    assert_eq!(halted, Halt::Redirect("/lists/a?page=16".to_owned()));
}

#[test]
fn a_run_that_was_dropped_in_handle_params_leaves_the_url() {
    let (mut client, _) = items("/lists/a?page=2");
    client
        .send_frame(r#"["v",1,0,"/lists/b",1]"#)
        .expect("a frame");
    client.interrupt().settle();
    assert_eq!(client.session.url(), "/lists/a?page=2");
    assert_eq!(client.html(), "<p>a 2 </p>");
}

#[test]
fn nv07_a_view_is_mounted_anew_at_the_url_that_it_is_at() {
    let (mut client, log) = items("/lists/a");
    client.go("/lists/b?page=6");
    take(&log);
    client.event("boom", json!({}));
    assert_eq!(
        take(&log),
        [
            "mount b at /lists/b?page=6",
            "params b 6 at /lists/b?page=6"
        ]
    );
    assert_eq!(client.html(), "<p>b 6 </p>");
}

#[test]
fn a_move_is_told_again_after_a_cut_and_until_then_both_urls_are_the_clients() {
    let (mut client, _) = items("/lists/a");
    let before = |client: &TestClient| -> Vec<String> {
        client.session.urls_before().map(str::to_owned).collect()
    };
    client.send("turn", json!({ "page": 2 })).run();
    client.send("turn", json!({ "page": 3 })).run();
    assert_eq!(before(&client), ["/lists/a", "/lists/a?page=2"]);
    client.cut(4).join().settle();
    assert_eq!(
        client.told.moved,
        [
            ("/lists/a?page=2".to_owned(), 1),
            ("/lists/a?page=3".to_owned(), 1)
        ]
    );
    assert_eq!(client.html(), "<p>a 3 </p>");
    assert!(before(&client).is_empty());
}

#[test]
fn a_session_leaves_for_views_that_may_follow_and_has_the_others_loaded() {
    let (mut client, _) = items("/lists/a");
    client.event("away", json!({ "url": "/item/4#x" }));
    let leaving = Leaving {
        url: "/item/4".to_owned(),
        fragment: "#x".to_owned(),
        history: History::Push,
    };
    assert_eq!(client.session.leaving(), Some(&leaving));
    client.session.stay();
    client.event("away", json!({ "url": "/login" }));
    assert_eq!(client.told.navigated.as_deref(), Some("/login"));
    client.leave("/lists/a?page=3");
    let leaving = client.session.leaving().expect("it leaves");
    assert_eq!(
        leaving.url, "/lists/a?page=3",
        "the same view, mounted anew"
    );
}

#[live_view(
    source = r#"<a href="{{ Item::path(shop, 7) }}">{{ id }}</a>"#,
    path = r"/shop/{shop}/items/{id:\d+}/"
)]
struct Item {
    shop: String,
    id: u32,
}

#[live_view]
impl Item {
    fn mount(shop: String, id: u32) -> Self {
        Self { shop, id }
    }
}

#[live_view(source = "<p>{{ tail }}</p>", path = "/files/{tail:.*}")]
struct Files {
    tail: String,
}

#[live_view]
impl Files {
    fn mount(tail: String) -> Self {
        Self { tail }
    }
}

#[test]
fn urls_of_views_are_written_by_their_path() {
    assert_eq!(Item::PATH, r"/shop/{shop}/items/{id:\d+}/");
    assert_eq!(Item::path("a b/c", 5), "/shop/a%20b%2Fc/items/5/");
    assert_eq!(Files::path("a/b c"), "/files/a/b%20c");
    let params = UrlParams {
        captures: [("shop", "ü"), ("id", "5")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        ..UrlParams::default()
    };
    let request = MountRequest {
        params,
        ..MountRequest::default()
    };
    let client = TestClient::mount::<Item>(request).expect("a view");
    assert_eq!(client.html(), r#"<a href="/shop/%C3%BC/items/7/">5</a>"#);
}

#[live_view(source = "<p>{{ count }}</p>")]
struct Plain {
    count: u32,
}

#[live_view]
impl Plain {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    fn patch(&mut self, cx: &mut Context) {
        cx.live_patch("?page=2");
    }
}

#[test]
fn a_view_without_handle_params_can_not_be_patched() {
    let request = MountRequest {
        connect: Connect::new("/plain"),
        ..MountRequest::default()
    };
    let mut client = TestClient::mount::<Plain>(request).expect("a view");
    client.event("patch", json!({}));
    let message = &client.told.refused[0].2;
    assert!(
        message.contains("`Plain` has no `handle_params`"),
        "{message}"
    );
}
