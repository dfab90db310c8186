use djust_macros::live_view;

#[live_view(template = "several-tags.html")]
struct Page {
    title: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { title: String::new() }
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses() {
    lives::<Page>();
}

fn main() {}
