use djust_macros::live_view;
use djust_runtime::action::Action;

#[live_view(source = "<p>{{ count }}</p>")]
struct Shop {
    count: i64,
    save: Action<String>,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        loop {}
    }

    #[action]
    async fn save(&mut self) -> Result<i64, String> {
        Ok(self.count)
    }
}

fn main() {
    let _: Action<u8>;
}
