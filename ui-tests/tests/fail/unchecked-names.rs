use djust_macros::live_view;

#[deny(deprecated)]
#[live_view(source = r#"<p dj-click="{% for _ in name.chars() %}save{% endfor %}">{{ id }}</p><form dj-submit="save"><b dj-form-pending="blink">k</b><i dj-loading.show="flexx">k</i></form>"#)]
struct Page {
    id: u32,
    name: String,
    open: bool,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { id: 1, name: String::new(), open: true }
    }

    #[event_handler]
    fn select(&mut self, id: u32) {
        self.id = id;
    }

    #[event_handler]
    fn save(&mut self) {
        self.open = self.name.is_empty();
    }
}

fn uses(mut page: Page) {
    page.select(1);
    page.save();
    drop((page.id, page.name, page.open));
}

fn main() {}
