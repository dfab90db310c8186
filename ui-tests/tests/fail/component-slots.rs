#![allow(dead_code)]

use djust_macros::{Message, live_component, live_view};

#[live_component(source = "<p>{% slot a %}</p>")]
struct Part;

#[live_component]
impl Part {}

#[live_view(source = "{% live_component Part %}{% fill a %}<p>a</p>{% endfill %}{% fill a %}<p>b</p>{% endfill %}{% endlive_component %}")]
struct FilledTwice;

#[live_view]
impl FilledTwice {
    fn mount() -> Self {
        Self
    }
}

#[live_component(source = "<p>{% slot %}</p>")]
struct Frame;

#[live_component]
impl Frame {}

#[live_view(source = "{% live_component Frame %}{% fill a %}<p>a</p>{% endfill %}{% endlive_component %}")]
struct NamedInVain;

#[live_view]
impl NamedInVain {
    fn mount() -> Self {
        Self
    }
}

#[live_view(source = "{% live_component Part value=1 %}")]
struct NoProps;

#[live_view]
impl NoProps {
    fn mount() -> Self {
        Self
    }
}

#[derive(Message)]
struct Rated {
    value: i64,
}

#[live_component(source = "<p>a</p>", emits(Rated))]
struct Rating;

#[live_component]
impl Rating {}

#[live_view(source = "{% live_component Rating %}")]
struct OtherField;

#[live_view]
impl OtherField {
    fn mount() -> Self {
        Self
    }

    #[event_handler]
    fn rated(&mut self, stars: Option<i64>) {}
}

fn main() {}
