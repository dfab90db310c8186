use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="remove(row.id)">{{ text }}</button><i>{{ on }}</i>"#)]
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
    fn remove(&mut self, id: u32) {
        self.on = id > 0;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut page: Page) {
    page.remove(1);
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
