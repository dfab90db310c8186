use djust_macros::live_view;

#[live_view(source = r#"<button disabled="{{ on }}">{{ text }}</button><input type="checkbox" checked="{% if on %}checked{% endif %}">"#)]
struct Page {
    on: bool,
    text: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { on: false, text: String::new() }
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(page: Page) {
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
