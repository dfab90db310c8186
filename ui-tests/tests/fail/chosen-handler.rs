use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="{% if open %}close{% else %}opne{% endif %}">menu</button>"#)]
struct Menu {
    open: bool,
}

#[live_view]
impl Menu {
    fn mount() -> Self {
        Self { open: false }
    }

    #[event_handler]
    fn close(&mut self) {
        self.open = false;
    }

    #[event_handler]
    fn open(&mut self) {
        self.open = true;
    }
}

fn main() {}
