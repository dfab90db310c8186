use djust_macros::live_view;

#[live_view(source = r#"<p dj-shortcut="f{{ id }}:save"></p><p dj-shortcut="f{{ name }}:save"></p>"#)]
struct Page {
    id: u32,
    name: String,
    open: bool,
}

include!("shared/page.rs");

fn main() {}
