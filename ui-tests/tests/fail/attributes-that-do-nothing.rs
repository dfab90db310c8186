use djust_macros::live_view;

#[deny(deprecated)]
#[live_view(source = r#"<button dj-confirm="Sure?">{{ text }}</button><p dj-submit="go">k</p><div dj-input="go"><b>{{ on }}</b></div><ul dj-change="go"><li>k</li></ul>"#)]
struct Page {
    on: bool,
    text: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { on: false, text: String::new() }
    }

    #[event_handler]
    fn go(&mut self) {
        self.on = true;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut page: Page) {
    page.go();
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
