use djust_macros::live_view;

#[live_view(source = r#"<button dj-click="add('{{ sku }}', 5)">more</button>"#)]
struct Shop {
    sku: String,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { sku: String::new() }
    }

    #[event_handler]
    fn add(&mut self, sku: String, times: u32) {
        self.sku = sku.repeat(times as usize);
    }
}

fn main() {}
