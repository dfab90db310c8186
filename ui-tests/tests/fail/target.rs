use djust_macros::{live_component, live_view};

#[live_view(source = r##"
<button dj-click="go" dj-target="#results">fine</button>
<button dj-click="go" dj-target="#result">no such element</button>
<button dj-click="go" dj-target=".results">no id</button>
<button dj-click="go" dj-target="#{{ query }}">not known</button>
<div id="results" dj-target>{{ query }}</div>
<div dj-target>without an id</div>
{% if query.is_empty() %}<div id="inner" dj-target>{{ query }}</div>{% endif %}
"##)]
struct Page {
    query: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            query: String::new(),
        }
    }

    #[event_handler]
    fn go(&mut self) {}
}

#[live_component(source = r##"<p id="part" dj-target><button dj-click="go" dj-target="#part">{{ count }}</button></p>"##)]
struct Part {
    count: u32,
}

#[live_component]
impl Part {
    #[event_handler]
    fn go(&mut self) {}
}

fn main() {}
