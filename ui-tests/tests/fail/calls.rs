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
    Calls: r#"
<b dj-click="save(1">a</b>
<b dj-click="save('a' 'b')">a</b>
<b dj-click="save(,1)">a</b>
<b dj-click="save(a'b)">a</b>
<b dj-click="save('a)">a</b>
<b dj-click="save([1)">a</b>
<b dj-click="save(1) now">a</b>
<b dj-click="1save">a</b>
"#,
    Slots: r#"
{% macro m() %}a{% endmacro %}
<b dj-click="save({% if on %}{{ title }}{% endif %})">a</b>
<b dj-click="save({{ m() }})">a</b>
"#,
    Shortcuts: r#"
<b dj-shortcut="strg+k:save">a</b>
<b dj-shortcut="ctrl+enterr:save">a</b>
<b dj-shortcut="ctrl+kk:save">a</b>
<b dj-shortcut="ctrl+k">a</b>
<b dj-shortcut="ctrl+k:save:stop">a</b>
"#,
    Names: r#"
<b dj-zzzzz="a">a</b>
<b dj-click="save" dj-value-="1">a</b>
<b dj-click="save" dj-click:="1">a</b>
<b dj-click="save" dj-click:times:date="1">a</b>
<b dj-keydown.entr="save">a</b>
<input type="submit" dj-model="title">
<b dj-click="save" dj-optimistic="{{ title }}">a</b>
<b dj-click="save" dj-optimistic="count:count+x">a</b>
"#,
}

fn main() {}
