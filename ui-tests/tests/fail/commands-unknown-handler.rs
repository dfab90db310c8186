use djust_macros::live_view;
use djust_runtime::js::{Commands, Js};

#[live_view(source = r##"
<form dj-submit="{{ Js::push("save", ()).on("#dialog").hide() }}"><input name="title"></form>
<button dj-click="{{ Js::hide("#menu").push("sav", [("id", 5)]) }}">save</button>
"##)]
struct Page;

#[live_view]
impl Page {
    fn mount() -> Self {
        Self
    }

    #[event_handler]
    fn save(&mut self, title: String) {
        drop(title);
    }
}

fn main() {}
