use djust_macros::{live_component, live_view};

#[live_component(source = "<p>{{ label }}</p>")]
struct Badge {
    #[prop]
    label: String,
}

#[live_view(source = "{% live_component Badge label=name %}")]
struct Page {
    name: String,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { name: String::new() }
    }
}

fn main() {}
