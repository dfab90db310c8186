//! Slots of values and attributes: what shares one, and what does not.

use super::{assert_error, compiled, parts, source};
use crate::ir::{Namespace, Part, Slot, Target, Text};

#[test]
fn a_counter_is_one_slot_in_its_element() {
    let template = compiled("<h1>{{ count }}</h1><button dj-click=\"increment\">+</button>");
    assert_eq!(
        parts(&template),
        ["<h1@[c0]>$0</h1><button dj-click=\"increment\">+</button>(js)"]
    );
    assert_eq!(source(&template), "<0.0>{{ count }}");
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Text(Text::Live)]
    );
    assert_eq!(template.bindings.len(), 1);
    assert_eq!(template.bindings[0].handler.as_deref(), Some("increment"));
    assert!(template.bindings[0].closed);
    assert_eq!(template.roots.len(), 1);
    assert_eq!(
        (template.roots[0].name.as_str(), template.roots[0].at.column),
        ("count", 8)
    );
}

#[test]
fn text_beside_a_value_makes_it_a_region() {
    let template = compiled("<p>Count: {{ a }}{{ b }}</p>");
    assert_eq!(parts(&template), ["<p>Count: (v0)(v1)</p>(js)"]);
    assert_eq!(source(&template), "<0.0>{{ a }}<0.1>{{ b }}");
}

#[test]
fn an_attribute_is_one_slot_with_its_literals() {
    let template =
        compiled("<a class=\"x {{ a }} y{% if b %} z{% endif %}\" href=\"{{ u }}\">k</a>");
    assert_eq!(
        parts(&template),
        ["<a@[class=0 href=1] class=\"$0\" href=\"$1\">k</a>(js)"]
    );
    assert_eq!(
        source(&template),
        "<0.0>x {{ a }} y{% if b %} z{% endif %}<0.1>{{ u }}"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Text(Text::Live), Slot::Text(Text::Url)]
    );
}

#[test]
fn conditional_attributes_are_one_run() {
    let template = compiled(
        "<input type=\"text\" {% if a %}checked{% endif %} id=\"i\"{% if b %} hidden{% endif %}>",
    );
    assert_eq!(parts(&template), ["<input@[*0] type=\"text\" $0>(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>{% if a %}checked{% endif %} id=\"i\"{% if b %} hidden{% endif %}"
    );
}

#[test]
fn a_literal_attribute_that_collides_is_drawn_into_the_run() {
    let template =
        compiled("<p class=\"a\" id=\"i\" {% if a %}class=\"b\"{% endif %} title=\"t\">k</p>");
    assert_eq!(parts(&template), ["<p@[*0] $0 title=\"t\">k</p>(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>class=\"a\" id=\"i\" {% if a %}class=\"b\"{% endif %}"
    );
}

#[test]
fn a_fragment_that_begins_with_a_text_is_entered_by_its_mark() {
    let marks = |text| compiled(text).source.matches("__DjMark").count();
    assert_eq!(marks("{% if a %}<p>{{ b }}</p>{% endif %}"), 1);
    assert_eq!(marks("{% if a %}<p>{{ b }}</p>{{ c }}{% endif %}"), 2);
    assert_eq!(
        marks("{% if a %}{% let b = c %}<p>{{ b }}</p>{% endif %}"),
        2
    );
    assert_eq!(
        marks("{% if a %}{% if b %}{{ c }}{% endif %}{{ d }}{% endif %}"),
        3
    );
}

#[test]
fn the_only_content_of_a_row_that_is_its_key_shares_its_slot() {
    let template =
        compiled("<ul>{% for x in xs %}<li id=\"{{ x.id }}\">{{ x.id }}</li>{% endfor %}</ul>");
    assert_eq!(parts(&template)[1], "<li@[id=0 c0] id=\"$0\">$0</li>");
}

#[test]
fn an_assignment_ends_sharing() {
    let template = compiled("<p title=\"{{ x }}\">{% let x = y %}{{ x }}</p>");
    assert_eq!(
        parts(&template),
        ["<p@[title=0 c1] title=\"$0\">$1</p>(js)"]
    );
    assert_eq!(source(&template), "<0.0>{{ x }}{% let x = y %}<0.1>{{ x }}");
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
fn namespaces_follow_the_elements() {
    let template = compiled(
        "<svg viewBox=\"{{ v }}\">{% if a %}<g>{{ x }}</g>{% endif %}<foreignObject>{% if b %}<p>c</p>{% endif %}</foreignObject></svg>",
    );
    assert_eq!(template.skeleton.fragments[1].namespace, Namespace::Svg);
    assert_eq!(template.skeleton.fragments[2].namespace, Namespace::Html);
    assert!(parts(&template)[0].contains("viewBox=0"));
}

#[test]
fn documents_take_their_scripts_before_the_head_ends() {
    let template =
        compiled("<!doctype html><html><head><title>t</title></head><body>{{ x }}</body></html>");
    assert!(template.skeleton.document);
    assert_eq!(
        parts(&template),
        ["<!doctype html><html><head><title>t</title>(js)</head><body@[c0]>$0</body></html>"]
    );
    let placed = compiled("<html><head></head><body>{{ x }}{% djust_scripts %}</body></html>");
    assert_eq!(
        parts(&placed),
        ["<html><head></head><body>(v0)(js)</body></html>"]
    );
}

#[test]
fn kept_literals_never_look_like_tags() {
    let template = compiled("<p title=\"{{ x }}{\">k</p>");
    assert_eq!(source(&template), "<0.0>{{ x }}{{ \"{\"|safe }}");
}

#[test]
fn filter_blocks_are_one_value_with_their_literals() {
    let template = compiled("<div>{% filter upper %}<b>{{ x }}</b> {y}{% endfilter %}</div>");
    assert_eq!(parts(&template), ["<div@[c0]>$0</div>(js)"]);
    assert_eq!(
        source(&template),
        "<0.0>{% filter upper %}<b>{{ x }}</b> {y}{% endfilter %}"
    );
}

#[test]
fn scopes_become_blocks_when_they_declare() {
    let template =
        compiled("{% block x %}{% let a = b %}<p>{{ a }}</p>{% endblock %}<p>{{ a }}</p>");
    assert_eq!(
        source(&template),
        "{% if true %}{% let a = b %}<0.0>{{ a }}{% endif %}<0.1>{{ a }}"
    );
    let names: Vec<&str> = template
        .roots
        .iter()
        .map(|root| root.name.as_str())
        .collect();
    assert_eq!(names, ["b", "a"]);
}

/// The names of the conditional runs of a template's elements.
fn run_names(text: &str) -> Vec<Vec<String>> {
    let template = compiled(text);
    let parts = template.skeleton.fragments.iter().flat_map(|it| &it.parts);
    parts
        .filter_map(|part| match part {
            Part::Anchor(targets) => Some(targets),
            _ => None,
        })
        .flatten()
        .filter_map(|target| match target {
            Target::Attrs(_, names) => Some(names.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_conditional_run_says_which_names_it_can_hold() {
    for (text, names) in [
        ("<input {% if x %}checked{% endif %}>", vec!["checked"]),
        (
            "<input {% if x %}VALUE=\"{{ y }}\" disabled{% else %}title=\"a\" value=\"b\"{% endif %}>",
            vec!["value", "disabled", "title"],
        ),
        (
            "<p {% match x %}{% when Some(y) %}{% if y %}hidden{% endif %}{% when None %}lang=\"de\"{% endmatch %}>t</p>",
            vec!["hidden", "lang"],
        ),
        (
            "<ul>{% for x in xs %}<li data-key=\"{{ x }}\"><input {% if x %}checked{% endif %}></li>{% endfor %}</ul>",
            vec!["checked"],
        ),
        (
            "{% macro m(on) %}<option {% if on %}selected{% endif %}>o</option>{% endmacro %}<select>{{ m(true) }}</select>",
            vec!["selected"],
        ),
    ] {
        assert_eq!(run_names(text), [names], "{text}");
    }
}

/// Our own addresses are held to the rule of all others.
#[test]
fn a_slot_that_begins_an_address_is_checked_in_our_attributes_too() {
    let template = compiled(
        "<a dj-patch=\"{{ a }}\" dj-navigate=\"{{ b }}?x\" href=\"{{ c }}\">x</a><b dj-patch=\"?page={{ d }}\" dj-hook=\"{{ e }}\"></b>",
    );
    let kinds = [Text::Url, Text::Url, Text::Url, Text::Live, Text::Live];
    assert_eq!(template.skeleton.fragments[0].slots, kinds.map(Slot::Text));
    assert_error(
        "<a {% if x %}dj-patch=\"{{ a }}\"{% endif %}>x</a>",
        &["`dj-patch` begins with a slot in a conditional attribute"],
    );
}
