use djust_macros::{live_component, live_view};

#[live_component(source = "<p></p>")]
struct Live {}

#[live_component]
impl Live {}

#[live_view(source = "{% component Live %}")]
struct Page {}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {}
    }
}

fn main() {}
