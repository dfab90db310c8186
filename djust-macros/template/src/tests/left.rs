//! `dj-update="ignore"`: what becomes of tags of the template in an element that is left to scripts.

use super::{assert_error, compiled, parts, source};
use crate::ir::{Slot, Text};

/// UI-03: all that stands in it is one text, which the element owns; its own attributes are slots as ever.
#[test]
fn ui_03_content_is_one_text_without_marks() {
    let template = compiled(
        "<div dj-update=\"ignore\" class=\"{{ a }}\"><p title=\"x{{ b }}\">{% if c %}<b>{{ d }}</b>{% endif %}</p>\n\
         <ul>{% for e in f %}<li{% if e.on %} hidden{% endif %}>{{ e.name }}</li>{% else %}none{% endfor %}</ul></div>{{ a }}",
    );
    assert_eq!(
        parts(&template)[0],
        "<div@[class=0 c1] dj-update=\"ignore\" class=\"$0\">$1</div>(v0)(js)"
    );
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Text(Text::Live), Slot::Text(Text::Initial)]
    );
    assert_eq!(
        source(&template),
        "<0.0>{{ a }}<0.1><p title=\"x{{ b }}\">{% if c %}<b>{{ d }}</b>{% endif %}</p>\n\
         <ul>{% for e in f %}<li{% if e.on %} hidden{% endif %}>{{ e.name }}</li>{% else %}none{% endfor %}</ul>"
    );
}

#[test]
fn without_tags_in_it_nothing_changes() {
    let template = compiled("<div dj-update=\"ignore\"><p>still</p>{% let x = 1 %}</div>{{ x }}");
    assert_eq!(
        template.skeleton.fragments[0].slots,
        [Slot::Text(Text::Live)]
    );
}

/// Macros, their callers, filters and text areas are written as they are where no mark may stand.
#[test]
fn ui_03_macros_and_raw_text_stand_in_it() {
    let template = compiled(
        "{% macro item(x) %}<i>{{ x }}</i>{% endmacro %}{% macro box() %}<b>{{ caller() }}</b>{% endmacro %}\
         <section dj-update=\"ignore\">{{ item(a) }}{% call box() %}{{ b }}{% endcall %}{% filter upper %}{{ c }}{% endfilter %}\
         <textarea>{{ d }}</textarea>{% csrf_token %}</section><textarea dj-update=\"ignore\">{{ e }}</textarea>",
    );
    let slots = &template.skeleton.fragments[0].slots;
    assert_eq!(
        slots[..],
        [Slot::Text(Text::Initial), Slot::Text(Text::Initial)]
    );
    assert_eq!(
        template.skeleton.fragments.len(),
        1,
        "{:?}",
        parts(&template)
    );
    assert!(source(&template).contains("item__raw(a)"));
}

#[test]
fn ui_03_what_must_be_patched_or_checked_is_refused() {
    let left = |inner: &str| format!("<div dj-update=\"ignore\">{inner}</div>");
    assert_error(
        &left("<a href=\"{{ x }}\">x</a>"),
        &["1:37", "dj-update=\"ignore\"", "scheme can't be checked"],
    );
    assert_error(
        &left("{% if a %}<p><a href=\"{{ x }}\">x</a></p>{% endif %}"),
        &["scheme can't be checked"],
    );
    assert_error(
        &left("<p>{% live_component Item %}</p>"),
        &["`{% live_component %}` in an element that is left to scripts"],
    );
    assert_error(
        &left("{% for x in y %}{% live_component Item %}{% endfor %}"),
        &["left to scripts"],
    );
    assert_error(
        "<div{% if a %} dj-update=\"ignore\"{% endif %}>{{ x }}</div>",
        &["outside of conditions"],
    );
    compiled(&left("<a href=\"/items/{{ x }}\">x</a>"));
}
