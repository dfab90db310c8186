use djust_macros::{live_component, live_view};

#[live_component(source = "<p>stars</p>")]
struct Stars {}

#[live_component]
impl Stars {}

#[live_component(source = "<p>{% slot header %}</p>")]
struct Panel {}

#[live_component]
impl Panel {}

#[live_view(source = "{% live_component Stars %}<b></b>{% endlive_component %}
{% live_component Panel %}{% fill heder %}<b></b>{% endfill %}{% endlive_component %}")]
struct Page {}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {}
    }
}

fn main() {}
