use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="go" dj-debounce="soon">{{ text }}</button><button dj-click="go" dj-throttle="">{{ on }}</button>"#)]
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
