use djust_macros::live_view;

#[live_view(source = r#"{% macro strong(text) %}<b>{{ text }}</b>{% endmacro %}<p title="{{ strong(title) }}">{{ strong(title) }}</p>"#)]
struct Page {
    title: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { title: String::new() }
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses() {
    lives::<Page>();
}

fn main() {}
