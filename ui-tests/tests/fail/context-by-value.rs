//! The context is borrowed.
use djust_runtime::context::Context;

#[djust_macros::live_view(source = "<p>{{ count }}</p>")]
struct Counter {
    count: i64,
}

#[djust_macros::live_view]
impl Counter {
    fn mount() -> Self {
        Self { count: 0 }
    }

    #[djust_macros::event_handler]
    fn add(&mut self, cx: Context) {
        let _ = cx.identity();
        self.count += 1;
    }
}

fn main() {}
