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
    Outside: "{{ caller() }}",
    Renamed: "{% macro m() %}{% let a = caller %}{% endmacro %}{% call m() %}a{% endcall %}",
    Drawing: "{% macro m() %}{{ caller() }}<svg>{{ caller() }}</svg>{% endmacro %}{% call m() %}a{% endcall %}",
    Attribute: r#"{% macro m() %}<b title="{{ caller() }}">{{ caller() }}</b>{% endmacro %}{% call m() %}a{% endcall %}"#,
    Itself: "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    Scripts: "{% djust_scripts %}{% djust_scripts %}{% if on %}{% djust_scripts %}{% endif %}",
}

fn main() {}
