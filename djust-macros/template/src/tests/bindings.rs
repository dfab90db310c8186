//! Attributes of ours: what they bind, and what is said of those that can do nothing.

use super::{assert_error, compiled, parts};
use crate::ir::{Binding, Literal, Unsent};

/// PA-01, PA-12, PA-13, PA-24, PA-25: where an event's parameters come from.
#[test]
fn pa_01_parameters_have_handler_side_names() {
    let template = compiled(
        "<a dj-click=\"f('x', 2)\" data-item-id=\"5\" dj-value-item-id:int=\"6\" data-key=\"k\" dj-click:who=\"{{ w }}\" dj-payload-n-click=\"3\" dj-payload-m-input=\"4\">k</a>",
    );
    let Binding {
        handler,
        args,
        params,
        closed,
        ..
    } = &template.bindings[0];
    assert_eq!(handler.as_deref(), Some("f"));
    assert_eq!(
        args.as_deref(),
        Some(&[Literal::Str("x".into()), Literal::Int(2)][..])
    );
    let params: Vec<(&str, bool, Option<&str>)> = params
        .iter()
        .map(|param| (param.name.as_str(), param.strict, param.value.as_deref()))
        .collect();
    assert_eq!(
        params,
        [
            ("item_id", true, Some("6")),
            ("who", true, None),
            ("n", true, Some("3"))
        ]
    );
    assert!(closed);
}

#[test]
fn else_if_is_two_words() {
    for word in ["elseif", "elsif"] {
        assert_error(
            &format!("{{% if a %}}k{{% {word} b %}}l{{% endif %}}"),
            &[
                "1:15:",
                &format!("unknown tag `{word}`; did you mean `else if`?"),
            ],
        );
    }
}

#[test]
fn our_attributes_are_known_by_name() {
    assert_error(
        "<p>\n<a dj-clik=\"f\">x</a></p>",
        &["2:4:", "did you mean `dj-click`?"],
    );
    assert_error("<a dj-click=\"f(\">x</a>", &["`)` is expected"]);
    assert_error("<a dj-model.lasy=\"f\">x</a>", &[".lazy"]);
    compiled(
        "<input dj-keydown.enter=\"f\" dj-keydown.escape=\"g\" dj-debounce=\"300\" dj-value-a=\"1\">",
    );
}

#[test]
fn mb_01_bound_fields_are_known_by_name() {
    let template = compiled(
        "{% for one in all %}<input data-key=\"{{ one }}\" type=\"radio\" dj-model=\"color\">{% endfor %}\
         <select dj-model.lazy.trim=\" size \"></select><textarea dj-model.debounce-500=\"note\" dj-input=\"f\"></textarea>",
    );
    let fields: Vec<&str> = template.models.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(fields, ["color", "size", "note"]);
    // They call no handler.
    assert_eq!(template.bindings.len(), 1);
    assert_eq!(template.skeleton.attributes, ["dj-input", "dj-model"]);
    assert_error(
        "<input dj-model=\"item.name\">",
        &["1:18:", "none of a row's"],
    );
    assert_error("<input dj-model=\"{{ f }}\">", &["without tags"]);
    assert_error("<input dj-model=\"\">", &["the name of a field"]);
    assert_error("<input dj-model=\"_f\">", &["begin with `_`"]);
    assert_error("<input type=\"submit\" dj-model=\"f\">", &["`dj-click`"]);
    assert_error("<form dj-model=\"f\"></form>", &["`<form>` is no field"]);
    assert_error(
        "<input dj-model=\"f\" dj-model.lazy=\"f\">",
        &["one `dj-model`"],
    );
}

/// An event of one field carries the whole form that hears of it: what is in it may be any field's.
#[test]
fn a_form_that_hears_of_its_fields_gives_what_nobody_can_list() {
    let closed = |source: &str| compiled(source).bindings[0].closed;
    assert!(closed("<input name=\"a\" dj-input=\"check\">"));
    assert!(!closed(
        "<form dj-input=\"check\"><input name=\"a\"></form>"
    ));
    assert!(!closed(
        "<form dj-change=\"check\"><input name=\"a\"></form>"
    ));
}

/// What a form sends is known when every name in it is literal and nothing else can add a field.
#[test]
fn a_forms_submit_gives_its_fields_when_all_are_known() {
    let submit = |before: &str, fields: &str, after: &str| {
        let text =
            format!("<form dj-submit=\"save\" data-kind=\"a\" {before}>{fields}</form>{after}");
        let binding = compiled(&text).bindings.remove(0);
        assert!(binding.form);
        let names = binding.params.into_iter().map(|param| param.name);
        binding.closed.then(|| names.collect::<Vec<_>>().join(" "))
    };
    let some = |names: &str| Some(format!("kind{names} _target"));
    assert_eq!(submit("", "<button>{{ x }}</button>", ""), some(""));
    assert_eq!(
        submit(
            "",
            "{% if a %}<p><input name=\"title\" value=\"{{ x }}\"></p>{% endif %}{% for x in xs %}<select name='s'><option>{{ x }}</option></select>{% endfor %}<textarea name=\"t\">{{ x }}</textarea>",
            "",
        ),
        some(" title s t")
    );
    for uncertain in [
        "{{ x }}",
        "<input name=\"{{ x }}\">",
        "<div dj-hook=\"Picker\"></div>",
        "<p>{% filter trim %}a{% endfilter %}</p>",
        "<template><input name=\"x\"></template>",
    ] {
        assert_eq!(submit("", uncertain, ""), None, "{uncertain}");
    }
    assert_eq!(
        submit("{% if a %}data-title=\"b\"{% endif %}", "", ""),
        None
    );
    assert_eq!(
        submit("id=\"f\"", "", "<input form=\"f\" name=\"title\">"),
        None
    );
    let by_macro = "{% macro m() %}<input name=\"title\">{% endmacro %}<form dj-submit=\"save\">{{ m() }}</form>";
    assert!(!compiled(by_macro).bindings[0].closed);
}

/// A browser sends nothing for a field in which nothing is chosen.
#[test]
fn a_field_that_a_form_may_be_sent_without_is_told_apart() {
    let unsent = |fields: &str| {
        let text = format!("<form dj-submit=\"save\">{fields}</form>");
        compiled(&text).bindings[0].params[0].unsent
    };
    for (fields, expected) in [
        ("<input name=\"a\">", None),
        (
            "<input type=\"CheckBox\" name=\"a\" {% if x %}checked{% endif %}>",
            Some(Unsent::Checkbox),
        ),
        ("<input type=\"checkbox\" name=\"a\" required>", None),
        (
            "<input type=\"hidden\" name=\"a\"><input type=\"checkbox\" name=\"a\">",
            None,
        ),
        (
            "<input type=\"checkbox\" name=\"a\"><input name=\"a\">",
            None,
        ),
        (
            "<input type=\"radio\" name=\"a\"><input type=\"radio\" name=\"a\">",
            Some(Unsent::Radio),
        ),
        (
            "<input type=\"radio\" name=\"a\"><input type=\"radio\" name=\"a\" {% if x %}checked{% endif %}>",
            None,
        ),
        ("<select name=\"a\"></select>", None),
        (
            "<select multiple name=\"a\"></select>",
            Some(Unsent::Multiple),
        ),
    ] {
        assert_eq!(unsent(fields), expected, "{fields}");
    }
}

/// EV-03, EV-06, RL-05: events bubble, so what holds a field or a form may be meant.
#[test]
fn an_attribute_that_can_do_nothing_is_warned_of() {
    let warnings = |text: &str| -> Vec<&str> {
        let warnings = compiled(text).warnings;
        warnings.into_iter().map(|warning| warning.name).collect()
    };
    for idle in [
        "<button dj-confirm=\"sure?\">k</button>",
        "<p dj-debounce=\"300\">k</p>",
        "<p dj-throttle=\"{{ x }}\">k</p>",
        "<input name=\"a\" dj-value-x=\"1\">",
        "<p dj-click:id=\"1\">k</p>",
    ] {
        assert_eq!(warnings(idle), ["an_attribute_without_an_event"], "{idle}");
    }
    for idle in [
        "<p dj-submit=\"f\">k</p>",
        "<form><button dj-submit=\"f\">{{ x }}</button></form>",
        "<input dj-submit=\"f\">",
        "<div dj-input=\"f\"><p>k</p></div>",
        "<div dj-change=\"f\">{% if a %}<b>k</b>{% endif %}</div>",
    ] {
        assert_eq!(warnings(idle), ["an_event_that_never_comes"], "{idle}");
    }
    for busy in [
        "<a {% if a %}dj-click=\"f\"{% endif %} dj-confirm=\"sure?\" dj-value-x=\"1\">k</a>",
        "<div dj-submit=\"f\"><form></form></div>",
        "<fieldset dj-change=\"f\"><p>{% if a %}<select></select>{% endif %}</p></fieldset>",
        "<form dj-input=\"f\"><textarea>{{ x }}</textarea></form>",
        "<p dj-input=\"f\" contenteditable></p>",
        "<x-picker dj-change=\"f\"></x-picker>",
        "<div dj-input=\"f\">{{ x }}</div>",
        "{% macro m() %}<input>{% endmacro %}<div dj-input=\"f\">{{ m() }}</div>",
    ] {
        assert!(warnings(busy).is_empty(), "{busy}");
    }
    assert_error(
        "<button dj-click=\"f\" dj-debounce=\"soon\">k</button>",
        &["`dj-debounce=\"soon\"`", "milliseconds", "`blur`"],
    );
}

#[test]
fn a_lock_does_something_beside_an_event_and_on_a_button_that_sends_its_form() {
    let warnings = |source: &str| -> Vec<String> {
        let found = compiled(source).warnings;
        found.into_iter().map(|warning| warning.message).collect()
    };
    for busy in [
        "<button dj-click=\"f\" dj-lock>k</button>",
        "<div dj-click=\"f\" dj-lock dj-disable-with=\"Wait\">k</div>",
        "<form dj-submit=\"f\"><button dj-disable-with=\"Wait\">k</button></form>",
        "<form dj-submit=\"f\"><button type=\"SUBMIT\" dj-lock>k</button></form>",
        "<form dj-submit=\"f\"><button type=\"{{ x }}\" dj-lock>k</button></form>",
        "<form dj-submit=\"f\"><input type=\"submit\" dj-lock dj-disable-with=\"Wait\"></form>",
    ] {
        assert!(warnings(busy).is_empty(), "{busy}");
    }
    for idle in [
        "<button type=\"button\" dj-lock>k</button>",
        "<p dj-disable-with=\"Wait\">k</p>",
        "<input dj-lock>",
        "<button dj-copy-event=\"f\">k</button>",
        // These belong to the form that sends.
        "<form dj-submit=\"f\"><button dj-optimistic=\"class:sent\">k</button></form>",
        "<form dj-submit=\"f\"><button dj-target=\"#k\">k</button></form><p id=\"k\" dj-target>k</p>",
    ] {
        let found = warnings(idle);
        assert!(
            found.len() == 1 && found[0].contains("does nothing here"),
            "{idle}: {found:?}"
        );
    }
}

#[test]
fn an_attribute_that_does_nothing_yet_is_warned_of() {
    let template = compiled("<p>k</p>\n<a dj-stream=\"f\" dj-click=\"f\" data-x=\"1\">x</a>");
    let [warning] = template.warnings.as_slice() else {
        panic!("{:?}", template.warnings);
    };
    assert_eq!((warning.at.line, warning.at.column), (2, 4));
    assert!(
        warning.message.starts_with("`dj-stream` does nothing yet"),
        "{}",
        warning.message
    );
}

#[test]
fn a_token_for_forms_is_harmless() {
    let template = compiled("<form dj-submit=\"save\">{% csrf_token %}<input name=\"a\"></form>");
    assert_eq!(
        parts(&template),
        [
            "<form dj-submit=\"save\"><input type=\"hidden\" name=\"csrfmiddlewaretoken\" value=\"\"><input name=\"a\"></form>(js)"
        ]
    );
    assert!(template.bindings[0].closed);
}

/// EV-08
#[test]
fn a_template_tells_whether_it_has_a_token_for_forms() {
    for text in [
        "<form>{% csrf_token %}</form>",
        "<noscript><form>{% csrf_token %}</form></noscript>",
        "{% if a %}<form>{% csrf_token %}</form>{% endif %}",
        "{% filter trim %}<form>{% csrf_token %}</form>{% endfilter %}",
        "{% macro m() %}<form>{% csrf_token %}</form>{% endmacro %}{{ m() }}",
    ] {
        assert!(compiled(text).skeleton.token, "{text}");
    }
    assert!(!compiled("<form><input name=\"a\"></form>").skeleton.token);
}

/// EV-25: a shortcut's handler is given what any other event's is, and checked as any other's.
#[test]
fn ev_25_a_shortcut_gives_parameters() {
    let template = compiled(
        "<div dj-shortcut=\"ctrl+k:open, escape:close\" data-item:int=\"5\" dj-value-mode=\"x\"></div>",
    );
    let handlers: Vec<_> = template
        .bindings
        .iter()
        .map(|it| it.handler.as_deref())
        .collect();
    assert_eq!(handlers, [Some("open"), Some("close")]);
    for binding in &template.bindings {
        let mut names: Vec<&str> = binding.params.iter().map(|param| &*param.name).collect();
        names.sort_unstable();
        assert_eq!(names, ["code", "item", "key", "mode", "shortcut"]);
        assert!(
            binding.closed,
            "a parameter that none of them gives is missed"
        );
    }
}

#[test]
fn a_file_is_no_parameter() {
    let template = compiled(
        "<form dj-submit=\"save\"><input type=\"file\" name=\"photo\"><input name=\"title\"></form>",
    );
    let names: Vec<&str> = template.bindings[0]
        .params
        .iter()
        .map(|param| param.name.as_str())
        .collect();
    assert_eq!(names, ["title", "_target"]);
}

#[test]
fn an_unknown_type_is_reported_where_the_name_is_ours() {
    assert_error(
        "<a dj-click=\"f\" dj-value-n:date=\"1\">k</a>",
        &["`:date`", "`int`"],
    );
    assert_error(
        "<a dj-click=\"f\" dj-click:n:date=\"1\">k</a>",
        &["`:n:date`", "`int`"],
    );
    assert_error(
        "<a dj-click=\"f\" dj-value-constructor=\"1\">k</a>",
        &["gives no parameter"],
    );
    compiled("<a dj-click=\"f\" data-n:date=\"1\">k</a>");
}

/// What a reference's page begins with means nothing here, and breaks no build.
#[test]
fn marks_of_the_reference_are_taken_without_a_word() {
    let template = compiled("<div dj-view=\"x\" dj-root dj-id=\"1\">k</div>");
    assert_eq!(template.warnings, []);
}

/// Issue 13: a value in an inline argument could end it, and give others in its place.
#[test]
fn a_slot_among_inline_arguments_is_a_number_or_quoted() {
    let source = |value: &str| compiled(&format!("<a dj-click=\"{value}\">k</a>")).source;
    assert!(source("add({{ item.id }}, 5)").contains("{{+ __DjNumber(item.id) +}}"));
    assert!(source("add( {{ sku|lower|arg }} , {{ 2 }})").contains("__DjArgument(sku|lower)"));
    let chunk = "<a {% if on %}dj-click=\"add({{ id }})\"{% endif %}>k</a>";
    assert!(compiled(chunk).source.contains("__DjNumber(id)"));
    let beside = compiled("<a dj-click=\"add(1)\" title=\"add({{ id }})\">k</a>");
    assert!(beside.source.contains("{{+ id +}}"));

    for within in [
        "add('{{ item.item_sku }}', 5)",
        "add(&quot;{{ item.item_sku }}&quot;)",
        "add('a', 'b {{ item.item_sku }}')",
        "add(x{{ item.item_sku }})",
        "add({{ item.item_sku }}{{ b }})",
        "add('x, {{ item.item_sku }}, y')",
    ] {
        assert_error(
            &format!("<a dj-click=\"{within}\">k</a>"),
            &[
                "dj-value-item-sku=\"{{ item.item_sku }}\"",
                "or write `{{ item.item_sku|arg }}`",
            ],
        );
    }
    assert_error(
        "<a dj-click=\"add('{{ sku|arg }}')\">k</a>",
        &["1:22:", "without quotes"],
    );
    assert_error(
        "<a dj-click=\"add({% if a %}{{ b }}{% endif %})\">k</a>",
        &["1:31:", "a slot in a tag within inline arguments"],
    );
    assert_error(
        "{% macro m() %}x{% endmacro %}<a dj-click=\"add({{ m() }})\">k</a>",
        &["what a macro writes could end an inline argument"],
    );
    compiled("<a dj-click=\"add({% if a %}1{% else %}2{% endif %})\">k</a>");
}

/// IP-09: a text in place of a handler's name would call whatever it says.
#[test]
fn ip09_a_slot_as_the_whole_value_of_an_event_is_commands() {
    let page = |value: &str| compiled(&format!("<a dj-click=\"{value}\">k</a>"));
    for (value, written) in [
        ("{{ self.open() }}", "{{+ __DjJs(self.open()) +}}"),
        (" {{ js }} ", "{{+ __DjJs(js) +}}"),
        (
            "{% if on %}{{ js }}{% else %}add(1){% endif %}",
            "__DjJs(js)",
        ),
        (
            "{% match a %}{% when Some(js) %} {{ js }} {% when None %}{% endmatch %}",
            "__DjJs(js)",
        ),
    ] {
        let template = page(value);
        assert!(template.source.contains(written), "{}", template.source);
        assert_eq!(template.skeleton.attributes, ["dj-click", "dj-commands"]);
    }
    let kept = compiled("<a dj-commands=\"{{ js }}\" dj-click:id=\"{{ id }}\">{{ js }}</a>");
    assert!(kept.source.contains("__DjJs(js)"));
    assert!(kept.source.contains("{{+ id +}}"));
    // What must be commands takes no value from a place where it need not be.
    let shared = compiled("<p>{{ js }}</p><a dj-click=\"{{ js }}\">k</a>");
    assert!(shared.source.contains("__DjJs(js)"));
    assert_eq!(
        page("{% if on %}add{% else %}drop{% endif %}")
            .skeleton
            .attributes,
        ["dj-click"]
    );

    for within in [
        "{{ a }}_b",
        "a_{{ b }}(1)",
        "{{ a }}{{ b }}",
        "{% if on %}{{ a }}b{% endif %}",
        "{% filter upper %}{{ a }}{% endfilter %}",
    ] {
        assert_error(
            &format!("<a dj-click=\"{within}\">k</a>"),
            &["a slot in a handler's name", "Js::push("],
        );
    }
    assert_error("<a dj-click='[[\"show\"]]'>k</a>", &["is written in Rust"]);
    assert_error(
        "<a dj-commands=\"hide\">k</a>",
        &["expected commands as Rust writes them"],
    );
}

/// Issue 13: which other handlers may take what `dj-value-*` gives.
#[test]
fn a_strict_parameter_knows_the_other_handlers_of_its_element() {
    let others = |attributes: &str| {
        let template = compiled(&format!("<input {attributes}>"));
        let found = template.bindings.into_iter().map(|binding| {
            let param = binding.params.into_iter().find(|param| param.strict);
            param.map(|param| param.others.join(" "))
        });
        found.collect::<Vec<_>>()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        others("dj-input=\"f\" dj-change=\"g(1)\" dj-value-n=\"1\""),
        [some("g"), some("f")]
    );
    assert_eq!(
        others("dj-input=\"f\" dj-change=\"g\" dj-payload-n-input=\"1\""),
        [some(""), None]
    );
    assert_eq!(
        others("dj-input=\"f\" dj-change=\"{{ any }}\" dj-value-n=\"1\"")[0],
        None
    );
}
