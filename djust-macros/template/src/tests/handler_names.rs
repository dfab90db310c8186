//! The names of handlers in attributes: which are known, and what is said of those that are not.

use super::{assert_error, compiled};

/// A handler's name that a render chooses is one of those that stand there.
#[test]
fn ev_38_each_name_that_a_render_can_choose_is_known() {
    let names = |value: &str| -> Vec<String> {
        let template = compiled(&format!("<a dj-click=\"{value}\">x</a>"));
        let bound = template.bindings.iter();
        bound
            .map(|it| it.handler.clone().unwrap_or_else(|| "?".to_owned()))
            .collect()
    };
    assert_eq!(
        names("{% if a %}add{% else %}remove(1){% endif %}"),
        ["add", "remove"]
    );
    assert_eq!(names("{% if a %}add{% else if b %}add{% endif %}"), ["add"]);
    assert_eq!(
        names("s{% if a %}how{% else %}ave{% endif %}(1)"),
        ["show", "save"]
    );
    assert_eq!(
        names("{% match a %}{% when 1 %}one{% when _ %}two{% endmatch %}"),
        ["one", "two"]
    );
    assert_eq!(
        names("{% if a %}{% if b %}one{% else %}two{% endif %}{% endif %}"),
        ["one", "two"]
    );
    assert_eq!(names("add({{ a }})"), ["add"]);
    assert_error(
        "<a dj-click=\"{% if a %}add{% else %}re move{% endif %}\">x</a>",
        &["1:14:", "re move"],
    );
}

/// EV-38: names beside commands are checked, and where they can't be, somebody is told.
#[test]
fn ev_38_a_name_that_is_not_checked_is_warned_of() {
    let names = |text: &str| -> (Vec<String>, Vec<&str>) {
        let template = compiled(text);
        let bound = template.bindings.into_iter();
        (
            bound.filter_map(|it| it.handler).collect(),
            template.warnings.iter().map(|it| it.name).collect(),
        )
    };
    let (known, warned) = names(
        "<a dj-click=\"{% if a %}{{ Js::hide(1) }}{% else if b %}add{% else %}{% endif %}\">x</a>",
    );
    assert_eq!((known, warned), (vec!["add".to_owned()], vec![]));
    let (known, warned) = names("<a dj-click=\"{{ self.open() }}\">x</a>");
    assert_eq!((known, warned), (vec![], vec![]));
    let arm = "{% if a %}a{% else %}b{% endif %}";
    let (known, warned) = names(&format!("<a dj-click=\"{}\">x</a>", arm.repeat(6)));
    assert_eq!((known.len(), warned.len()), (64, 0));
    for unknown in [
        arm.repeat(7),
        "{% for a in b %}a{% endfor %}".to_owned(),
        "{% filter lower %}A{% endfilter %}".to_owned(),
        "{{ m() }}".to_owned(),
    ] {
        let (known, warned) = names(&format!(
            "{{% macro m() %}}add{{% endmacro %}}<a dj-click=\"{unknown}\">x</a>"
        ));
        assert!(known.is_empty(), "{unknown}");
        assert_eq!(warned, ["a_handler_that_is_not_checked"], "{unknown}");
    }
}

/// LD-05: the names are those of handlers.
#[test]
fn ld_05_what_is_loading_names_handlers() {
    let template = compiled(
        "<p dj-loading=\"{% if a %}save{% else %}load{% endif %}\">k</p><p dj-loading.class=\"busy\" dj-loading.for=\"save, clear\">k</p>\
         <p dj-loading>k</p><p dj-loading.show=\"flex\">k</p>",
    );
    let heard: Vec<_> = (template.bindings.iter())
        .map(|it| (it.handler.as_deref(), it.heard, it.args.is_none()))
        .collect();
    let name = |name| (Some(name), true, true);
    assert_eq!(
        heard,
        [name("save"), name("load"), name("save"), name("clear")]
    );
    assert_error(
        "<p dj-loading.for=\"save(1)\">k</p>",
        &["1:20:", "`save(1)` in `dj-loading.for`: names of handlers"],
    );
    let warned = compiled("<p dj-loading=\"{{ name }}\">k</p>").warnings;
    assert_eq!(warned[0].name, "a_handler_that_is_not_checked");
}

/// FP-04
#[test]
fn fp_04_an_unknown_mode_is_warned_of() {
    let warned = |mode: &str| {
        compiled(&format!("<p dj-form-pending=\"{mode}\">k</p>"))
            .warnings
            .len()
    };
    assert_eq!(warned("hide"), 0);
    assert_eq!(warned("{{ mode }}"), 0);
    assert_eq!(warned("blink"), 1);
    assert_eq!(warned(""), 1);
}

/// EV-26: shortcuts that a render chooses are checked, and what a slot writes can name no handler.
#[test]
fn ev_26_a_render_chooses_among_shortcuts_that_are_checked() {
    let names = |value: &str| -> Vec<String> {
        let template = compiled(&format!("<p dj-shortcut=\"{value}\">k</p>"));
        let bound = template.bindings.iter();
        bound.filter_map(|it| it.handler.clone()).collect()
    };
    assert_eq!(
        names("{% if a %}f2:open{% else %}escape:close{% endif %}"),
        ["open", "close"]
    );
    assert_eq!(
        names("f2:open{% if a %}, escape:close{% endif %}"),
        ["open", "close"]
    );
    assert_eq!(names("{% if a %}f2:open,{% endif %}"), ["open"]);
    assert_eq!(names("f{{ n }}:pick, ctrl+{{ n }}:drop"), ["pick", "drop"]);
    for refused in [
        "{{ keys }}",
        "f2:{{ name }}",
        "f{{ n }}",
        "{% if a %}f{{ n }}:pick{% endif %}",
        "{% for a in b %}f2:open{% endfor %}",
    ] {
        assert_error(
            &format!("<p dj-shortcut=\"{refused}\">k</p>"),
            &["a slot in a shortcut"],
        );
    }
    assert_error(
        "<p dj-shortcut=\"{% if a %}f2:open{% else %}escap:close{% endif %}\">k</p>",
        &["did you mean `escape`?"],
    );
}
