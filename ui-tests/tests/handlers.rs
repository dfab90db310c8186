//! What a handler may be and do, through a session.
#![allow(missing_docs)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use djust_macros::live_view;
use djust_runtime::app::App;
use djust_runtime::context::{Connect, Context};
use djust_runtime::event::EventError;
use djust_runtime::handler::Kind;
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, assert_state};
use djust_runtime::view::Handlers;
use serde_json::json;

#[live_view(
    source = "<p>{{ count }}{{ self.rendered() }}</p><button id=\"add\" dj-click=\"add\">+</button>\
    <button id=\"tell\" dj-click=\"tell\"></button><button id=\"nothing\" dj-click=\"nothing\"></button>\
    <button id=\"check\" dj-click=\"check\"></button><button id=\"none\" dj-click=\"check(0)\"></button>\
    <button id=\"who\" dj-click=\"who\"></button>"
)]
struct Shop {
    count: i64,
    renders: Arc<AtomicU32>,
}

#[live_view]
impl Shop {
    fn mount(cx: &mut Context) -> Self {
        Self {
            count: 0,
            renders: cx.shared().expect("the test counts"),
        }
    }

    /// Adds some.
    #[event_handler]
    fn add(&mut self, #[default(1)] amount: i64) {
        self.count += amount;
    }

    /// Tells the page's scripts how many there are.
    #[event_handler]
    fn tell(&self, cx: &mut Context) {
        cx.push_event("count", &self.count);
    }

    #[event_handler(description = "Says whether there are enough.")]
    async fn check(&self, least: Option<i64>) -> Result<(), EventError> {
        if self.count < least.unwrap_or(1) {
            return Err("There are too few.".into());
        }
        Ok(())
    }

    #[event_handler]
    fn nothing(&mut self) {}

    /// What is known of the user.
    #[event_handler]
    fn who(&self, cx: &mut Context) {
        let theme = cx.connect().get::<Theme>().map(|theme| theme.0);
        let who = (cx.identity().map(str::to_owned), theme);
        cx.push_event("who", &who);
    }

    #[allow(dead_code)]
    fn secret(&mut self) {
        self.count = -1;
    }

    fn rendered(&self) -> &'static str {
        self.renders.fetch_add(1, Ordering::Relaxed);
        ""
    }
}

/// What an application copies from its session.
struct Theme(&'static str);

/// A shop, and how often it was rendered.
fn shop() -> (TestClient, Arc<AtomicU32>) {
    let renders = Arc::new(AtomicU32::new(0));
    let request = MountRequest {
        app: App::new().with_shared(Arc::clone(&renders)),
        ..MountRequest::default()
    };
    let client = TestClient::mount::<Shop>(request).expect("it is mounted");
    (client, renders)
}

fn last(client: &TestClient) -> &str {
    client.told.frames.last().expect("there is a frame")
}

#[test]
fn a_handler_of_a_shared_reference_is_followed_by_no_render() {
    let (mut client, renders) = shop();
    client.click("#tell");
    assert_eq!(client.told.pushed, [("count".to_owned(), json!(0))]);
    client.click("#none");
    assert_eq!(last(&client), r#"["a",2]"#);
    client.click("#check");
    assert_eq!(last(&client), r#"["x",3,"failed","There are too few."]"#);
    assert_eq!(client.told.answered, [1, 2, 3]);
    assert_eq!(renders.load(Ordering::Relaxed), 1, "for the page");
}

#[test]
fn lv_09_a_handler_that_assigns_nothing_sends_no_patch() {
    let (mut client, _) = shop();
    client.click("#nothing");
    assert_eq!(last(&client), r#"["a",1]"#);
    assert_eq!(client.version(), 0);
}

/// LV-08.
#[test]
fn lv_08_an_async_handler_runs_to_its_answer() {
    let (mut client, _) = shop();
    client.click("#add").click("#check");
    assert_eq!(client.told.answered, [1, 2]);
    assert_eq!(client.told.refused, []);
}

/// EV-38, PA-29.
#[test]
fn ev_38_what_is_no_handler_can_not_be_called() {
    let (mut client, _) = shop();
    for name in [
        "secret", "rendered", "mount", "render", "shop", "Add", "add ",
    ] {
        client.event(name, json!({}));
        assert!(last(&client).contains("unknown_event"), "{name}");
    }
    client.click("#add");
    assert_eq!(client.told.refused.len(), 7);
    assert_eq!(client.text("p"), "1", "PA-29, and the page lives");
    assert_state!(client, Shop { count: 1 });
}

/// IP-05.
#[test]
fn ip_05_tools_can_list_the_handlers_with_their_parameters() {
    let [add, tell, check, nothing, _] = Shop::handlers() else {
        panic!("there are five: {:?}", Shop::handlers());
    };
    assert_eq!((add.name, add.description), ("add", "Adds some."));
    let [amount] = add.params else {
        panic!("it takes one parameter");
    };
    assert_eq!(
        (amount.name, amount.kind, amount.ty, amount.required),
        ("amount", Kind::Int, "i64", false)
    );
    assert!(tell.params.is_empty(), "the context is none");
    assert!(tell.read_only && check.read_only && !add.read_only && !nothing.read_only);
    let json = serde_json::to_value(check).expect("it is serialised");
    assert_eq!(json["description"], "Says whether there are enough.");
    assert_eq!(
        json["params"],
        json!([{ "name": "least", "kind": "int", "required": false, "ty": "Option<i64>" }])
    );
}

/// IP-07: a handler knows the user of the request that the view was mounted for, and what the application kept of its
/// session, over any socket.
#[test]
fn ip_07_a_handler_knows_the_user_and_what_was_kept_of_the_session() {
    let mut connect = Connect::new("/shop");
    connect.identity = Some("ann".to_owned());
    connect.insert(Theme("dark"));
    let request = MountRequest {
        app: App::new().with_data(AtomicU32::new(0)),
        connect,
        ..MountRequest::default()
    };
    let mut client = TestClient::mount::<Shop>(request).expect("it is mounted");
    client.click("#who").cut(9).join().settle();
    client.click("#who");
    let who = ("who".to_owned(), json!(["ann", "dark"]));
    assert_eq!(client.told.pushed, [who.clone(), who]);
}
