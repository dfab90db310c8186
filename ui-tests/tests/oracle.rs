//! I1: a page less its marks is what plain Askama writes, but for white space at the edges of rows.
//!
//! Each template here is compiled twice: as a live view, and by Askama's own derive.
// Rows without keys are warned about; here they are meant.
#![allow(missing_docs, deprecated)]

use djust_macros::live_view;
use djust_runtime::engine::html;
use djust_runtime::engine::tape::Recorder;
use djust_runtime::view::ViewTemplate;

/// One struct as a view and as a plain template, and the two pages of one value.
macro_rules! both {
    ($name:ident, $key:ident / $askama:ident = $template:literal $(, $ext:ident)?;
     { $($field:ident: $ty:ty = $value:expr),* $(,)? }) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            pub(super) mod live {
                #[allow(unused_imports)]
                use super::*;

                #[live_view($key = $template)]
                pub(crate) struct View { $(pub(crate) $field: $ty),* }

                #[live_view]
                impl View {
                    fn mount() -> Self { Self { $($field: $value),* } }
                }
            }

            #[derive(askama::Template)]
            #[template($askama = $template $(, $ext = "html")?)]
            pub(super) struct Plain { $($field: $ty),* }

            pub(super) fn pages() -> (String, String) {
                let plain = askama::Template::render(&Plain { $($field: $value),* });
                (
                    page(&live::View { $($field: $value),* }),
                    plain.expect("the plain template renders"),
                )
            }
        }
    };
}

fn page<V: ViewTemplate>(view: &V) -> String {
    let mut recorder = Recorder::new();
    view.render(&mut recorder).expect("the view renders");
    html::plain(&recorder.finish(V::SKELETON).expect("the tape fits"))
}

/// Without white space beside a tag: what rule 4 may change.
fn squashed(page: &str) -> String {
    let mut out = String::new();
    for piece in page.split_inclusive(['<', '>']) {
        let (text, end) = piece.split_at(piece.len() - piece.ends_with(['<', '>']) as usize);
        out.push_str(text.trim());
        out.push_str(end);
    }
    out
}

#[derive(Clone)]
pub(crate) struct Item {
    id: u32,
    title: String,
    cents: u32,
}

fn items() -> Vec<Item> {
    let item = |id, title: &str, cents| Item {
        id,
        title: title.to_owned(),
        cents,
    };
    vec![
        item(1, "Tea & <more>", 250),
        item(7, "", 1999),
        item(3, "\u{1f44d}", 5),
    ]
}

pub(crate) enum Shape {
    Circle(u32),
    Named { name: &'static str },
    Nothing,
}

both!(values, source / source = "<p>{{ a }}{{ b }} - {{ a }}</p><div>{{ c|safe }}</div>", ext;
    { a: &'static str = "<&>", b: u8 = 3, c: &'static str = "<i>x</i>" });
both!(attributes, source / source =
    "<a href=\"/x/{{ b }}\" title='{{ a }}' {% if on %}hidden{% endif %} class=\"p {% if on %}on{% else %}off{% endif %}\">{{ b }}</a><input value=\"{{ a }}\" {% if !on %}checked{% endif %}>", ext;
    { a: &'static str = "'\"<", b: u8 = 3, on: bool = true });
both!(branches, source / source =
    "<div>{% if n > 2 && name.is_some() %}<b>{{ n }}</b>{% else if let Some(x) = name %}{{ x }}{% else %}none{% endif %} and {% match shape %}{% when Shape::Circle(r) %}<i>{{ r }}</i>{% when Shape::Named { name } %}{{ name }}{% else %}-{% endmatch %}</div>", ext;
    { n: u8 = 2, name: Option<String> = Some("x<".into()), shape: Shape = Shape::Named { name: "box" } });
both!(other_arms, source / source =
    "<div>{% match shape %}{% when Shape::Circle(r) %}<i>{{ r }}</i>{% when Shape::Named { name } %}{{ name }}{% else %}-{% endmatch %}{% match other %}{% when Shape::Circle(r) %}<i>{{ r }}</i>{% else %}-{% endmatch %}</div>", ext;
    { shape: Shape = Shape::Nothing, other: Shape = Shape::Circle(4) });
both!(rows, source / source =
    "<ul>{% for item in items %}<li id=\"i{{ item.id }}\">{{ loop.index }} {{ item.title }} {{ item.cents }}</li>{% else %}<li>none</li>{% endfor %}</ul>{% for item in items if item.cents > 100 %}{{ item.title|upper }},{% endfor %}", ext;
    { items: Vec<Item> = items() });
both!(no_rows, source / source =
    "<ul>{% for item in items %}<li>{{ item.id }}</li>{% else %}<li>none</li>{% endfor %}</ul>", ext;
    { items: Vec<Item> = Vec::new() });
both!(nested, source / source =
    "<table><tbody>{% for row in rows %}<tr>{% for cell in row %}<td>{% if *cell > 1 %}{{ cell }}{% endif %}</td>{% endfor %}</tr>{% endfor %}</tbody></table>", ext;
    { rows: Vec<Vec<u8>> = vec![vec![1, 2, 3], vec![], vec![4]] });
both!(statements, source / source =
    "{% let twice = n * 2 %}<p>{{ twice }}</p>{% let text %}<b>{{ n }}</b>{% endlet %}<div>{{ text|safe }}</div>{% filter upper %}x{{ n }}y{% endfilter %}{% raw %}{{ n }}{% endraw %}{# {{ n }} #}", ext;
    { n: u8 = 21 });
both!(calls, source / source =
    "{% macro cell(x) %}<td title=\"{{ x }}\">{{ x }}</td>{% endmacro %}<table><tbody><tr>{% call cell(n) %}{% endcall %}{{ cell(n + 1) }}</tr></tbody></table>", ext;
    { n: u8 = 1 });
both!(raw_text, source / source =
    "<textarea>{{ text }}</textarea><textarea>a {% if on %}{{ text }}{% endif %}</textarea><svg><title>{{ text }}</title><g fill=\"{{ text }}\">{{ text }}</g></svg>", ext;
    { text: &'static str = "<b>&", on: bool = true });
both!(white_space, source / source =
    "<p>\n  {{- n -}}\n  x {%- if on ~%}  y {% endif -%}  z\n {#- gone -#} </p>\n", ext;
    { n: u8 = 1, on: bool = true });
both!(loops, source / source =
    "{% for n in numbers %}{% if *n == 2 %}{% continue %}{% endif %}{% if *n == 4 %}{% break %}{% endif %}<b>{{ n }}{{ loop.first }}{{ loop.last }}</b>{% endfor %}", ext;
    { numbers: Vec<u8> = vec![1, 2, 3, 4, 5] });
both!(defined, source / source =
    "<p>{% if n is defined %}{{ n }}{% endif %}{% if m is defined %}m{% endif %}</p>", ext;
    { n: u8 = 1 });
both!(shop, template / path = "shop.html";
    { name: String = "Tea & co".into(), items: Vec<Item> = items(), note: Option<&'static str> = Some("fresh") });
both!(empty_shop, template / path = "shop.html";
    { name: String = String::new(), items: Vec<Item> = Vec::new(), note: Option<&'static str> = None });

#[test]
fn i1_a_page_is_what_askama_writes() {
    for (name, (ours, plain)) in [
        ("values", values::pages()),
        ("attributes", attributes::pages()),
        ("branches", branches::pages()),
        ("other_arms", other_arms::pages()),
        ("rows", rows::pages()),
        ("no_rows", no_rows::pages()),
        ("nested", nested::pages()),
        ("statements", statements::pages()),
        ("calls", calls::pages()),
        ("raw_text", raw_text::pages()),
        ("white_space", white_space::pages()),
        ("loops", loops::pages()),
        ("defined", defined::pages()),
    ] {
        assert_eq!(ours, plain, "{name}");
    }
}

/// Files, inheritance, includes and imports, with rows whose edges are white space.
#[test]
fn i1_pages_from_files_differ_at_the_edges_of_rows_alone() {
    for (ours, plain) in [shop::pages(), empty_shop::pages()] {
        assert_eq!(squashed(&ours), squashed(&plain));
    }
}
