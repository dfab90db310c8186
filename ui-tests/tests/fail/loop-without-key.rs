use djust_macros::live_view;

#[deny(deprecated)]
#[live_view(source = r#"<ul>{% for name in names %}<li>{{ name }}<input></li>{% endfor %}</ul>"#)]
struct Page {
    names: Vec<String>,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { names: Vec::new() }
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses() {
    lives::<Page>();
}

fn main() {}
