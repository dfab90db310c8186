//! Content that a parent hands to a component: it belongs to the parent, and the component decides where it stands.
#![allow(missing_docs)]

use std::cell::RefCell;

use djust_macros::{Message, live_component, live_view};
use djust_runtime::context::Context;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::json;

thread_local! {
    static RENDERS: RefCell<u32> = const { RefCell::new(0) };
}

/// Counts the renders of the panel.
fn seen() -> &'static str {
    RENDERS.with_borrow_mut(|renders| *renders += 1);
    ""
}

fn renders() -> u32 {
    RENDERS.take()
}

/// Shows what is handed to it once, twice or not at all.
#[live_component(source = "<section class=\"{{ self::seen() }}\">\
    <header>{% slot title %}</header><form dj-submit=\"show\"><input name=\"times\"></form>\
    {% for n in 0..times %}<p>{{ n }}{% slot %}</p>{% endfor %}</section>")]
struct Panel {
    #[prop(default = 1)]
    times: u32,
}

#[live_component]
impl Panel {
    #[event_handler]
    fn show(&mut self, times: u32) {
        self.times = times;
    }
}

#[derive(Message)]
struct Pressed {
    name: String,
}

#[live_component(
    source = "<button dj-click=\"press\">{{ name }} {{ count }}</button>",
    emits(Pressed)
)]
struct Press {
    #[prop]
    name: String,
    count: u32,
}

#[live_component]
impl Press {
    #[event_handler]
    fn press(&mut self, cx: &mut Context) {
        self.count += 1;
        let name = self.name.clone();
        cx.send_parent(self, Pressed { name });
    }
}

#[live_view(source = "{% macro em(x) %}<em>{{ x }}</em>{% endmacro %}\
    {% live_component Panel %}\
    {% fill title %}<h1>{{ em(title) }}</h1>{% endfill %}\
    <ul>{% for item in items %}<li data-key=\"{{ item }}\" dj-click=\"drop_it\" data-item=\"{{ item }}\">{{ item }}</li>{% endfor %}</ul>\
    {% endlive_component %}\
    <hr>{{ em(title) }}<form id=\"head\" dj-submit=\"title\"><input name=\"title\"></form>")]
struct Page {
    title: String,
    items: Vec<String>,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            title: "T".to_owned(),
            items: vec!["a".to_owned(), "b".to_owned()],
        }
    }

    #[event_handler]
    fn title(&mut self, title: String) {
        self.title = title;
    }

    #[event_handler]
    fn drop_it(&mut self, item: String) {
        self.items.retain(|it| *it != item);
    }
}

fn page(title: &str, items: &[&str], times: u32) -> String {
    let row = |item: &&str| {
        format!("<li data-key=\"{item}\" dj-click=\"drop_it\" data-item=\"{item}\">{item}</li>")
    };
    let rows: String = items.iter().map(row).collect();
    let shown: String = (0..times)
        .map(|n| format!("<p>{n}<ul>{rows}</ul></p>"))
        .collect();
    format!(
        "<section class=\"\"><header><h1><em>{title}</em></h1></header>{SHOW}{shown}</section><hr><em>{title}</em>{HEAD}"
    )
}

const SHOW: &str = "<form dj-submit=\"show\"><input name=\"times\"></form>";
const HEAD: &str = "<form id=\"head\" dj-submit=\"title\"><input name=\"title\"></form>";
const PRESS: &str = "<button dj-click=\"press\">";

/// Lets the first panel show what it is handed so many times.
fn show(client: &mut TestClient, times: u32) {
    let first = "section:first-child > form";
    client.input(&format!("{first} input"), times.to_string());
    client.submit(first);
}

fn retitle(client: &mut TestClient, title: &str) {
    client.input("[name=title]", title).submit("#head");
}

fn shows(client: &TestClient, expected: &str) {
    assert_eq!(client.html(), expected);
    assert_eq!(client.server_html(), client.html());
}

fn last(client: &TestClient) -> &str {
    client.told.frames.last().map_or("", String::as_str)
}

#[test]
fn ip_10_a_change_in_content_is_its_parents_and_does_not_render_the_component() {
    let mut client = TestClient::mount::<Page>(MountRequest::default()).expect("a page");
    shows(&client, &page("T", &["a", "b"], 1));
    renders();
    retitle(&mut client, "U");
    assert_eq!(renders(), 0);
    shows(&client, &page("U", &["a", "b"], 1));
    assert_eq!(last(&client), r#"["p",1,1,[1,[[0,"U"]]],2,[0,[[0,"U"]]]]"#);
    // The list's place is a component of the page's, and its events are the parent's.
    client.click("li:first-child");
    assert_eq!((renders(), client.told.refused.len()), (0, 0));
    shows(&client, &page("U", &["b"], 1));
    assert_eq!(last(&client), r#"["p",2,2,[],3,[0,[[],[0,1]]]]"#);
}

#[test]
fn ip_10_content_stands_as_often_as_the_component_says_and_comes_back_as_it_is() {
    let mut client = TestClient::mount::<Page>(MountRequest::default()).expect("a page");
    show(&mut client, 3);
    shows(&client, &page("T", &["a", "b"], 3));
    client.click("p:nth-child(4) li:has-text('b')");
    shows(&client, &page("T", &["a"], 3));
    show(&mut client, 0);
    shows(&client, &page("T", &["a"], 0));
    client.event("drop_it", json!({ "item": "a" }));
    retitle(&mut client, "V");
    shows(&client, &page("V", &[], 0));
    show(&mut client, 2);
    shows(&client, &page("V", &[], 2));
    // One that is gone is nobody's place.
    client.event_to(3, "drop_it", json!({ "item": "a" }));
    assert_eq!(
        client.told.refused.last().expect("a refusal").1,
        "unknown_component"
    );
}

#[test]
fn content_is_sent_whole_after_a_cut_and_with_a_resync() {
    let mut client = TestClient::mount::<Page>(MountRequest::default()).expect("a page");
    client.send("title", json!({ "title": "U" })).run();
    client.cut(1).join();
    client.settle();
    shows(&client, &page("U", &["a", "b"], 1));
    client.send_frame(r#"["r",1,[],2]"#).expect("a good frame");
    client.settle();
    assert_eq!(last(&client), r#"["f",1,1,[],[[0,["U"]]],2]"#);
    // Both places change, and what is around them goes, in one patch.
    client.send_to(1, "show", json!({ "times": 0 }));
    client.send("title", json!({ "title": "W" }));
    client.settle();
    shows(&client, &page("W", &["a", "b"], 0));
}

/// Rows of panels, each with a component in its content, whose parent is the page.
#[live_view(
    source = "<p>{{ told.join(\" \") }}</p>{% for name in names %}<div data-key=\"{{ name }}\">\
    {% live_component Panel times=times %}\
    <i>{% live_component Press name=name %}{% live_component Panel times=0 %}<b>hidden</b>{% endlive_component %}</i>\
    {% endlive_component Panel %}</div>{% endfor %}<u dj-click=\"reverse\"></u>\
    <form id=\"all\" dj-submit=\"show\"><input name=\"times\"></form>"
)]
struct Rows {
    names: Vec<String>,
    told: Vec<String>,
    times: u32,
}

#[live_view]
impl Rows {
    fn mount() -> Self {
        Self {
            names: vec!["x".to_owned(), "y".to_owned()],
            told: Vec::new(),
            times: 1,
        }
    }

    #[event_handler]
    fn pressed(&mut self, name: String) {
        self.told.push(name);
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.names.reverse();
    }

    #[event_handler]
    fn show(&mut self, times: u32) {
        self.times = times;
    }
}

/// Lets all panels show what they are handed so many times.
fn show_all(client: &mut TestClient, times: u32) {
    client.input("#all input", times.to_string()).submit("#all");
}

fn rows(told: &str, rows: &[(&str, u32)], times: u32) -> String {
    let panel =
        |inside: &str| format!("<section class=\"\"><header></header>{SHOW}{inside}</section>");
    let row = |(name, count): &(&str, u32)| {
        let content = format!("<p>0<i>{PRESS}{name} {count}</button>{}</i></p>", panel(""));
        format!(
            "<div data-key=\"{name}\">{}</div>",
            panel(&content.repeat(times as usize))
        )
    };
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<p>{told}</p>{rows}<u dj-click=\"reverse\"></u>\
         <form id=\"all\" dj-submit=\"show\"><input name=\"times\"></form>"
    )
}

#[test]
fn components_in_content_have_their_own_state_and_the_page_for_a_parent() {
    let mut client = TestClient::mount::<Rows>(MountRequest::default()).expect("a page");
    shows(&client, &rows("", &[("x", 0), ("y", 0)], 1));
    // A panel, its press, the panel in it; then the same of the next row.
    client.click("[data-key=x] button");
    shows(&client, &rows("x", &[("x", 1), ("y", 0)], 1));
    client.click("u");
    shows(&client, &rows("x", &[("y", 0), ("x", 1)], 1));
    client.click("[data-key=y] button");
    shows(&client, &rows("x y", &[("y", 1), ("x", 1)], 1));
}

#[test]
fn components_in_content_that_is_not_shown_live_on_unseen() {
    let mut client = TestClient::mount::<Rows>(MountRequest::default()).expect("a page");
    client.click("[data-key=x] button");
    show_all(&mut client, 0);
    shows(&client, &rows("x", &[("x", 1), ("y", 0)], 0));
    // Nothing on the page is its own by now.
    client.event_to(2, "press", json!({}));
    shows(&client, &rows("x x", &[("x", 2), ("y", 0)], 0));
    show_all(&mut client, 1);
    shows(&client, &rows("x x", &[("x", 2), ("y", 0)], 1));
    client.click("[data-key=x] button");
    shows(&client, &rows("x x x", &[("x", 3), ("y", 0)], 1));
}

#[test]
fn content_with_components_is_shown_once_at_most() {
    let mut client = TestClient::mount::<Rows>(MountRequest::default()).expect("a page");
    show_all(&mut client, 2);
    let html = client.html();
    assert_eq!(html.matches(">x 0</button>").count(), 1, "{html}");
    assert_eq!(client.server_html(), html);
}

/// What is handed over is text, values, a branch and rows, and once a component alone.
#[live_view(source = "{% live_component Panel %}\
    {% fill title %}{% live_component Press name=\"p\" %}{% endfill %}\
    All {{ names.len() }}: {% for name in names %}<b>{{ name }}</b>{% endfor %}{% if names.is_empty() %}none{% endif %}\
    {% endlive_component %}<u dj-click=\"clear\"></u>")]
struct Loose {
    names: Vec<String>,
}

#[live_view]
impl Loose {
    fn mount() -> Self {
        Self {
            names: vec!["x".to_owned()],
        }
    }

    #[event_handler]
    fn pressed(&mut self, name: String) {
        self.names.push(name);
    }

    #[event_handler]
    fn clear(&mut self) {
        self.names.clear();
    }
}

#[test]
fn ip_10_content_of_several_nodes_stands_in_a_slot() {
    let page = |presses: u32, content: &str, times: u32| {
        let shown: String = (0..times)
            .map(|n| format!("<p>{n}<slot>{content}</slot></p>"))
            .collect();
        format!(
            "<section class=\"\"><header><slot>{PRESS}p {presses}</button></slot></header>{SHOW}{shown}</section><u dj-click=\"clear\"></u>"
        )
    };
    let mut client = TestClient::mount::<Loose>(MountRequest::default()).expect("a page");
    shows(&client, &page(0, "All 1: <b>x</b>", 1));
    show(&mut client, 2);
    client.click("button");
    shows(&client, &page(1, "All 2: <b>x</b><b>p</b>", 2));
    client.click("u");
    shows(&client, &page(1, "All 0: none", 2));
    show(&mut client, 0);
    client.click("button");
    show(&mut client, 1);
    shows(&client, &page(2, "All 1: <b>p</b>", 1));
}
