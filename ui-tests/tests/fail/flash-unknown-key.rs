use djust_macros::live_view;

#[live_view(source = "<p>{{ count }}</p>\n{% dj_flash auto_dismis=8000 %}")]
struct Shop {
    count: i64,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
