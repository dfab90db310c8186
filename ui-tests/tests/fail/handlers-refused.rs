use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="go">{{ text }}</button><button dj-click="say(1)">{{ on }}</button><button dj-click="saye">k</button>"#)]
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
    fn go(self) {
        drop(self);
    }

    #[event_handler]
    fn say(&mut self, text: &str) {
        self.text = text.to_owned();
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut page: Page) {
    page.say("");
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
