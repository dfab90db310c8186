use djust_macros::live_view;
use djust_runtime::action::Action;

#[live_view(source = "<p>{{ count }}</p>")]
struct Shop {
    count: i64,
    saved: bool,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        loop {}
    }

    #[action]
    fn save(&mut self) -> i64 {
        self.count
    }
}

fn main() {
    let _: Action<u8>;
}
