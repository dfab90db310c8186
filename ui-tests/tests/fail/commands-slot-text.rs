use djust_macros::live_view;
use djust_runtime::js::{Commands, Js};

#[live_view(source = r#"<p>{{ name }}</p><button dj-click="{{ name }}">do</button>"#)]
struct Shop {
    name: String,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { name: String::new() }
    }
}

// Right is a `Js`, on every event, in arms and where it is kept.
#[live_view(
    source = r##"<button dj-click="{{ self.open() }}" dj-keydown.enter="{% if wide %}{{ self.open() }}{% else %}add{% endif %}" dj-commands="{{ Js::hide("#menu") }}">do</button>"##
)]
struct Menu {
    wide: bool,
}

#[live_view]
impl Menu {
    fn mount() -> Self {
        Self { wide: true }
    }

    fn open(&self) -> Js {
        Js::show("#menu").transition("fade").focus_first()
    }

    #[event_handler]
    fn add(&mut self) {
        self.wide = false;
    }
}

fn main() {}
