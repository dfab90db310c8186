//! `{% live_form form fields="…" submit="…" %}`: a whole form, as if its fields had been written out.

use super::live_field::markup;
use super::{assert_error, compiled};

const FORM: &str = "{% live_form form fields=\"email, first_name, color\" submit=\"sign_up\" button=\"Sign up\" summary=\"Look at:\" \
    method=\"post\" id=\"new\" form_class=\"wide\" button_class=\"big\" input_class=\"form-control\" \
    email.type=\"email\" email.hint=\"Yours.\" first_name.label=\"Name\" first_name.input_class=\"own\" color.type=\"radio\" color.options=COLORS %}";

/// IP-08.
#[test]
fn ip_08_a_form_has_its_fields_a_summary_and_a_button() {
    let html = markup(FORM);
    let mut from = 0;
    for part in [
        "<form id=\"new\" class=\"wide\" method=\"post\" novalidate dj-submit=\"sign_up\"",
        "<div class=\"dj-form-errors\" role=\"alert\">",
        "<input type=\"email\" id=\"",
        " class=\"form-control\"",
        "Yours.</p>",
        ">Name</label>",
        " class=\"own\"",
        "<fieldset class=\"dj-field\" role=\"radiogroup\"",
        "<button class=\"big\">Sign up</button>",
    ] {
        let at = html.find(part);
        assert!(at.is_some(), "{part}: {html}");
        if !part.contains("dj-form-errors") && !part.contains("fieldset") {
            assert!(at >= Some(from), "{part} stands in its place: {html}");
            from = at.unwrap_or_default();
        }
    }
    let template = compiled(FORM);
    let asked: Vec<&str> = template.form_fields.iter().map(|it| &*it.field).collect();
    assert_eq!(asked, ["email", "first_name", "color"]);
    for call in [
        "form.was_submitted()",
        "form.valid()",
        "form.error(\"color\")",
    ] {
        assert!(
            template.source.contains(call),
            "{call}: {}",
            template.source
        );
    }
    let plain = markup("{% live_form self.form fields=\"email\" submit=\"go\" button=label(1) %}");
    assert!(
        !plain.contains("dj-form-errors") && plain.contains("<button>"),
        "{plain}"
    );
}

#[test]
fn what_the_tag_does_not_take_is_told() {
    for (tag, message) in [
        ("", "expected a form and its fields"),
        ("form[0] fields=\"a\"", "expected a form and its fields"),
        ("form submit=\"go\"", "needs its fields in their order"),
        ("form fields=\"a\"", "needs the handler that takes the form"),
        (
            "form fields=names submit=\"go\"",
            "expected a text in quotes",
        ),
        ("form fields=\"a, b-c\" submit=\"go\"", "`b-c` is none"),
        ("form fields=\"a,\" submit=\"go\"", "`` is none"),
        (
            "form fields=\"a, a\" submit=\"go\"",
            "`fields` lists `a` twice",
        ),
        (
            "form fields=\"email\" submit=\"go\" emial.hint=\"x\"",
            "did you mean `email`?",
        ),
        (
            "form fields=\"a\" submit=\"go\" other.hint=\"x\"",
            "write it there, or take this away",
        ),
        (
            "form fields=\"a\" submit=\"go\" hint=\"x\"",
            "`hint` is for one field: write `a.hint=…`",
        ),
        (
            "form fields=\"a\" submit=\"go\" buton=\"x\"",
            "did you mean `button`?",
        ),
        (
            "form fields=\"a\" submit=\"go\" method=\"get\"",
            "expected `method=\"post\"`",
        ),
        (
            "form fields=\"a\" submit=\"go\" a.type=\"select\"",
            "the field `a`: a `select` needs its choices",
        ),
        (
            "form fields=\"a\" submit=\"go\" submit=\"on\"",
            "`submit` is given twice",
        ),
    ] {
        assert_error(
            &format!("<p></p>\n{{% live_form {tag} %}}"),
            &["2:", message],
        );
    }
}
