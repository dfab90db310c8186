#![allow(dead_code)]

use djust_macros::live_view;

macro_rules! pages {
    ($($name:ident: $source:literal,)*) => {$(
        #[live_view(source = $source)]
        struct $name {
            on: bool,
            title: String,
            items: Vec<String>,
        }

        #[live_view]
        impl $name {
            fn mount() -> Self {
                unimplemented!()
            }

            #[event_handler]
            fn save(&mut self, times: i64) {}
        }
    )*};
}

pages! {
    NoMacro: r#"{% import "pages/macros.html" as m %}{{ m::crad(title) }}"#,
    NotImported: "{% call m::card(title) %}{% endcall %}",
    NoCalled: "{% call card(title) %}{% endcall %}",
    SuperOutside: "{{ super() }}",
    SuperOfNothing: "{% block a %}{{ super() }}{% endblock %}",
    BlockInFilter: "{% filter upper %}{% block a %}{% endblock %}{% endfilter %}",
    BlockInContent: "{% live_component Part %}{% block a %}{% endblock %}{% endlive_component %}",
    BlockTwice: "{% block a %}{% endblock %}{% block a %}{% endblock %}",
    IncludeCircle: r#"{% include "circle.html" %}"#,
    ExtendsCircle: r#"{% extends "circle-base.html" %}"#,
    FolderNoFile: r#"{% include "pages" %}"#,
    Flash: "{% dj_flash auto_dismiss=soon %}{% dj_flash now %}{% djust_route_map now %}",
    Fields: r#"
{% live_field email %}
{% live_field form.a label %}
{% live_field form.a type="rage" %}
{% live_field form.a class=title %}
{% live_field form.a type="select" %}
{% live_field form.a options=items %}
{% live_field form.a on="blur" %}
{% live_field form.a class="{% a" %}
"#,
    FillAlone: "{% fill header %}{% endfill %}",
    Hidden: r#"{% live_field form.a type="hidden" label="A" %}"#,
}

fn main() {}
