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
    Foreign: r#"
{% static "a.css" %}
{% with a=1 %}
{% endwith %}
{% empty %}
{% comment %}
{% verbatim %}
{% endverbatim %}
{% autoescape off %}
{% url "home" %}
{% trans "a" %}
{% cycle %}
"#,
    Incomplete: r#"
{% if %}
{% for %}
{% match %}
{% include pages/footer.html %}
{% include "pages/footer.html" now %}
{% import "pages/macros.html" %}
{% import "pages/macros.html" in m %}
{% import "pages/macros.html" as %}
{% macro %}
{% call %}
{% call card(1) x %}{% endcall %}
{% fill %}
{% 5 %}
{{ (title] }}
{#-#}
{% match title %}{% endmatch %}
{% match title %}{% when %}{% endmatch %}
{% block a %}{% endblock b %}
"#,
    NotClosed: "{% if on %}",
    NotOpen: "{% endif %}",
    Crossed: "{% if on %}{% endfor %}",
    WithinOther: "{% if on %}{% macro a() %}{% endmacro %}{% endif %}",
    Outside: "{% break %}",
    BetweenArms: "{% match title %}text{% when _ %}{% endmatch %}",
    ExtendsLate: r#"<p>a</p>{% extends "base.html" %}"#,
    RawNotClosed: "{% raw %}",
    ExpressionNotClosed: "{{ title",
    CommentNotClosed: "{# title",
    TooDeep: "
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}{% if on %}
{% if on %}
",
}

fn main() {}
