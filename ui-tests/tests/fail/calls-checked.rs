#![allow(dead_code)]

use djust_macros::live_view;

#[live_view(source = r#"
<b dj-click="save(1.5)">a</b>
<form dj-submit="save"></form>
"#)]
struct Page;

#[live_view]
impl Page {
    fn mount() -> Self {
        Self
    }

    #[event_handler]
    fn save(&mut self, times: i64) {}
}

#[live_view(source = r#"<b dj-click="save">{{ title }}</b>"#)]
struct Empty;

#[live_view(source = r#"<b dj-click="save">a</b>"#)]
struct NoHandlers;

#[live_view]
impl NoHandlers {
    fn mount() -> Self {
        Self
    }
}

fn main() {}
