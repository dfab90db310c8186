use djust_macros::{component, live_view};

#[component(source = "<p>\n<button dj-click=\"save\">save</button></p>")]
struct Button {}

#[component(source = "<p>{{ label }}</p>")]
struct Badge {
    #[prop]
    label: String,
}

#[component]
impl Badge {}

#[live_view(source = "{% component Badge %}")]
struct Page {}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {}
    }
}

fn main() {}
