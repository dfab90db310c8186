use djust_macros::{live_component, live_view};

#[live_component(source = "<b>part</b>")]
struct Part {}

#[live_component]
impl Part {}

#[live_view(source = r#"
<div dj-update="ignore" data-values="{{ count }}"><p class="{% if count == 1 %}one{% endif %}">{{ count }}</p></div>
<div dj-update="ignore"><a href="{{ count }}">where to</a></div>
<div dj-update="ignore">{% if count == 1 %}{% live_component Part %}{% endif %}</div>
<div {% if count == 1 %}dj-update="ignore"{% endif %}>{{ count }}</div>
<div dj-update="append">more</div>
"#)]
struct Page {
    count: u32,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
