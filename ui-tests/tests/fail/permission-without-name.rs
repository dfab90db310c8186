use djust_macros::live_view;

#[live_view(source = "<p>{{ count }}</p>")]
struct Shop {
    count: i64,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[event_handler(permission)]
    fn save(&mut self) {
        self.count += 1;
    }
}

fn main() {}
