use djust_macros::live_view;

#[deny(deprecated)]
#[live_view(source = r#"<p dj-click="{% for _ in name.chars() %}save{% endfor %}">{{ id }}</p><form dj-submit="save"><b dj-form-pending="blink">k</b><i dj-loading.show="flexx">k</i></form>"#)]
struct Page {
    id: u32,
    name: String,
    open: bool,
}

include!("shared/page.rs");

fn main() {}
