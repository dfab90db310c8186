//! The rarer parts of the language, and places where two rules meet.

use crate::ir::{Edge, Key, Namespace, Slot, Target, Text};
use crate::tests::{assert_error, compiled, parts, source};

#[test]
fn callers_take_parameters() {
    let template = compiled(
        "{% macro list(xs) %}<ul>{% for x in xs %}<li id=\"{{ x.id }}\">{{ caller(x) }}</li>{% endfor %}</ul>{% endmacro %}\
         {% call(item) list(items) %}<b>{{ item.name }}</b> {{ total }}{% endcall %}",
    );
    assert_eq!(
        source(&template),
        "{% macro list(xs) %}<1>{% for x in xs %}<2><2.0>{{ x.id }}{{ caller(x) }}{% endfor %}{% endmacro %}\
         {% call(item) list(items) %}<3><3.0>{{ item.name }}<3.1>{{ total }}{% endcall %}"
    );
    assert_eq!(
        template.skeleton.fragments[2].slots[1],
        Slot::Branch(vec![3])
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["items", "total"]);
}

#[test]
fn a_caller_in_an_attribute_gets_a_body_without_marks() {
    let template = compiled(
        "{% macro m() %}<p title=\"{{ caller() }}\">k</p>{% endmacro %}{% call m() %}a {{ x }}{% endcall %}",
    );
    assert_eq!(
        source(&template),
        "{% macro m() %}<1><1.0>{{ caller() }}{% endmacro %}{% call m() %}a {{ x }}{% endcall %}"
    );
    assert_error(
        "{% macro m() %}<p title=\"{{ caller() }}\">{{ caller() }}</p>{% endmacro %}{% call m() %}a{% endcall %}",
        &["one body can't do for both"],
    );
}

#[test]
fn let_blocks_have_no_marks_and_call_macros_without_any() {
    let template = compiled(
        "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{% let x %}<b>{{ m(y) }}</b>{% endlet %}<div>{{ x|safe }}</div>",
    );
    assert_eq!(
        source(&template),
        "{% macro m__raw(a) %}<i>{{ a }}</i>{% endmacro %}{% let x %}<b>{{ m__raw(y) }}</b>{% endlet %}<0.0>{{ x|safe }}"
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["y"]);
    assert_error(
        "{% let x %}<a dj-clik=\"f\">b</a>{% endlet %}{{ x }}",
        &["dj-click"],
    );
    assert_error(
        "<div>{% filter upper %}<p class={{ x }}>b</p>{% endfilter %}</div>",
        &["unquoted"],
    );
}

#[test]
fn a_macro_is_compiled_for_each_namespace() {
    let template = compiled(
        "{% macro m() %}<a>{% if x %}b{% endif %}</a>{% endmacro %}<div>{{ m() }}</div><svg>{{ m() }}</svg>",
    );
    assert!(source(&template).ends_with("{{ m() }}{{ m__svg__tight() }}"));
    let namespaces: Vec<Namespace> = template
        .skeleton
        .fragments
        .iter()
        .map(|fragment| fragment.namespace)
        .collect();
    assert_eq!(
        namespaces,
        [
            Namespace::Html,
            Namespace::Html,
            Namespace::Html,
            Namespace::Svg,
            Namespace::Svg
        ]
    );
}

#[test]
fn tables_and_selects_hide_the_space_around_their_rows() {
    let template = compiled(
        "<table><tbody>\n{% for r in rows %}\n<tr data-key=\"{{ r.id }}\"><td>{{ r.a }}</td></tr>\n{% endfor %}\n</tbody></table>\
         <select>\n{% for o in options %}<option value=\"{{ o }}\"{% if o == chosen %} selected{% endif %}>{{ o }}</option>\n{% endfor %}</select>",
    );
    assert_eq!(
        parts(&template),
        [
            "<table><tbody@[l0]>(r0)</tbody></table><select@[l1]>(r1)</select>(js)",
            "<tr@[data-key=0] data-key=\"$0\"><td@[c1]>$1</td></tr>",
            "<option@[value=0 *1 c0] value=\"$0\"$1>$0</option>",
        ]
    );
}

#[test]
fn a_row_with_a_let_is_still_one_element_and_its_root_has_an_anchor() {
    let template =
        compiled("<ul>{% for x in xs %}{% let y = x %}<li>a <b>{{ y }}</b></li>{% endfor %}</ul>");
    assert_eq!(parts(&template)[1], "<li@[]>a <b@[c0]>$0</b></li>");
    let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
        panic!("a list is expected")
    };
    assert_eq!(
        rows.edge,
        Edge::Element {
            separator: String::new()
        }
    );
    assert_eq!(template.warnings.len(), 1);
}

#[test]
fn a_no_break_space_makes_a_pair() {
    let template = compiled("<ul>{% for x in xs %}<li>{{ x }}</li>\u{a0}{% endfor %}</ul>");
    let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
        panic!("a list is expected")
    };
    assert_eq!(rows.edge, Edge::Pair);
}

#[test]
fn urls_are_not_shared_with_text() {
    let template =
        compiled("<a href=\"{{ u }}\" title=\"{{ u }}\">{{ u }}</a><a href=\"/x/{{ u }}\">b</a>");
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [
            Slot::Text(Text::Url),
            Slot::Text(Text::Live),
            Slot::Text(Text::Live)
        ]
    );
    assert_error(
        "<a href=\"javascript:f({{ x }})\">b</a>",
        &["`javascript:` URL"],
    );
}

#[test]
fn nothing_is_shared_into_an_arm_or_across_a_loop() {
    let template = compiled("<p>{{ x }}{% if a %}{{ x }}{% endif %}{{ x }}</p>");
    assert_eq!(parts(&template), ["<p>(v0)(b1)(v0)</p>(js)", "(v0)"]);
    assert_eq!(
        source(&template),
        "<0.0>{{ x }}{% if a %}<1><1.0>{{ x }}{% endif %}"
    );
    let assigned = compiled("<p>{{ x }}{% if a %}{% let x = y %}{{ x }}{% endif %}{{ x }}</p>");
    assert_eq!(parts(&assigned)[0], "<p>(v0)(b1)(v2)</p>(js)");
}

#[test]
fn the_first_attribute_of_the_key_names_that_has_a_slot_counts() {
    let template = compiled(
        "<ul>{% for x in xs %}\n<li id=\"{{ x.a }}\" data-key=\"{{ x.b }}\">k</li>{% endfor %}</ul><ol>{% for x in xs %}<li id=\"{{ x.a }}\" data-key=\"k\">k</li>{% endfor %}</ol>",
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Slot(1));
    assert_eq!(template.skeleton.fragments[2].key, Key::Slot(0));
}

#[test]
fn loops_in_elements_written_once_are_one_slot() {
    let template = compiled(
        "<template>{% for x in xs %}<template></template>{{ x }}{% endfor %}</template><iframe>{{ y }}</iframe>",
    );
    assert_eq!(
        parts(&template),
        ["<template>$0</template><iframe>$1</iframe>(js)"]
    );
    assert_eq!(
        source(&template),
        "<0.0>{% for x in xs %}<template></template>{{ x }}{% endfor %}<0.1>{{ y }}"
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
fn a_break_splits_the_row_and_every_arm_around_it() {
    let template = compiled(
        "<div>{% for x in xs %}a{% if p %}{% if q %}b{% break %}{% endif %}c{% endif %}d{% endfor %}</div>",
    );
    assert_eq!(
        source(&template),
        "{% for x in xs %}<1>{% if p %}<2>{% if q %}<3>{% break %}{% endif %}<4>{% endif %}<5>{% endfor %}"
    );
    assert_eq!(
        template.skeleton.fragments[1].slots,
        [Slot::Branch(vec![2]), Slot::Branch(vec![5])]
    );
    assert_eq!(
        template.skeleton.fragments[2].slots,
        [Slot::Branch(vec![3]), Slot::Branch(vec![4])]
    );
    assert_error("<p>{% break %}</p>", &["outside"]);
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
    assert_error("<p>{% dj_flash x %}</p>", &["not available yet"]);
    assert_error(
        "{% if a %}{% djust_scripts %}{% endif %}",
        &["always written"],
    );
    assert_error("<p class=\"{{ a }}\" class=\"b\">c</p>", &["a second time"]);
    assert_error("{% call nothing() %}{% endcall %}", &["`nothing`"]);
}

#[test]
fn a_token_for_forms_is_harmless() {
    let template = compiled("<form dj-submit=\"save\">{% csrf_token %}<input name=\"a\"></form>");
    assert_eq!(
        parts(&template),
        ["<form dj-submit=\"save\"><input name=\"a\"></form>(js)"]
    );
    assert!(template.bindings[0].closed);
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
fn attributes_of_drawings_keep_their_case() {
    let template =
        compiled("<svg viewBox=\"{{ v }}\"><linearGradient gradientUnits=\"{{ u }}\"/></svg>");
    let anchors: Vec<&Target> = template.skeleton.fragments[0]
        .parts
        .iter()
        .filter_map(|part| match part {
            crate::ir::Part::Anchor(targets) => targets.first(),
            _ => None,
        })
        .collect();
    assert_eq!(
        anchors,
        [
            &Target::Attr(0, "viewBox".into()),
            &Target::Attr(1, "gradientUnits".into())
        ]
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

/// I1: a path that a statement in the tag assigns anew is another slot behind it.
#[test]
fn a_path_is_not_shared_across_an_assignment_in_a_tag() {
    for (text, expected) in [
        (
            "<p title=\"{{ x }}\"{% let x = y %} class=\"{{ x }}\">{{ x }}</p>",
            "<0.0>{{ x }}{% let x = y %}<0.1>{{ x }}",
        ),
        (
            "{{ x }}<p title=\"{% let x = y %}a\">{{ x }}</p>",
            "<0.0>{{ x }}{% let x = y %}<0.1>{{ x }}",
        ),
    ] {
        assert_eq!(source(&compiled(text)), expected, "{text}");
    }
}

/// I1: what is shown of white space is the call's affair, and the macro may be called in several places.
#[test]
fn a_macro_is_compiled_for_each_use_of_white_space() {
    let rows = "{% macro m() %}{% for x in xs %}<li>{{ x }}</li> {% endfor %}{% endmacro %}";
    let template = compiled(&format!(
        "{rows}<ul>{{{{ m() }}}}</ul><pre>{{{{ m() }}}}</pre><div>{{{{ m() }}}}</div>"
    ));
    assert!(source(&template).ends_with("{{ m__tight() }}{{ m__pre() }}{{ m() }}"));
    let edges: Vec<&Edge> = template
        .skeleton
        .fragments
        .iter()
        .flat_map(|fragment| &fragment.slots)
        .filter_map(|slot| match slot {
            Slot::List(rows) => Some(&rows.edge),
            _ => None,
        })
        .collect();
    let element = |separator: &str| Edge::Element {
        separator: separator.into(),
    };
    assert_eq!(edges, [&element(""), &Edge::Pair, &element(" ")]);
}

/// A macro is held to the rules of every place where it is called, not of the first only.
#[test]
fn a_macros_markup_is_checked_wherever_it_is_called() {
    let block = "{% macro m() %}<div>{{ x }}</div>{% endmacro %}<div>{{ m() }}</div>";
    assert_error(&format!("{block}<p>{{{{ m() }}}}</p>"), &["in a `<p>`"]);
    assert_error(
        &format!("{block}<p><b>{{{{ m() }}}}</b></p>"),
        &["in a `<p>`"],
    );
    assert_error(
        "{% macro m() %}<a>{{ x }}</a>{% endmacro %}<a><b>{{ m() }}</b></a>",
        &["in another `<a>`"],
    );
    assert_error(
        "{% macro m() %}<tr><td>{{ x }}</td></tr>{% endmacro %}<table><tbody>{{ m() }}</tbody></table><div>{{ m() }}</div>",
        &["`<tr>`"],
    );
    for slot in ["onclick=\"{{ x }}\"", "title={{ x }}"] {
        assert_error(
            &format!(
                "{{% macro m() %}}<b {slot}>k</b>{{% endmacro %}}<div>{{% filter trim %}}{{{{ m() }}}}{{% endfilter %}}</div>"
            ),
            &["a slot in"],
        );
    }
}

/// A body is no part of the place where the call stands, but of each where the macro writes it.
#[test]
fn a_calls_body_is_checked_and_compiled_where_the_macro_writes_it() {
    let call = |inside: &str, body: &str| {
        format!("{{% macro m() %}}\n{inside}{{% endmacro %}}{{% call m() %}}{body}{{% endcall %}}")
    };
    let error_of = |inside: &str, body: &str, parts: &[&str]| {
        assert_error(&call(inside, body), parts);
    };
    error_of(
        "<p>{{ caller() }}</p>",
        "<div>{{ x }}</div>",
        &[
            "2:50: `<div>` in a `<p>`",
            "the body stands where the macro `m` writes `caller()`, at <T>:2:7",
        ],
    );
    error_of(
        "<b>{{ caller() }}</b><p><i>{{ caller() }}</i></p>",
        "<ul></ul>",
        &["in a `<p>`"],
    );
    error_of(
        "<a>{{ caller() }}</a>",
        "<a>{{ x }}</a>",
        &["in another `<a>`", "writes `caller()`"],
    );
    error_of(
        "<div>{{ caller() }}</div>",
        "<td>{{ x }}</td>",
        &["`<td>` straight in `<div>`"],
    );
    error_of(
        "<svg>{{ caller() }}</svg>",
        "<p>{{ x }}</p>",
        &["ends the drawing"],
    );
    error_of(
        "<p title=\"{{ caller() }}\"></p>",
        "a \"{{ x }}\"",
        &["ends the value of `title`"],
    );
    error_of(
        "<p title='{{ caller() }}'></p>",
        "<b>x</b>",
        &["markup in the value of `title`"],
    );
    error_of(
        "<textarea>{{ caller() }}</textarea>",
        "</textarea>",
        &["ends the `<textarea>`", "writes `caller()`"],
    );
    error_of(
        "<div>{% filter trim %}{{ caller() }}{% endfilter %}</div>",
        "<a href=\"{{ x }}\">x</a>",
        &["scheme can't be checked", "writes `caller()`"],
    );
    error_of(
        "<svg>{{ caller() }}</svg>{{ caller() }}",
        "{{ x }}",
        &["in a drawing and outside"],
    );
    error_of(
        "{% let c = caller %}{{ c() }}",
        "x",
        &["`caller` under another name"],
    );

    let template = compiled(&call(
        "<svg>{{ caller() }}</svg>",
        "<circle r=\"{{ x }}\"></circle>",
    ));
    assert_eq!(template.skeleton.fragments[2].namespace, Namespace::Svg);
    // What would be wrong where the call stands is right where the body is written.
    compiled(
        "{% macro m() %}<tr><td>{{ caller() }}</td></tr>{% endmacro %}<table><tbody>{% call m() %}<b>{{ x }}</b>{% endcall %}</tbody></table>",
    );
    // A body that stands nowhere is held to the rules of the call's place.
    error_of("<b>k</b>", "<b dj-clik=\"f\">k</b>", &["dj-click"]);
}

#[test]
fn a_body_that_stands_in_two_places_keeps_its_white_space() {
    let rows = "{% call m() %}{% for x in xs %} <li>{{ x }}</li>{% endfor %}{% endcall %}";
    let edge = |inside: &str| {
        let template = compiled(&format!("{{% macro m() %}}{inside}{{% endmacro %}}{rows}"));
        match &template.skeleton.fragments[2].slots[0] {
            Slot::List(rows) => rows.edge.clone(),
            slot => panic!("{slot:?}"),
        }
    };
    let spaced = |separator: &str| Edge::Element {
        separator: separator.to_owned(),
    };
    assert_eq!(edge("<ul>{{ caller() }}</ul>"), spaced(""));
    assert_eq!(
        edge("<ul>{{ caller() }}</ul><nav>{{ caller() }}</nav>"),
        spaced(" ")
    );
    assert_eq!(
        edge("<pre>{{ caller() }}</pre><ul>{{ caller() }}</ul>"),
        Edge::Pair
    );
}

#[test]
fn a_macro_in_an_attribute_writes_text_that_leaves_the_value_whole() {
    let quoted = "{% macro m() %}say \"{{ x }}\"{% endmacro %}";
    assert_error(
        &format!("{quoted}<p title=\"{{{{ m() }}}}\">k</p>"),
        &[
            "1:20: this quote ends the value of `title`",
            "`m` is called at <T>:1:56",
        ],
    );
    compiled(&format!(
        "{quoted}<p title='{{{{ m() }}}}'>{{{{ m() }}}}</p>"
    ));
    for inside in [
        "{{ n() }}",
        "{% if a %}{{ n() }}{% endif %}",
        "{% call n() %}{% endcall %}",
        "{% filter upper %}{{ n() }}{% endfilter %}",
    ] {
        for text in ["<b>k</b>", "<!-- -->"] {
            assert_error(
                &format!(
                    "{{% macro n() %}}{text}{{% endmacro %}}{{% macro m() %}}{inside}{{% endmacro %}}<p {{% if a %}}title=\"{{{{ m() }}}}\"{{% endif %}}>k</p>"
                ),
                &[
                    "markup in the value of `title`",
                    "`n` is called",
                    "`m` is called",
                ],
            );
        }
    }
    compiled("{% macro m() %}{{ x }} < 3{% endmacro %}<p title=\"{{ m() }}\">k</p>");
    assert_error(
        "{% macro m() %}</Title >{% endmacro %}<svg></svg><title>{{ m() }}</title>",
        &["ends the `<title>`"],
    );
    compiled("<template>{% if a %}<template></template>{% endif %}</template>");
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
