use djust_macros::live_view;

#[live_view(source = r#"<p dj-loading.hide dj-loading.for="select(1)">{{ id }}</p>"#)]
struct Page {
    id: u32,
    name: String,
    open: bool,
}

include!("shared/page.rs");

fn main() {}
