//! Components without state: written with the template that they stand in.
#![allow(missing_docs)]

use djust_macros::{component, live_component, live_view};
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::json;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Calm,
    Loud,
}

/// Escapes what it shows, and has another one in it.
#[component(source = "{% macro word(x) %}<i>{{ x }}</i>{% endmacro %}\
              <b class=\"{% if tone == Tone::Loud %}loud{% endif %}\">{{ word(label) }}</b>\
              {% if count > 0 %}{% component Count n=count %}{% endif %}")]
struct Badge {
    #[prop]
    label: String,
    #[prop(default = Tone::Calm)]
    tone: Tone,
    #[prop(default)]
    count: u32,
}

#[component(source = "({{ n }})")]
struct Count {
    #[prop]
    n: u32,
}

#[live_component(source = "<p>{% component Badge label=text count=3 %}</p>")]
struct Holder {
    #[prop]
    text: String,
}

#[live_component]
impl Holder {}

#[live_view(
    source = "{% macro twice(x) %}{% component Badge label=x %}{% component Badge label=x tone=Tone::Loud %}{% endmacro %}\
    <h1>{% component Badge label=title count=items.len() as u32 %}</h1>\
    <ul>{% for item in items %}<li data-key=\"{{ item }}\">{% component Badge label=item %}!</li>{% endfor %}</ul>\
    <p>{{ twice(\"x\") }}</p>{% live_component Holder text=title %}\
    {% filter upper %}{% component Count n=7 %}{% endfilter %}{{ own }}"
)]
struct Page {
    title: String,
    items: Vec<&'static str>,
    own: Count,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            title: "a<b".to_owned(),
            items: vec!["one", "two"],
            own: Count { n: 9 },
        }
    }

    #[event_handler]
    fn title(&mut self, title: String) {
        self.title = title;
        self.items.pop();
    }
}

fn badge(label: &str, class: &str, count: &str) -> String {
    format!("<b class=\"{class}\"><i>{label}</i></b>{count}")
}

fn page(title: &str, count: &str, items: &[&str]) -> String {
    let row = |item: &&str| format!("<li data-key=\"{item}\">{}!</li>", badge(item, "", ""));
    let rows: String = items.iter().map(row).collect();
    format!(
        "<h1>{}</h1><ul>{rows}</ul><p>{}{}</p><p>{}</p>(7)(9)",
        badge(title, "", count),
        badge("x", "", ""),
        badge("x", "loud", ""),
        badge(title, "", "(3)")
    )
}

#[test]
fn co_01_a_component_without_state_is_its_template_with_its_props() {
    let mut client = TestClient::mount::<Page>(MountRequest::default()).expect("a page");
    assert_eq!(client.html(), page("a&#60;b", "(2)", &["one", "two"]));
    client.event("title", json!({ "title": "c" }));
    assert_eq!(client.html(), page("c", "(1)", &["one"]));
    assert_eq!(client.server_html(), client.html());
    assert_eq!(Count { n: 5 }.to_string(), "(5)");
}
