use djust_macros::live_view;
use djust_runtime::js::{Commands, Js};

#[live_view(source = r##"
<button dj-click="save_{{ kind }}">save</button>
<button dj-click="{% if wide %}{{ kind }}{{ kind }}{% else %}save{% endif %}">save</button>
<button dj-click='[["show", "#menu"]]'>show</button>
<div dj-commands="hide"></div>
"##)]
struct Shop {
    kind: String,
    wide: bool,
}

#[live_view]
impl Shop {
    fn mount() -> Self {
        Self { kind: String::new(), wide: true }
    }
}

fn broken() -> [Js; 6] {
    [
        Js::show(),
        Js::show("#menu").transition(("a", "b", "c", "d")),
        Js::set_attr("#menu", "open"),
        Js::push("save", 5),
        Js::this().toggle_attr("open", true),
        Js::hide("#menu").fade(),
    ]
}

fn main() {}
