use djust_macros::live_view;

#[live_view(template = "counter.html")]
struct Counter {
    count: i64,
}

#[live_view]
impl Counter {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler]
    fn increment(&mut self) {
        self.count += 1;
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn main() {
    lives::<Counter>();
}
