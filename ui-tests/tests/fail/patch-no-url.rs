use djust_macros::live_view;

#[live_view(source = r#"<a dj-patch="javascript:alert(1)">a</a><a dj-navigate="//other.example/">b</a><a dj-navigate="items">c</a><a dj-patch="?page=2">d</a><a href="/" dj-patch>e</a>"#)]
struct Page {}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {}
    }
}

fn lives<V: djust_runtime::view::LiveView>() {}

fn main() {
    lives::<Page>();
}
