//! Macros, their callers and `let` blocks.

use super::{assert_error, compiled, parts, source};
use crate::ir::{Edge, Namespace, Slot};

#[test]
fn macros_are_branches_and_have_a_raw_twin_for_attributes() {
    let template = compiled(
        "{% macro m(a) %}no {{ a }}{% endmacro %}<p>{{ m(1) }}</p><p title=\"{{ m(2) }}\">{{ m(x) }}</p>",
    );
    assert_eq!(
        source(&template),
        "{% macro m(a) %}<1><1.0>{{ a }}{% endmacro %}{% macro m__raw(a) %}no {{ a }}{% endmacro %}\
         {{ m(1) }}<0.1>{{ m__raw(2) }}{{ m(x) }}"
    );
    assert_eq!(
        parts(&template)[0],
        "<p>(b0)</p><p@[title=1] title=\"$1\">(b2)</p>(js)"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots[2],
        Slot::Branch(vec![1])
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["x"]);
}

#[test]
fn callers_are_branches_over_the_bodies() {
    let template = compiled(
        "{% macro m() %}<b>{{ caller() }}</b>{% endmacro %}{% call m() %}one{% endcall %}{% call m() %}{{ two }}{% endcall %}",
    );
    assert_eq!(
        source(&template),
        "{% macro m() %}<1>{{ caller() }}{% endmacro %}{% call m() %}<2>{% endcall %}{% call m() %}<3><3.0>{{ two }}{% endcall %}"
    );
    assert_eq!(
        template.skeleton.fragments[1].slots,
        [Slot::Branch(vec![2, 3])]
    );
}

#[test]
fn macros_that_recurse_are_refused() {
    assert_error(
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        &["circle"],
    );
}

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
