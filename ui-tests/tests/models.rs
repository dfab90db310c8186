//! Fields that a page binds with `dj-model`.
#![allow(missing_docs)]

use djust_macros::{live_component, live_view};
use djust_runtime::param_enum;
use djust_runtime::session::MountRequest;
use djust_runtime::test::{Entry, TestClient, assert_state};
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
<input dj-model="query" value="{{ query }}"><input id="age" dj-model.lazy.trim="age" value="{{ age }}">
<input type="checkbox" dj-model="only_new"{% if only_new %} checked{% endif %}>
<select dj-model="sort"><option>price</option><option>name</option></select><select multiple dj-model="tags"><option>x</option><option>y</option></select>
<input dj-model="limit"><input dj-model="ratio">
{% for one in tags %}<input data-key="{{ one }}" type="radio" dj-model="chosen" value="{{ one }}">{% endfor %}
<p id="values">{{ query }}|{{ age }}|{{ only_new }}|{{ sort|fmt("{:?}") }}|{{ tags|join("+") }}|{{ limit|fmt("{:?}") }}|{{ ratio }}|{{ chosen }}</p>
{% if let Some(why) = age_error %}<b>{{ why }}</b>{% endif %}<i>{{ admin }} {{ idle }}</i>
<button dj-click="reset"></button>{% live_component Note %}"#)]
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

/// Sends what no field of the page sends.
fn set(client: &mut TestClient, field: &str, value: Value) {
    client.event("update_model", json!({ "field": field, "value": value }));
}

fn values(client: &TestClient) -> String {
    client.text("#values")
}

#[test]
fn mb_01_mb_08_a_bound_field_takes_what_was_entered_as_its_type() {
    let mut client = shop();
    assert_eq!(values(&client), "|30|false|Price||None|0.5|");
    client
        .input("[dj-model=query]", "a<b")
        .change("#age", " 41 ")
        .input("[dj-model=only_new]", true)
        .input("[dj-model=sort]", "name")
        .input("[dj-model=tags]", ["x", "y"])
        .input("[dj-model=limit]", "10")
        .input("[dj-model=ratio]", "2.25")
        .click("[value=y]");
    assert_eq!(values(&client), "a<b|41|true|Name|x+y|Some(10)|2.25|y");
    client
        .input("[dj-model=limit]", "")
        .click("[dj-model=only_new]");
    assert_eq!(values(&client), "a<b|41|false|Name|x+y|None|2.25|y");
    assert_state!(
        client,
        Shop {
            query: "a<b",
            age: 41,
            only_new: false,
            tags: ["x", "y"]
        }
    );
    assert_eq!(client.told.refused, []);
    assert_eq!(client.server_html(), client.html());
}

#[test]
fn mb_08_a_value_that_does_not_fit_changes_nothing_and_is_told() {
    let mut client = shop();
    let before = values(&client);
    for text in ["12a", "", "300"] {
        client.change("#age", text);
        assert_eq!(client.text("b"), "Give your age in years.");
        assert_eq!(values(&client), before);
    }
    for forged in [json!(["1"]), json!(null)] {
        set(&mut client, "age", forged);
        assert_eq!(client.text("b"), "Give your age in years.");
        assert_eq!(values(&client), before);
    }
    assert_eq!(client.told.refused, []);
    // What the server changes by itself is no answer to what was entered.
    client.click("button");
    assert_eq!(client.text("b"), "Give your age in years.");
    client.change("#age", "19");
    assert_eq!(client.count("b"), 0);
    // Without a field for it, the event is refused.
    client.input("[dj-model=ratio]", "much");
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
    let note = "[dj-model=note]";
    assert_eq!(client.value(note), Entry::from("none"));
    client.input(note, "7");
    assert_eq!(
        (client.value(note), client.text("p:last-child")),
        (Entry::from("7"), "7 0".to_owned())
    );
    assert_state!(
        client,
        Note {
            note: "7",
            secret: 0
        }
    );
    let event = |field| json!({ "field": field, "value": "8" });
    client.event_to(1, "update_model", event("secret"));
    client.event_to(1, "update_model", event("query"));
    assert_eq!(client.told.refused.len(), 2);
    assert_state!(
        client,
        Note {
            note: "7",
            secret: 0
        }
    );
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
