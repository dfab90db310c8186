#![allow(dead_code)]

use djust_macros::{component, live_component, live_view};

macro_rules! pages {
    ($($name:ident: $source:literal,)*) => {$(
        #[live_view(source = $source)]
        struct $name {
            on: bool,
            items: Vec<String>,
        }

        #[live_view]
        impl $name {
            fn mount() -> Self {
                unimplemented!()
            }
        }
    )*};
}

macro_rules! components {
    ($($name:ident: $source:literal,)*) => {$(
        #[live_component(source = $source)]
        struct $name {
            on: bool,
        }

        #[live_component]
        impl $name {}
    )*};
}

components! {
    Part: "<p>{% slot %}</p>",
    InMacro: "<div>{% macro m() %}{% slot %}{% endmacro %}{{ m() }}</div>",
    Unnamed: "<div>{% slot a-b %}</div>",
    HandedOn: "<div>{% live_component Part %}<p>{% slot %}</p>{% endlive_component %}</div>",
    Whole: "<html><body></body></html>",
    Scripts: "<div>{% djust_scripts %}</div>",
    InTable: "<table><tbody>{% slot %}</tbody></table>",
}

pages! {
    NoParent: "{% slot %}",
    InDrawing: "<svg>{% live_component Part %}</svg>",
    UnclearKey: r#"{% for i in items %}<p data-key="{% if on %}a{% endif %}">{% live_component Part %}</p>{% endfor %}"#,
    NothingGiven: "{% live_component Part value= %}",
    NoName: "{% live_component 5 %}",
    Keyword: "{% live_component fn %}{% component fn %}",
    InFilter: "{% filter upper %}{% live_component Part %}{% endfilter %}",
    PartHanded: "{% live_component Part %}<li>a</li><li>b</li>{% endlive_component %}",
}

#[component(source = "<p>{% csrf_token %}</p>")]
struct Still;

fn main() {}
