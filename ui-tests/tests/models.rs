//! Fields that a page binds with `dj-model`.
#![allow(missing_docs)]

use djust_macros::{live_component, live_view};
use djust_runtime::param_enum;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy)]
enum Sort {
    Name,
    Price,
}
param_enum!(Sort { Name, Price });

#[live_component(
    source = "<p><input dj-model=\"note\" value=\"{{ note }}\">{{ note }} {{ secret }}</p>"
)]
struct Note {
    #[state("none".to_owned())]
    #[model]
    note: String,
    secret: u8,
}

#[live_component]
impl Note {}

#[live_view(source = r#"
<input dj-model="query" value="{{ query }}"><input dj-model.lazy.trim="age" value="{{ age }}">
<input type="checkbox" dj-model="only_new"{% if only_new %} checked{% endif %}>
<select dj-model="sort"><option>name</option></select><select multiple dj-model="tags"></select>
<input dj-model="limit"><input dj-model="ratio">
{% for one in tags %}<input data-key="{{ one }}" type="radio" dj-model="chosen" value="{{ one }}">{% endfor %}
<p>{{ query }}|{{ age }}|{{ only_new }}|{{ sort|fmt("{:?}") }}|{{ tags|join("+") }}|{{ limit|fmt("{:?}") }}|{{ ratio }}|{{ chosen }}</p>
{% if let Some(why) = age_error %}<b>{{ why }}</b>{% endif %}<i>{{ admin }} {{ idle }}</i>
{% live_component Note %}"#)]
struct Shop {
    #[model]
    query: String,
    #[model(error = "age_error", message = "Give your age in years.")]
    age: u8,
    age_error: Option<String>,
    #[model]
    only_new: bool,
    #[model]
    sort: Sort,
    #[model]
    tags: Vec<String>,
    #[model]
    limit: Option<u32>,
    #[model]
    ratio: f64,
    #[model]
    chosen: String,
    admin: bool,
    /// Marked, but nothing of the template binds it.
    #[model]
    idle: u8,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self {
            query: String::new(),
            age: 30,
            age_error: None,
            only_new: false,
            sort: Sort::Price,
            tags: Vec::new(),
            limit: None,
            ratio: 0.5,
            chosen: String::new(),
            admin: false,
            idle: 0,
        }
    }

    #[event_handler]
    fn reset(&mut self) {
        self.age = 18;
    }
}

fn shop() -> TestClient {
    TestClient::mount::<Shop>(MountRequest::default()).expect("a page")
}

fn set(client: &mut TestClient, field: &str, value: Value) {
    client.event("update_model", json!({ "field": field, "value": value }));
}

/// What stands between two pieces of the page.
fn shown(client: &TestClient, from: &str, to: &str) -> String {
    let html = client.html();
    let start = html.find(from).expect("the start") + from.len();
    let end = html[start..].find(to).expect("the end");
    html[start..start + end].to_owned()
}

fn values(client: &TestClient) -> String {
    shown(client, "<p>", "</p>")
}

#[test]
fn mb_01_mb_08_a_bound_field_takes_what_was_entered_as_its_type() {
    let mut client = shop();
    assert_eq!(values(&client), "|30|false|Price||None|0.5|");
    for (field, value) in [
        ("query", json!("a<b")),
        ("age", json!(" 41 ")),
        ("only_new", json!(true)),
        ("sort", json!("name")),
        ("tags", json!(["x", "y"])),
        ("limit", json!("10")),
        ("ratio", json!("2.25")),
        ("chosen", json!("y")),
    ] {
        set(&mut client, field, value);
    }
    assert_eq!(values(&client), "a&#60;b|41|true|Name|x+y|Some(10)|2.25|y");
    set(&mut client, "limit", json!(""));
    set(&mut client, "only_new", json!(false));
    assert_eq!(values(&client), "a&#60;b|41|false|Name|x+y|None|2.25|y");
    assert_eq!(client.told.refused, []);
    assert_eq!(client.server_html(), client.html());
}

#[test]
fn mb_08_a_value_that_does_not_fit_changes_nothing_and_is_told() {
    let mut client = shop();
    let before = values(&client);
    for value in [
        json!("12a"),
        json!(""),
        json!(300),
        json!(["1"]),
        json!(null),
    ] {
        set(&mut client, "age", value);
        assert_eq!(shown(&client, "<b>", "</b>"), "Give your age in years.");
        assert_eq!(values(&client), before);
    }
    assert_eq!(client.told.refused, []);
    // What the server changes by itself is no answer to what was entered.
    client.event("reset", json!({}));
    assert_eq!(shown(&client, "<b>", "</b>"), "Give your age in years.");
    set(&mut client, "age", json!("19"));
    assert!(!client.html().contains("<b>"));
    // Without a field for it, the event is refused.
    set(&mut client, "ratio", json!("much"));
    let (_, code, message) = client.told.refused.pop().expect("a refusal");
    assert_eq!(code, "bad_param");
    assert!(message.contains("expected a finite number"), "{message}");
}

#[test]
fn mb_06_mb_07_no_other_field_is_set() {
    let mut client = shop();
    let before = client.html();
    for field in [
        "admin",
        "idle",
        "age_error",
        "_query",
        "Query",
        "query ",
        "__view",
        "template",
        "",
        "note",
        "is_admin",
        "_secret",
        "template_name",
        "request",
        "session",
        "__class__",
        "query.len",
        "query[0]",
    ] {
        set(&mut client, field, json!("true"));
    }
    for params in [
        json!({ "field": ["query"], "value": "x" }),
        json!({ "value": "x" }),
        json!({ "query": "x" }),
        json!({ "_args": ["query", "x"] }),
        json!({ "field": "query" }),
        json!({ "field": "query", "value": { "a": 1 } }),
        json!({ "field": "admin", "value": "1", "admin": true, "field_name": "query" }),
    ] {
        client.event("update_model", params);
    }
    assert_eq!(client.html(), before);
    assert_eq!(client.told.refused.len(), 25);
    let codes = client.told.refused.iter().map(|(_, code, _)| code.as_str());
    assert!(codes.into_iter().all(|code| code.ends_with("_param")));
}

#[test]
fn mb_01_a_component_has_bound_fields_of_its_own() {
    let mut client = shop();
    assert!(client.html().ends_with("value=\"none\">none 0</p>"));
    let event = |field| json!({ "field": field, "value": "7" });
    client.event_to(1, "update_model", event("note"));
    assert!(
        client.html().ends_with("value=\"7\">7 0</p>"),
        "{}",
        client.html()
    );
    client.event_to(1, "update_model", event("secret"));
    client.event_to(1, "update_model", event("query"));
    assert_eq!(client.told.refused.len(), 2);
    assert!(client.html().ends_with("value=\"7\">7 0</p>"));
}

#[live_view(source = "<p>{{ n }}</p>")]
struct Plain {
    n: u8,
}

#[live_view]
impl Plain {
    fn mount() -> Self {
        Self { n: 1 }
    }
}

#[test]
fn mb_07_a_view_that_binds_nothing_has_no_such_event() {
    let mut client = TestClient::mount::<Plain>(MountRequest::default()).expect("a page");
    set(&mut client, "n", json!(2));
    assert_eq!(client.html(), "<p>1</p>");
    let (_, code, _) = client.told.refused.pop().expect("a refusal");
    assert_eq!(code, "unknown_event");
}
