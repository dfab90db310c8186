//! `{% live_field form.email %}`: a field with its label, hint and error, as slots.

use super::{assert_error, compiled};
use crate::ir::Part;

/// All literal markup of a template.
pub(super) fn markup(source: &str) -> String {
    let template = compiled(source);
    let parts = template.skeleton.fragments.iter().flat_map(|it| &it.parts);
    let html = parts.filter_map(|part| match part {
        Part::Html(html) => Some(html.as_str()),
        _ => None,
    });
    html.collect()
}

/// IP-08.
#[test]
fn ip_08_a_field_has_its_label_hint_and_error_bound_to_it() {
    let html = markup(
        "{% live_field form.first_name hint=\"As in your pass & <not> {{ x }}\" autocomplete=\"name\" %}",
    );
    for part in [
        "<label for=\"",
        "First name</label>",
        "type=\"text\"",
        "dj-change=\"validate_field\" autocomplete=\"name\"",
        "<p class=\"dj-field-hint\"",
        "As in your pass &amp; &lt;not> &#123;&#123; x }}</p>",
        "<p class=\"dj-field-error\"",
        "aria-live=\"polite\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    let template = compiled("{% live_field form.email %}");
    for call in [
        "form.id(\"email\")",
        "form.name(\"email\")",
        "form.value(\"email\")",
        "form.error(\"email\").is_some()",
        "form.is_required(\"email\")",
    ] {
        assert!(
            template.source.contains(call),
            "{call}: {}",
            template.source
        );
    }
    assert!(
        template
            .skeleton
            .attributes
            .iter()
            .any(|name| name == "dj-change")
    );
}

#[test]
fn each_kind_of_field_can_be_written() {
    for (tag, part) in [
        ("type=\"checkbox\"", "<input type=\"checkbox\""),
        ("type=\"textarea\" rows=\"4\"", "rows=\"4\""),
        (
            "type=\"email\" on=\"input\" event=\"check\"",
            "dj-input=\"check\"",
        ),
        (
            "type=\"select\" options=COLORS label=\"Colour\"",
            "<option value=\"\"></option>",
        ),
        (
            "label=tr(\"an address\", 2) class=\"row\"",
            "<div class=\"row\">",
        ),
        (
            "type=\"radio\" options=COLORS",
            "<fieldset class=\"dj-field\" role=\"radiogroup\"",
        ),
        (
            "label_class=\"form-label\" input_class=\"form-control\"",
            "class=\"form-label\">Email</label>",
        ),
        (
            "error_class=\"invalid-feedback\"",
            "class=\"dj-field-error invalid-feedback\"",
        ),
        ("input_class=\"form-control\"", " class=\"form-control\""),
        (
            "type=\"select-multiple\" options=COLORS",
            "<select multiple id=\"",
        ),
    ] {
        let html = markup(&format!("<form>{{% live_field form.email {tag} %}}</form>"));
        assert!(html.contains(part), "{tag}: {html}");
    }
    let template = compiled(
        "{% for line in form.rows(\"lines\") %}<div data-key=\"{{ line.key() }}\">{% live_field line.qty label=tr(line.key()) %}</div>{% endfor %}",
    );
    assert!(template.source.contains("line.value(\"qty\")"));
    assert!(template.source.contains("tr(line.key())"));
}

#[test]
fn what_the_tag_does_not_take_is_told() {
    for (tag, message) in [
        ("", "expected a form and the name of its field"),
        ("email", "expected a form and the name of its field"),
        (
            "form[\"email\"]",
            "expected a form and the name of its field",
        ),
        ("form.email lable=\"x\"", "did you mean `label`?"),
        (
            "form.email label=\"x\" label=\"y\"",
            "`label` is given twice",
        ),
        ("form.email label", "expected `label=\"Email\"`"),
        ("form.email type=\"file\"", "expected a type of `<input>`"),
        ("form.email type=\"select\"", "a `select` needs its choices"),
        ("form.email type=\"radio\"", "a `radio` needs its choices"),
        (
            "form.email type=\"hidden\" hint=\"x\"",
            "a hidden field has nothing to show",
        ),
        (
            "form.email options=COLORS",
            "`options` are for `type=\"select\"`, `type=\"select-multiple\"` and `type=\"radio\"`",
        ),
        (
            "form.email on=\"blur\"",
            "expected `on=\"input\"` or `on=\"change\"`",
        ),
        ("form.email event=check", "expected a text in quotes"),
    ] {
        assert_error(
            &format!("<p></p>\n{{% live_field {tag} %}}"),
            &["2:", message],
        );
    }
}

#[test]
fn what_is_asked_of_the_views_own_forms_is_told_to_who_knows_them() {
    let template = compiled(
        "{% live_field form.email %}{% live_field self.form.name %}\
         {% for line in form.rows(\"lines\") %}<div data-key=\"{{ line.key() }}\">{% live_field line.qty %}</div>{% endfor %}\
         {% live_field form.age %}",
    );
    let asked = template.form_fields.iter();
    let asked: Vec<_> = asked.map(|it| (&*it.form, &*it.field)).collect();
    assert_eq!(
        asked,
        [("form", "email"), ("form", "name"), ("form", "age")]
    );
    let template = compiled(
        "{% macro field(form) %}{% live_field form.email %}{% endmacro %}{{ field(other) }}\
         {% if let Some(form) = other %}{% live_field form.name %}{% endif %}",
    );
    assert_eq!(template.form_fields, []);
}
