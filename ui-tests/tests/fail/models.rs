use djust_macros::{component, live_component, live_view};

#[live_view(source = r#"
<input dj-model="query">
<input dj-model="admin">
<input dj-model.lazy="qery">
<p dj-model="query">text</p>
<input type="file" dj-model="query">
<button dj-model="query">text</button>
<input dj-model="query" dj-model.lazy="query">
"#)]
struct Shop {
    #[model]
    query: String,
    admin: bool,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { query: String::new(), admin: false }
    }

    #[event_handler]
    fn update_model(&mut self) {}
}

#[live_view(source = r#"
{% for item in items %}<input dj-model="item.name" value="{{ item.name }}">{% endfor %}
<input dj-model="{{ which }}">
<input dj-model="_which">
<input dj-model="2">
<input dj-model.lasy="which">
"#)]
struct Rows {
    items: Vec<Item>,
    #[model]
    which: String,
}

struct Item {
    name: String,
}

#[live_view]
impl Rows {
    fn mount() -> Self {
        Self { items: Vec::new(), which: String::new() }
    }
}

#[live_view(source = r#"
<input dj-model="admin">
<input dj-model="qery">
"#)]
struct Unmarked {
    #[model]
    query: String,
    admin: bool,
}

#[live_view]
impl Unmarked {
    fn mount() -> Self {
        Self { query: String::new(), admin: false }
    }
}

#[live_component(source = "<p><input dj-model=\"text\"></p>")]
struct Part {
    #[prop]
    #[model]
    text: String,
    #[model(eror = "text_error")]
    other: String,
    #[model(message = "No.")]
    third: String,
}

#[live_component]
impl Part {}

#[component(source = "<p>{{ text }}</p>")]
struct Inline {
    #[model]
    text: String,
}

fn main() {}
