use djust_macros::{live_component, live_view};

#[live_component(source = "<p>{{ name }}</p>")]
struct Row {
    #[prop]
    name: String,
}

#[live_component]
impl Row {}

#[live_component(source = "<p>{{ key }}</p>")]
struct Keyed {
    #[prop]
    key: String,
}

#[live_component]
impl Keyed {}

#[live_view(source = r#"
{% live_component Row key=1 name="alone" %}
<ul>{% for name in names %}<li data-key="{{ name }}">{% live_component Row key=name name=name %}</li>{% endfor %}</ul>
"#)]
struct Page {
    names: Vec<String>,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { names: Vec::new() }
    }
}

fn main() {}
