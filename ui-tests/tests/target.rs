//! `dj-target`: an answer that may write to one element. DR-03.
#![allow(missing_docs)]

use djust_macros::{live_component, live_view};
use djust_runtime::context::Context;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::{Value, json};

#[live_component(source = "<i>{{ count }}<button dj-click=\"add\">+</button></i>")]
struct Part {
    count: u32,
}

#[live_component]
impl Part {
    #[event_handler]
    fn add(&mut self) {
        self.count += 1;
    }
}

#[live_view(
    source = "<b>{{ count }}</b><div id=\"a\" dj-target class=\"{{ a }}\">{{ a }}</div><div id=\"b\" dj-target>{{ b }}</div>\
        {% if count > 9 %}{% live_component Part %}{% endif %}\
        <button dj-click=\"set(1)\" dj-target=\"#a\">a</button><button dj-click=\"steps\" dj-target=\"#b\">b</button>\
        <button dj-click=\"look\"></button>"
)]
struct Page {
    count: u32,
    a: u32,
    b: u32,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            count: 0,
            a: 0,
            b: 0,
        }
    }

    #[event_handler]
    fn set(&mut self, value: u32) {
        (self.count, self.a, self.b) = (value, value, value);
    }

    #[event_handler]
    async fn steps(&mut self, cx: &mut Context) {
        self.b += 1;
        cx.push_state(&*self).await;
        self.b += 1;
    }

    #[event_handler]
    fn look(&self) {}
}

fn client() -> TestClient {
    TestClient::mount::<Page>(MountRequest::default()).expect("it is mounted")
}

/// What the page of the client shows: the count, what is in `a`, what is in `b`.
fn shown(client: &TestClient) -> [String; 3] {
    let html = client.html();
    ["<b", "id=\"a\"", "id=\"b\""].map(|before| {
        let (_, rest) = html.split_once(before).expect("it is there");
        let (_, rest) = rest.split_once('>').expect("a tag ends");
        rest.split('<').next().unwrap_or_default().to_owned()
    })
}

fn within(value: u32, id: &str) -> Value {
    json!({"value": value, "_within": id})
}

#[test]
fn dr_03_an_answer_writes_within_its_target_and_the_rest_waits() {
    let mut client = client();
    client.event("set", within(1, "#a"));
    assert_eq!(shown(&client), ["0", "1", "0"]);
    client.event("set", within(2, "#a"));
    assert_eq!(shown(&client), ["0", "2", "0"], "another one adds nothing");
    client.event("set", within(3, "#b"));
    assert_eq!(shown(&client), ["0", "2", "3"]);
    client.event("look", json!({}));
    assert_eq!(
        shown(&client),
        ["3", "3", "3"],
        "one that changes nothing brings the rest"
    );
    assert_eq!(client.html(), client.server_html());
    let frames = client.told.frames.len();
    client.event("look", json!({}));
    assert_eq!(
        client.told.frames.len(),
        frames + 1,
        "an answer and no more"
    );
}

#[test]
fn dr_03_events_of_one_run_may_write_what_each_of_them_may() {
    let mut page = client();
    page.send("set", within(1, "#a"))
        .send("set", within(2, "#b"));
    page.settle();
    assert_eq!(shown(&page), ["0", "2", "2"]);
    let mut page = client();
    page.send("set", within(1, "#a"))
        .send("set", json!({"value": 2}));
    page.settle();
    assert_eq!(shown(&page), ["2", "2", "2"]);
}

#[test]
fn dr_03_what_names_no_target_may_write_everything() {
    for id in [
        json!("#c"),
        json!("a"),
        json!(""),
        json!(null),
        json!(7),
        json!(["#a"]),
    ] {
        let mut client = client();
        client.event("set", json!({"value": 1, "_within": id}));
        assert_eq!(shown(&client), ["1", "1", "1"], "{id}");
    }
}

#[test]
fn dr_03_states_on_the_way_are_narrowed_too_and_a_cut_loses_nothing() {
    let mut client = client();
    client.event("set", within(1, "#a"));
    client.event("steps", json!({"_within": "#b"}));
    assert_eq!(shown(&client), ["0", "1", "3"]);
    client.cut(1).join();
    client.settle();
    client.event("look", json!({}));
    assert_eq!(shown(&client), ["1", "1", "3"]);
    assert_eq!(client.html(), client.server_html());
}

#[test]
fn dr_03_a_component_that_comes_elsewhere_brings_everything() {
    let mut client = client();
    client.event("set", within(10, "#a"));
    assert_eq!(shown(&client), ["10", "10", "10"]);
    client.event_to(1, "add", json!({"_within": "#a"}));
    assert!(client.html().contains("1<button"), "{}", client.html());
    assert_eq!(client.html(), client.server_html());
}
