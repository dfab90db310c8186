use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="remove" data-idd="3">{{ text }}</button><form dj-submit="add"><input name="titel"></form><i>{{ on }}</i>"#)]
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

    #[event_handler]
    fn add(&mut self, title: String) {
        self.text = title;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut page: Page) {
    page.remove(1);
    page.add(String::new());
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
