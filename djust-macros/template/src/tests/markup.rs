//! Markup: raw text, what a browser would repair, where no slot may stand.

use super::{assert_error, compiled, parts, source};
use crate::ir::{Namespace, Slot, Text};

#[test]
fn raw_text_is_one_slot_and_once_text_has_no_owner() {
    let template = compiled(
        "<textarea>a {{ x }}</textarea><title>{{ y }}</title><noscript><img src=\"{{ z }}\"></noscript><pre>{{ w }}</pre>",
    );
    assert_eq!(
        parts(&template),
        [
            "<textarea@[r0]>(nl)$0</textarea><title@[r1]>$1</title><noscript><img src=\"$2\"></noscript><pre@[c3]>(nl)$3</pre>(js)"
        ]
    );
    assert_eq!(
        template.skeleton.fragments[0].slots[2],
        Slot::Text(Text::Once)
    );
}

#[test]
fn markup_that_a_browser_would_repair_is_refused() {
    assert_error(
        "<table><tr><td>{{ x }}</td></tr></table>",
        &["1:8:", "`<tr>` straight in `<table>`", "<tbody>"],
    );
    assert_error(
        "<p>{{ x }}<div>a</div></p>",
        &["1:11:", "`<div>` in a `<p>`"],
    );
    assert_error(
        "<p>{% if x %}<div>a</div>{% endif %}</p>",
        &["1:14:", "`<div>` in a `<p>`"],
    );
    assert_error("<a><b><a>{{ x }}</a></b></a>", &["`<a>` in another `<a>`"]);
    assert_error("<table>{{ x }}</table>", &["moves its text out"]);
    assert_error("<tbody></tbody>", &["outside a table"]);
    assert_error("<p>{{ x|safe }}</p>", &["markup straight in a `<p>`"]);
    assert_error("<svg><div>a</div></svg>", &["ends the drawing"]);
    assert_error("<title/>{{ x }}", &["ignores the slash"]);
    assert_error("<div/>{{ x }}</div>", &["</div>"]);
    assert_error(
        "<html>{{ x }}<head></head></html>",
        &["straight in the document"],
    );
}

#[test]
fn arms_and_rows_must_balance() {
    assert_error(
        "{% if a %}<a>{% endif %}x",
        &["1:11:", "opened and not closed"],
    );
    assert_error(
        "<div>{% if a %}</div>{% endif %}",
        &["1:16:", "was opened outside"],
    );
    assert_error(
        "<ul>{% for x in xs %}<li>{{ x }}{% endfor %}</ul>",
        &["1:22:", "opened and not closed"],
    );
    assert_error(
        "<ul><li>{{ x }}<li>b</li></ul>",
        &["`</li>`", "omitted", "write it out"],
    );
    assert_error("</b>", &["without `<b>`"]);
    compiled("<ul><li>a<li>b</ul><p>{{ x }}</p>");
}

#[test]
fn slots_stand_where_they_can_do_no_harm() {
    assert_error(
        "<script>let x = {{ x }}</script>",
        &["1:20:", "a slot in `<script>`", "data-*"],
    );
    assert_error(
        "<p class={{ x }}>a</p>",
        &["1:13:", "unquoted", "class=\"…\""],
    );
    assert_error("<!-- {{ x }} -->", &["1:9:", "comment"]);
    assert_error("<p onclick=\"{{ x }}\">a</p>", &["`onclick`"]);
    assert_error("<p {{ x }}>a</p>", &["between attributes"]);
    assert_error("<p data-{{ x }}=\"1\">a</p>", &["attribute's name"]);
    assert_error("<h{{ n }}>a</h1>", &["tag's name"]);
    assert_error("<iframe srcdoc=\"{{ x }}\"></iframe>", &["srcdoc"]);
    assert_error(
        "<ul>{% for x in xs %}<li>{% break %}</li>{% endfor %}</ul>",
        &["element of the row open"],
    );
}

#[test]
fn a_boolean_attribute_takes_no_slot() {
    assert_error(
        "<input type=\"checkbox\" CHECKED=\"{{ !x.on }}\">",
        &[
            "1:36:",
            "a slot in `CHECKED`",
            "on by being there",
            "`{% if !x.on %}CHECKED{% endif %}`",
        ],
    );
    assert_error(
        "<button disabled=\"{% if x %}disabled{% endif %}\">k</button>",
        &["a slot in `disabled`", "`{% if … %}disabled{% endif %}`"],
    );
    compiled(
        "<button disabled=\"disabled\">k</button><x-box open=\"{{ x }}\"></x-box><a download=\"{{ x }}\">k</a>",
    );
}

#[test]
fn a_textareas_first_line_feed_is_no_part_of_its_value() {
    let template = compiled("<textarea>\n{{ x }}</textarea><textarea>\n\nliteral</textarea>");
    assert_eq!(
        parts(&template),
        ["<textarea@[r0]>(nl)$0</textarea><textarea>\n\nliteral</textarea>(js)"]
    );
    assert_eq!(source(&template), "<0.0>{{ x }}");
}

#[test]
fn code_in_drawings_and_deep_nesting_are_refused() {
    assert_error(
        "<svg><style>{{ x }}</style></svg>",
        &["a slot in `<style>`"],
    );
    assert_error(
        &("<div>".repeat(600) + "{{ x }}"),
        &["nest deeper than 512"],
    );
    assert_error("<!doctype html>{{ x }}", &["straight in the document"]);
    assert_error("<!doctype html><p>a</p>", &["a doctype without `<html>`"]);
    assert_error("<p>{% djust_route_map all %}</p>", &["takes nothing"]);
    assert_error(
        "{% if a %}{% djust_scripts %}{% endif %}",
        &["always written"],
    );
    assert_error("<p class=\"{{ a }}\" class=\"b\">c</p>", &["a second time"]);
    assert_error("{% call nothing() %}{% endcall %}", &["`nothing`"]);
}

#[test]
fn quotes_in_an_arm_may_not_end_the_value() {
    assert_error(
        "<p class=\"a{% if x %}\" id=\"b{% endif %}\">c</p>",
        &["ends the value of `class`"],
    );
    assert_error(
        "<p {% if x %}a=\"b\">{% endif %}</p>",
        &["ends the tag in one arm only"],
    );
}

#[test]
fn conditional_attributes_stand_apart_from_names() {
    let template = compiled(
        "<details{% if a %} open{% endif %}><summary hidden{% if b %} inert{% endif %}>s</summary></details>",
    );
    assert_eq!(
        parts(&template),
        ["<details@[*0]$0><summary@[*1] hidden$1>s</summary></details>(js)"]
    );
    assert_error(
        "<details{% if a %}x{% endif %}>s</details>",
        &["put a space after it"],
    );
    assert_error(
        "<p {% if a %}b{% endif %}c=\"d\">e</p>",
        &["a space is expected"],
    );
    compiled("<p {% if a %}b {% endif %}c=\"d\">e</p>");
}

#[test]
fn a_textarea_drops_the_line_feed_that_the_parser_drops() {
    for text in [
        "<textarea>\n{{ x }}</textarea>",
        "<textarea>\r\n{{ x }}</textarea>",
        "<textarea>{% let y = x %}\n{{ x }}</textarea>",
    ] {
        let template = compiled(text);
        assert!(!source(&template).contains('\n'), "{text}");
    }
}

#[test]
fn html_in_a_drawing_in_a_paragraph_is_no_part_of_the_paragraph() {
    compiled("<p><svg><foreignObject><div>{{ x }}</div></foreignObject></svg></p>");
}

/// S17: of a list of addresses only the first would be checked.
#[test]
fn s17_an_animated_address_takes_no_slot() {
    for name in ["animate", "SET"] {
        assert_error(
            &format!(
                "<svg><a><{name} attributeName=\"xlink:href\" values=\"#a;{{{{ x }}}}\"/></a></svg>"
            ),
            &["animation"],
        );
    }
    compiled("<svg><animate attributeName=\"r\" values=\"1;{{ x }}\"/></svg>");
}

/// S17: what is written as a whole has no slot whose scheme would be checked.
#[test]
fn s17_an_address_in_a_filter_or_let_block_does_not_begin_with_an_expression() {
    for (open, close) in [
        ("{% filter trim %}", "{% endfilter %}"),
        ("{% let block %}", "{% endlet %}<div>{{ block|safe }}</div>"),
    ] {
        let link = |address: &str| {
            format!(
                "<div>{open}{{% if x.is_some() %}}<a href=\"{address}\">x</a>{{% endif %}}{close}</div>"
            )
        };
        assert_error(&link("{{ x }}"), &["scheme can't be checked"]);
        compiled(&link("/items/{{ x }}"));
        let by_macro = |address: &str| {
            format!(
                "{{% macro m(x) %}}<a href=\"{address}\">x</a>{{% endmacro %}}<i>{{{{ m(x) }}}}</i><div>{open}{{{{ m(x) }}}}{close}</div>"
            )
        };
        assert_error(
            &by_macro("{{ x }}"),
            &["scheme can't be checked", "the macro `m` is called at"],
        );
        compiled(&by_macro("/items/{{ x }}"));
    }
    assert_error(
        "{% macro m() %}<a href=\"{{ x }}\">x</a>{% endmacro %}{% let a = m() %}<p>{{ m() }}</p><div>{{ a|safe }}</div>",
        &["scheme can't be checked"],
    );
}

#[test]
fn what_mathml_annotates_is_html_if_it_says_so() {
    let template = compiled(
        "<math><semantics><annotation-xml encoding=\"Text/HTML\"><p>{{ x }}</p>{% if x %}<b>b</b>{% endif %}\
         </annotation-xml><annotation-xml>{% if x %}<plus/>{% endif %}</annotation-xml></semantics></math>",
    );
    let namespaces: Vec<Namespace> = template.skeleton.fragments[1..]
        .iter()
        .map(|fragment| fragment.namespace)
        .collect();
    assert_eq!(namespaces, [Namespace::Html, Namespace::MathMl]);
    let html = "<math><annotation-xml encoding=\"text/html\"><b/>{{ x }}</annotation-xml></math>";
    assert!(parts(&compiled(html))[0].contains("<b></b>"));
}

#[test]
fn an_attribute_has_a_name() {
    assert_error("<p>\n<b =\"x\">k</b></p>", &["2:4:", "without a name"]);
}

#[test]
fn what_django_has_is_said_in_askamas_words() {
    for (text, instead) in [
        (
            "{% load static %}{% static \"a.css\" %}",
            "write the address out",
        ),
        ("{% with a=b %}{% endwith %}", "`{% let name = value %}`"),
        (
            "{% for x in xs %}{{ x }}{% empty %}none{% endfor %}",
            "`{% else %}`",
        ),
        (
            "{% for x in xs %}{{ forloop.counter }}{% endfor %}",
            "`loop.index`",
        ),
        (
            "{% if a == True %}x{% endif %}",
            "1:12: no `True`: write `true`",
        ),
        ("<p>{{ False }}</p>", "write `false`"),
    ] {
        assert_error(text, &[instead]);
    }
}

#[test]
fn an_element_that_closes_itself_is_an_empty_one() {
    let template = compiled(
        "<div/><DIV id=\"a\" />{% for i in is %}<li class=\"{{ i }}\"/>{% endfor %}<br/><svg><g/></svg>",
    );
    let written = parts(&template).concat();
    for element in [
        "<div></div>",
        "<DIV id=\"a\" ></DIV>",
        "</li>",
        "<br/>",
        "<g/>",
    ] {
        assert!(written.contains(element), "{element} in {written}");
    }
}

#[test]
fn what_django_loads_is_there() {
    for (with, without) in [
        ("{% load a b.c from d %}<p>{{ x }}</p>", "<p>{{ x }}</p>"),
        ("<p>a {%- load a -%} {{ x }}</p>", "<p>a{{ x }}</p>"),
        (
            "{% match x %}{% load a %}{% when _ %}b{% endmatch %}",
            "{% match x %}{% when _ %}b{% endmatch %}",
        ),
    ] {
        assert_eq!(parts(&compiled(with)), parts(&compiled(without)));
    }
}
