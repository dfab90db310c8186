//! `{% dj_flash %}`: the container for messages.

use super::{assert_error, compiled};
use crate::ir::Part;

/// The markup of a template that is only the tag.
fn container(tag: &str) -> String {
    let template = compiled(tag);
    let root = &template.skeleton.fragments[0];
    assert_eq!(root.slots.len(), 0);
    let parts = root.parts.iter();
    let html = parts.filter_map(|part| match part {
        Part::Html(html) => Some(html.as_str()),
        _ => None,
    });
    html.collect()
}

/// FL-03, FL-06, FL-08.
#[test]
fn fl_03_the_tag_is_a_container_that_no_patch_reaches_into() {
    let plain = container("{% dj_flash %}");
    assert!(
        plain.contains(
            "<div id=\"dj-flash-container\" class=\"dj-flash-container\" aria-live=\"polite\" role=\"status\" \
             data-dj-auto-dismiss=\"5000\" dj-update=\"ignore\"></div>"
        ),
        "{plain}"
    );
    for (tag, expected) in [
        (
            "auto_dismiss=8000",
            "container\" aria-live=\"polite\" role=\"status\" data-dj-auto-dismiss=\"8000\"",
        ),
        ("auto_dismiss = 0", "data-dj-auto-dismiss=\"0\""),
        ("auto_dismiss=\"8s\"", "data-dj-auto-dismiss=\"8000\""),
        (
            "position=\"top-right\"",
            "class=\"dj-flash-container dj-flash-top-right\"",
        ),
        (
            "position=\"top\", auto_dismiss=1",
            "data-dj-auto-dismiss=\"1\"",
        ),
    ] {
        let found = container(&format!("{{% dj_flash {tag} %}}"));
        assert!(found.contains(expected), "{tag}: {found}");
    }
    let names = compiled("<p>{{ x }}</p>{% dj_flash %}").skeleton.attributes;
    assert_eq!(names, ["data-dj-auto-dismiss"], "its script is linked");
}

#[test]
fn what_the_tag_does_not_take_is_told_with_what_it_does() {
    assert_error(
        "<i></i>{% dj_flash x %}",
        &["1:20", "expected `auto_dismiss=8000`"],
    );
    assert_error(
        "{% dj_flash auto_dissmiss=1 %}",
        &["did you mean `auto_dismiss`?"],
    );
    assert_error(
        "{% dj_flash place=1 %}",
        &["it takes `auto_dismiss` and `position`"],
    );
    assert_error(
        "{% dj_flash auto_dismiss=soon %}",
        &["expected a time", "`0` is never"],
    );
    assert_error("{% dj_flash auto_dismiss= %}", &["expected a time"]);
    assert_error("{% dj_flash position=top %}", &["position=\"top-right\""]);
    assert_error(
        "{% dj_flash position=\"a b\" %}",
        &["position=\"top-right\""],
    );
    assert_error(
        "{% dj_flash position=\"a\" position=\"b\" %}",
        &["given twice"],
    );
    assert_error(
        "<p>{% dj_flash %}</p>",
        &["1:18", "a block such as `<div>`"],
    );
}
