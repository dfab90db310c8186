use djust_macros::live_view;

#[live_view(source = r#"<form dj-submit="save"><input name="text" value="{{ text }}"><input type="checkbox" name="done" {% if on %}checked{% endif %}></form>
<form dj-submit="tag"><select name="tags" multiple><option>{{ text }}</option></select></form>
<form dj-submit="rate"><input type="radio" name="stars" value="1"><input type="radio" name="stars" value="2"></form>"#)]
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
    fn save(&mut self, text: String, done: bool) {
        (self.text, self.on) = (text, done);
    }

    #[event_handler]
    fn tag(&mut self, tags: Vec<String>) {
        self.text = tags.concat();
    }

    #[event_handler]
    fn rate(&mut self, stars: u8) {
        self.on = stars > 1;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut page: Page) {
    page.save(String::new(), true);
    page.tag(Vec::new());
    page.rate(1);
    drop((page.on, page.text));
    lives::<Page>();
}

fn main() {}
