use djust_macros::live_view;

#[live_view(source = r#"<form dj-submit="save" data-kind="note"><input name="titel"><textarea name="text">{{ text }}</textarea></form>"#)]
struct Note {
    text: String,
}

#[live_view]
impl Note {
    fn mount() -> Self {
        Self { text: String::new() }
    }

    #[event_handler]
    fn save(&mut self, title: String, text: String, kind: String, tag: Option<String>) {
        self.text = title + &text + &kind + &tag.unwrap_or_default();
    }
}

fn uses(mut note: Note) {
    note.save(String::new(), String::new(), String::new(), None);
}

fn main() {}
