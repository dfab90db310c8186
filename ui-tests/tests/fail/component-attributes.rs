use djust_macros::{live_component, live_view};

#[live_component(source = "<p>{{ label }}</p>")]
struct Badge {
    #[prop]
    #[state]
    label: String,
}

#[live_view(source = "{% live_component Badge label=name %}", emits(Badge))]
struct Page {
    name: String,
}

fn main() {}
