use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="add({{ count }}, 2, '3')">more</button>"#)]
struct Shop {
    count: i64,
    names: Vec<String>,
    open: bool,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { count: 0, names: Vec::new(), open: true }
    }

    #[event_handler]
    fn add(&mut self, amount: i64, #[default(1)] times: u32) {
        self.count += amount * i64::from(times);
    }

    #[event_handler]
    fn toggle(&mut self) {
        self.open = !self.open || self.names.is_empty();
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses(mut shop: Shop) {
    shop.add(1, 2);
    shop.toggle();
    lives::<Shop>();
}

fn main() {}
