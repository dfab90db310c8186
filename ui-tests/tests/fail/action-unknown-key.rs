use djust_macros::live_view;
use djust_runtime::action::Action;

#[live_view(source = "<p>{{ count }}</p>")]
struct Shop {
    count: i64,
    save: Action<()>,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        loop {}
    }

    #[action(debonce = 500)]
    fn save(&mut self) {}
}

fn main() {
    let _: Action<u8>;
}
