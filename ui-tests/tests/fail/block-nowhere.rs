use djust_macros::live_view;

#[deny(deprecated)]
#[live_view(template = "block-nowhere.html")]
struct Page {
    title: String,
    items: Vec<String>,
    note: Option<String>,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { title: String::new(), items: Vec::new(), note: None }
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn uses() {
    lives::<Page>();
}

fn main() {}
