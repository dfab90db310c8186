//! Other URLs over a socket, in scopes with captures of their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::{App, HttpServer, web};
use djust_actix::prelude::*;
use serde_json::{Value, json};

use crate::client::{Browser, Socket};

#[live_view(source = "<h1>{{ shop }} {{ page }}</h1>")]
struct Items {
    shop: String,
    page: u32,
}

#[live_view]
impl Items {
    fn mount(shop: String) -> Self {
        Self { shop, page: 0 }
    }

    fn handle_params(&mut self, #[default(1)] page: u32) {
        self.page = page;
    }

    #[event_handler]
    fn turn(&mut self, cx: &mut Context) {
        cx.live_patch(Patch::keep().set("page", self.page + 1));
    }

    /// Begins work that never ends by itself.
    #[event_handler]
    fn work(&mut self, cx: &mut Context) {
        let work = async {
            let _work = Work::begin();
            std::future::pending::<()>().await;
        };
        cx.start_async("work", work, |view: &mut Self, _, _| view.page = 99);
    }
}

/// Works under way, of the one test that has any.
static WORKS: AtomicUsize = AtomicUsize::new(0);

struct Work;

impl Work {
    fn begin() -> Self {
        WORKS.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        WORKS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Waits until so many are under way.
async fn works(count: usize) {
    for _ in 0..500 {
        if WORKS.load(Ordering::SeqCst) == count {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!(
        "{} are under way, not {count}",
        WORKS.load(Ordering::SeqCst)
    );
}

#[live_view(source = "<p>{{ shop }} {{ name }}</p>")]
struct Item {
    shop: String,
    name: String,
}

#[live_view]
impl Item {
    fn mount(shop: String, name: String) -> Result<Self, Halt> {
        match name.as_str() {
            "none" => Err(Halt::NotFound),
            _ => Ok(Self { shop, name }),
        }
    }
}

#[live_view(source = "<b>new</b>{% djust_route_map %}")]
struct New {}

#[live_view]
impl New {
    fn mount() -> Self {
        Self {}
    }
}

/// Much markup, few values.
#[live_view(
    source = r#"<ol class="much of a page's text never changes">{% for n in 0..40 %}<li data-key="{{ n }}" class="and is in the skeleton file">{{ n }}</li>{% endfor %}</ol>"#
)]
struct Wide {}

#[live_view]
impl Wide {
    fn mount() -> Self {
        Self {}
    }
}

#[live_view(source = "<p>{{ id }}</p>", path = "/shop/items/{id}")]
struct Declared {
    id: u32,
}

#[live_view]
impl Declared {
    fn mount(id: u32) -> Self {
        Self { id }
    }
}

#[actix_web::test]
async fn a_view_is_served_where_it_says() {
    let djust = Djust::builder().key([7; 32]).build();
    let session = live_session("/shop").view::<Declared>("/items/{id}");
    let app = App::new().app_data(djust).service(session);
    let app = actix_web::test::init_service(app).await;
    let request = actix_web::test::TestRequest::with_uri(&Declared::path(5)).to_request();
    let answer = actix_web::test::call_service(&app, request).await;
    assert!(answer.status().is_success());
}

#[actix_web::test]
#[should_panic(
    expected = "`Declared` says that its path is `/shop/items/{id}`, but it is served at `/item/{id}`"
)]
async fn a_view_that_is_served_elsewhere_ends_the_program() {
    let app = App::new().service(live_view::<Declared>("/item/{id}"));
    actix_web::test::init_service(app).await;
}

#[actix_web::test]
#[should_panic(
    expected = "`Declared` says that its path is `/shop/items/{id}`, but it is served at `/items/{id}`"
)]
async fn the_end_of_a_path_is_not_the_path_where_no_scope_is() {
    let app = App::new().service(live_view::<Declared>("/items/{id}"));
    actix_web::test::init_service(app).await;
}

#[actix_web::test]
#[should_panic(
    expected = "`Declared` says that its path is `/shop/items/{id}`, but it is served at `/{id}`"
)]
async fn a_session_without_its_scope_is_not_where_its_views_say() {
    let app = App::new().service(live_session("").view::<Declared>("/{id}"));
    actix_web::test::init_service(app).await;
}

#[actix_web::test]
#[should_panic(expected = "but it is served at `/item/{id}`")]
async fn a_view_in_a_scope_is_held_to_the_end_of_its_path() {
    let scope = web::scope("/shop").service(live_view::<Declared>("/item/{id}"));
    actix_web::test::init_service(App::new().service(scope)).await;
}

/// Scopes add the rest of the path.
#[actix_web::test]
async fn a_view_in_scopes_is_served_where_it_says() {
    let lone = || live_view::<Declared>("/{id}");
    let scopes = [
        web::scope("/shop").service(live_view::<Declared>("/items/{id}")),
        web::scope("/shop/items").service(lone()),
        web::scope("/shop").service(web::scope("/items").service(lone())),
        web::scope("/shop").service(live_session("/items").view::<Declared>("/{id}")),
        web::scope("/shop").configure(|app| {
            app.service(live_view::<Declared>("/items/{id}"));
        }),
    ];
    for scope in scopes {
        let djust = Djust::builder().key([7; 32]).build();
        let app = App::new().app_data(djust).service(scope);
        let app = actix_web::test::init_service(app).await;
        let request = actix_web::test::TestRequest::with_uri(&Declared::path(5)).to_request();
        let answer = actix_web::test::call_service(&app, request).await;
        assert!(answer.status().is_success());
    }
}

/// Serves the shops; counts how often the hook ran.
fn shops() -> (Browser, Djust, Arc<AtomicUsize>) {
    let djust = Djust::builder().key([7; 32]).build();
    let hooks = Arc::new(AtomicUsize::new(0));
    let (shared, counted) = (djust.clone(), Arc::clone(&hooks));
    let server = HttpServer::new(move || {
        let counted = Arc::clone(&counted);
        let session = live_session("/shop/")
            .on_mount(async move |cx: &mut Context| {
                counted.fetch_add(1, Ordering::SeqCst);
                match cx.url().ends_with("/secret") {
                    true => Err(Halt::redirect("/login")),
                    false => Ok(()),
                }
            })
            .view::<Items>("/items")
            .view::<New>("items/new")
            .view::<Wide>("/items/wide")
            .view::<Item>("/items/{name}");
        App::new()
            .app_data(shared.clone())
            .service(web::scope("/app/{shop}").service(session))
    })
    .workers(1)
    .disable_signals()
    .bind(("127.0.0.1", 0))
    .expect("a free port");
    let browser = Browser::new(server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    (browser, djust, hooks)
}

/// A page with its socket, joined as its client joins.
struct Tab {
    socket: Socket,
    resume: String,
    digest: String,
}

impl Tab {
    async fn open(browser: &mut Browser, path: &str) -> Self {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let data = page.data();
        let skeleton = data["s"].as_str().expect("a URL");
        let digest = skeleton
            .trim_start_matches("/djust/")
            .trim_end_matches(".json");
        let mut tab = Self {
            socket: browser.socket(path).await,
            resume: page.token(),
            digest: digest.to_owned(),
        };
        let joined = tab.join(0).await;
        assert_eq!(joined[4], 0, "{joined}");
        tab
    }

    async fn join(&mut self, version: u64) -> Value {
        let Self { resume, digest, .. } = self;
        let join = json!(["j", 2, resume, version, digest]).to_string();
        self.socket.send(&join).await;
        let joined = self.socket.frame().await;
        joined[2]
            .as_str()
            .expect("a token")
            .clone_into(&mut self.resume);
        joined
    }
}

#[actix_web::test]
async fn nv13_nv15_another_view_of_the_session_follows_on_the_socket_with_its_captures() {
    let (mut browser, djust, hooks) = shops();
    let mut tab = Tab::open(&mut browser, "/app/acme/shop/items?page=2").await;
    let socket = &mut tab.socket;
    socket
        .send(r#"["v",1,0,"/app/acme/shop/items/a%20b%2Fc?x",1,1]"#)
        .await;
    let joined = socket.frame().await;
    let extras = &joined[5];
    assert_eq!(joined, json!(["j", 0, joined[2], 1, 2, extras]));
    assert_eq!(extras["u"], "/app/acme/shop/items/a%20b%2Fc?x");
    assert!(
        extras["s"]
            .as_str()
            .is_some_and(|url| url.ends_with(".json"))
    );
    let moved = json!(["n", "/app/acme/shop/items/a%20b%2Fc?x", 1, "Item"]);
    assert_eq!(socket.frame().await, moved);
    assert_eq!(
        socket.frame().await,
        json!(["f", 1, 1, [], ["acme", "a b/c"]])
    );
    assert_eq!(hooks.load(Ordering::SeqCst), 2, "the hook ran again");
    assert_eq!(djust.sessions().connected, 1, "the view before is gone");

    // An event for it that comes late is nobody's; the next one of the page is the view's.
    socket.send(r#"["e",2,0,"turn"]"#).await;
    assert_eq!(socket.frame().await[2], "stale");
    socket
        .send(r#"["v",3,1,"/app/acme/shop/items/new",2,1]"#)
        .await;
    assert_eq!(socket.frame().await[4], 2);
    let moved = json!(["n", "/app/acme/shop/items/new", 2, "New"]);
    assert_eq!(socket.frame().await, moved, "the first path that fits");
    assert_eq!(socket.frame().await[0], "f");
}

#[actix_web::test]
async fn nv13_the_work_of_the_view_before_ends_with_it() {
    let (mut browser, djust, _) = shops();
    let mut tab = Tab::open(&mut browser, "/app/acme/shop/items").await;
    tab.socket.send(r#"["e",1,0,"work"]"#).await;
    assert_eq!(tab.socket.frame().await, json!(["d", 1]));
    works(1).await;
    let frame = r#"["v",2,0,"/app/acme/shop/items/new",1,1]"#;
    tab.socket.send(frame).await;
    while tab.socket.frame().await[0] != "f" {}
    works(0).await;
    assert_eq!(djust.sessions().connected, 1);
}

#[actix_web::test]
async fn nv05_a_way_to_another_view_takes_the_bytes_of_its_values() {
    const URL: &str = "/app/acme/shop/items/wide";
    let (mut browser, _, _) = shops();
    let page = browser.get(URL).await.body.len();
    let mut tab = Tab::open(&mut browser, "/app/acme/shop/items").await;
    tab.socket.send(&format!(r#"["v",1,0,"{URL}",1,1]"#)).await;
    let mut frames = Vec::new();
    while frames.last().is_none_or(|frame: &Value| frame[0] != "f") {
        frames.push(tab.socket.frame().await);
    }
    let values = frames.last().expect("values")[4].to_string().len();
    let all: usize = frames.iter().map(|frame| frame.to_string().len()).sum();
    assert!(all <= values + 400, "{all} bytes for {values} of values");
    assert!(all * 5 < page, "{all} bytes in place of {page}");
}

#[actix_web::test]
async fn nv14_a_page_tells_which_views_are_at_which_paths() {
    let (mut browser, _, _) = shops();
    let page = browser.get("/app/acme/shop/items/new").await.body;
    let map = r#"id="djust-route-map" data-djust-route-map>{"/app/:shop/shop/items":"Items","/app/:shop/shop/items/new":"New","/app/:shop/shop/items/wide":"Wide","/app/:shop/shop/items/:name":"Item"}</script>"#;
    assert!(page.contains(map), "{page}");
}

#[actix_web::test]
async fn nv06_what_is_no_view_of_the_session_is_loaded() {
    for (url, loaded) in [
        ("/app/acme/other", "/app/acme/other"),
        ("/elsewhere", "/elsewhere"),
        ("/app/acme/shop/items/none", "/app/acme/shop/items/none"),
        ("/app/acme/shop/items/secret", "/login"),
    ] {
        let (mut browser, djust, _) = shops();
        let mut tab = Tab::open(&mut browser, "/app/acme/shop/items").await;
        let frame = format!(r#"["v",1,0,"{url}",1,1]"#);
        tab.socket.send(&frame).await;
        let mut got = tab.socket.frame().await;
        while got[0] != "n" {
            got = tab.socket.frame().await;
        }
        assert_eq!(got, json!(["n", loaded]));
        assert_eq!(djust.sessions().connected, 1, "the view stays until then");
    }
}

#[actix_web::test]
async fn nv09_a_patch_stays_within_the_view_and_says_so() {
    let (mut browser, _, _) = shops();
    let mut tab = Tab::open(&mut browser, "/app/acme/shop/items").await;
    let socket = &mut tab.socket;
    socket
        .send(r#"["v",1,0,"/app/other/shop/items?page=3",1]"#)
        .await;
    assert_eq!(
        socket.frame().await,
        json!(["n", "/app/other/shop/items?page=3", 1])
    );
    assert_eq!(socket.frame().await, json!(["p", 1, 1, [1, 3]]));
    for (reference, url) in [(2, "/app/acme/shop/items/new"), (3, "/elsewhere")] {
        socket
            .send(&format!(r#"["v",{reference},1,"{url}",1]"#))
            .await;
        let refused = socket.frame().await;
        assert_eq!(
            (&refused[1], &refused[2]),
            (&json!(reference), &json!("bad_url"))
        );
    }
}

#[actix_web::test]
async fn nv07_a_session_is_claimed_from_where_it_is_and_from_where_its_client_may_still_be() {
    const OLD: &str = "/app/acme/shop/items";
    const NEW: &str = "/app/acme/shop/items?page=2";
    for (seen, from, alive) in [
        (false, OLD, true),
        (false, NEW, true),
        (true, OLD, false),
        (true, NEW, true),
    ] {
        let (mut browser, djust, _) = shops();
        let mut tab = Tab::open(&mut browser, OLD).await;
        tab.socket.send(r#"["e",1,0,"turn"]"#).await;
        assert_eq!(tab.socket.frame().await[0], "n");
        assert_eq!(tab.socket.frame().await[0], "p");
        if seen {
            tab.socket.send(r#"["k",1]"#).await;
            tab.socket.send(r#"["h"]"#).await;
            tab.socket.frame().await;
        }
        tab.socket = browser.socket("/app/acme/shop/items/other").await;
        for _ in 0..500 {
            if djust.sessions().parked == 1 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        tab.socket = browser.socket(from).await;
        let joined = tab.join(u64::from(seen)).await;
        assert_eq!(joined[4] == 0, alive, "{seen} {from}: {joined}");
        if alive && !seen {
            assert_eq!(tab.socket.frame().await, json!(["n", NEW, 1]), "told again");
        }
    }
}
