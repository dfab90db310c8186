use djust_macros::live_view;

#[live_view(source = r#"<p>{{ text }} {{ on }}</p>"#)]
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

#[live_view]
impl Page {
    #[event_handler]
    fn more(&mut self) {
        self.on = false;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut page: Page) {
    page.go();
    page.more();
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
