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
    Doctype: "<!doctype html><p>{{ title }}</p>",
    Straight: "<html>{{ title }}<p>a</p><body></body></html>",
    NoHtml: "<head></head><body></body>",
    InHead: "<html><head><p>a</p></head><body></body></html>",
    Table: "
<div><body></body></div>
<table>text<col><tbody><td></td><div></div>{{ title }}</tbody></table>
<td></td>
",
    Ends: "
<p>{{ title|safe }}</p>
<a><a></a></a>
<div>{% if on %}</div>{% endif %}</div>
<div><b></div>
<ul><li>{{ title }}</ul>
{% if on %}<b>a</b{% endif %}
<svg><div></div></svg>
<title/></title>
",
    Names: r#"
<{{ title }}>
<b{{ title }}></b>
<b {{ title }}></b>
<b ti{{ title }}="a"></b>
<b ="a"></b>
<b {% if on %}>{% endif %}></b>
<b {% if on %}a{% endif %}b></b>
<b {% csrf_token %}></b>
<b title="{% csrf_token %}"></b>
<b title="{% if on %}"{% endif %}></b>
<b id="a" id="b"></b>
{% if on %}<b {% endif %}
{% if on %}<b title="{% endif %}
{% if on %}<!-- a {% endif %}
"#,
    Loops: "
{% for i in items %}<b>{% break %}</b><textarea>{% break %}</textarea><i {% break %}></i>{% endfor %}
{% for i in items %}{% filter upper %}{% break %}{% endfilter %}{% endfor %}
<textarea>{% if on %}</textarea>{% endif %}</textarea>
",
    Slots: r#"
<meta http-equiv="refresh" content="{{ title }}">
<base href="{{ title }}">
<iframe srcdoc="{{ title }}"></iframe>
<a href="javascript:{{ title }}">a</a>
<svg><a><animate attributeName="href" to="{{ title }}"/></a></svg>
<a {% if on %}href="{{ title }}"{% endif %}>a</a>
{{ forloop.counter }}
{{ loop.counter }}
"#,
}

fn main() {}
