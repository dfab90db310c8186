//! Arms and rows: fragments, keys, edges, what ends a row early.

use super::{assert_error, compiled, parts, source};
use crate::ir::{Edge, Key, Slot};

#[test]
fn arms_are_fragments_entered_by_a_mark() {
    let template = compiled(
        "<div>{% if a %}<b>{{ x }}</b>{% else if let Some(y) = z %}{{ y }}{% else %}none{% endif %}</div>",
    );
    assert_eq!(
        parts(&template),
        ["<div>(b0)</div>(js)", "<b@[c0]>$0</b>", "(v0)", "none"]
    );
    assert_eq!(
        source(&template),
        "{% if a %}<1><1.0>{{ x }}{% else if let Some(y) = z %}<2><2.0>{{ y }}{% else %}<3>{% endif %}"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Branch(vec![1, 2, 3])]
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["a", "x", "z"]);
}

#[test]
fn nothing_stands_between_match_and_when() {
    let template =
        compiled("{% match m %} {% when Some with (v) %}{{ v }}{% when None %}{% endmatch %}");
    assert_eq!(
        source(&template),
        "{% match m %}{% when Some with (v) %}<1><1.0>{{ v }}{% when None %}<2>{% endmatch %}"
    );
}

#[test]
fn rows_of_one_element_lose_their_edges_and_share_the_key() {
    let template = compiled(
        "<ul>\n  {% for item in items %}\n  <li data-key=\"{{ item.id }}\">{{ item.id }}: {{ item.name }}</li>\n  {% endfor %}\n</ul>",
    );
    assert_eq!(
        parts(&template),
        [
            "<ul@[l0]>(r0)</ul>(js)",
            "<li@[data-key=0] data-key=\"$0\">(v0): (v1)</li>"
        ]
    );
    assert_eq!(
        source(&template),
        "{% for item in items %}<1><1.0>{{ item.id }}<1.1>{{ item.name }}{% endfor %}"
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Slot(0));
    let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
        panic!()
    };
    assert_eq!(
        rows.edge,
        Edge::Element {
            separator: String::new()
        }
    );
    assert_eq!(template.warnings, []);
}

#[test]
fn space_between_rows_is_kept_where_it_shows() {
    let template = compiled("<div>a{% for x in xs %} <b>{{ x }}</b>\n{% endfor %}</div>");
    assert_eq!(parts(&template), ["<div>a(l0)</div>(js)", "<b@[c0]>$0</b>"]);
    let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
        panic!()
    };
    assert_eq!(
        rows.edge,
        Edge::Element {
            separator: "\n".into()
        }
    );
}

#[test]
fn rows_of_text_or_in_pre_are_pairs() {
    for text in [
        "<div>{% for x in xs %}{{ x }}, {% endfor %}</div>",
        "<pre>{% for x in xs %}<b>{{ x }}</b>\n{% endfor %}</pre>",
        "<ul>{% for x in xs %}<li>{{ x }}</li><li>b</li>{% endfor %}</ul>",
    ] {
        let template = compiled(text);
        let Slot::List(rows) = &template.skeleton.fragments[0].slots[0] else {
            panic!()
        };
        assert_eq!(rows.edge, Edge::Pair, "{text}");
    }
}

#[test]
fn a_loops_else_is_a_branch_after_the_list() {
    let template =
        compiled("<ul>{% for x in xs %}<li>{{ x }}</li>{% else %}<li>none</li>{% endfor %}</ul>");
    assert_eq!(parts(&template)[0], "<ul>(l0)(b1)</ul>(js)");
    assert_eq!(
        source(&template),
        "{% for x in xs %}<1><1.0>{{ x }}{% else %}<2>{% endfor %}"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots[1],
        Slot::Branch(vec![2])
    );
}

#[test]
fn a_row_that_begins_with_a_branch_has_the_arms_key() {
    let template = compiled(
        "<ul>{% for x in xs %}{% if x.a %}<li id=\"{{ x.id }}\">a</li>{% else %}<li data-key=\"{{ x.id }}\">b</li>{% endif %}{% endfor %}</ul>",
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Branch(0));
    assert_eq!(template.skeleton.fragments[2].key, Key::Slot(0));
    assert_eq!(template.skeleton.fragments[3].key, Key::Slot(0));
}

#[test]
fn what_follows_a_continue_is_an_absent_arm() {
    let template = compiled(
        "<ul>{% for x in xs %}{% if x.hidden %}{% continue %}{% endif %}<li id=\"{{ x.id }}\">a</li>{% endfor %}</ul>",
    );
    assert_eq!(
        source(&template),
        "{% for x in xs %}<1>{% if x.hidden %}<2>{% continue %}{% endif %}<3><3.0>{{ x.id }}{% endfor %}"
    );
    assert_eq!(
        template.skeleton.fragments[1].slots,
        [Slot::Branch(vec![2]), Slot::Branch(vec![3])]
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Branch(1));
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
    let template = compiled(
        "<ul>{% for x in xs %}{% let y = x %}<li>a <b>{{ y }}</b><input></li>{% endfor %}</ul>",
    );
    assert_eq!(parts(&template)[1], "<li@[]>a <b@[c0]>$0</b><input></li>");
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
fn the_first_attribute_of_the_key_names_that_has_a_slot_counts() {
    let template = compiled(
        "<ul>{% for x in xs %}\n<li id=\"{{ x.a }}\" data-key=\"{{ x.b }}\">k</li>{% endfor %}</ul><ol>{% for x in xs %}<li id=\"{{ x.a }}\" data-key=\"k\">k</li>{% endfor %}</ol>",
    );
    assert_eq!(template.skeleton.fragments[1].key, Key::Slot(1));
    assert_eq!(template.skeleton.fragments[2].key, Key::Slot(0));
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
fn rows_of_a_constant_need_no_key() {
    let rows = |over: &str| {
        let text =
            format!("<ul>{{% for x in {over} %}}<li>{{{{ x }}}}<input></li>{{% endfor %}}</ul>");
        compiled(&text).warnings.len()
    };
    assert_eq!(rows("SIZES"), 0);
    assert_eq!(rows("Size::ALL"), 0);
    assert_eq!(rows("sizes"), 1);
    assert_eq!(rows("Size::all()"), 1);
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
    let warned = |text: &str| compiled(text).warnings.len();
    assert_eq!(warned("<template>{{ x }}</template>"), 1);
    assert_eq!(warned("<template data-x=\"{{ x }}\"><b></b></template>"), 0);
    assert_eq!(warned("<noscript>{{ x }}</noscript>"), 0);
}

/// UI-02.
#[test]
fn ui_02_a_loop_needs_a_key_where_a_row_holds_a_state() {
    let warned = |row: &str| {
        let template = compiled(&format!(
            "{{% macro f() %}}<input>{{% endmacro %}}{{% macro g() %}}<b>{{{{ caller() }}}}</b>{{% endmacro %}}\
             <div>{{% for x in xs %}}{row}{{% endfor %}}</div>"
        ));
        let mut warnings = template.warnings.iter();
        warnings.any(|warning| warning.name == "a_loop_without_a_key")
    };
    for stateless in [
        "<p>{{ x }}</p>",
        "<option>{{ x }}</option>",
        "{{ x }}",
        "<p>{{ x }} &lt; dj-hook, contenteditable</p>",
        "<p title=\"<input>\">{{ x }}</p><!-- <details> -->",
        "<p>{{ x }}</p><template><input></template>",
        "<p>{% call g() %}<i></i>{% endcall %}{{ x }}</p>",
    ] {
        assert!(!warned(stateless), "{stateless}");
    }
    for stateful in [
        "<p>{{ x }}<input></p>",
        "{% if x.a %}<details>{{ x }}</details>{% endif %}",
        "<p contenteditable>{{ x }}</p>",
        "<x-card>{{ x }}</x-card>",
        "<div dj-hook=\"Map\">{{ x }}</div>",
        "<div dj-update=\"ignore\"></div>{{ x }}",
        "<p>{% for y in x.ys %}{{ y }}<input>{% endfor %}</p>",
        "<p>{{ f() }}{{ x }}</p>",
        "<p>{% call g() %}<input>{% endcall %}{{ x }}</p>",
        "{% live_component Card id=1 %}{{ x }}",
    ] {
        assert!(warned(stateful), "{stateful}");
    }
    assert!(!warned("<p data-key=\"{{ x.id }}\">{{ x }}<input></p>"));
}
