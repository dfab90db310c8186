//! Forms of structs, in a view.
#![allow(missing_docs)]

use djust_macros::{Form, live_view};
use djust_runtime::form::{Form, FormData, FormValues, Problem};
use djust_runtime::param_enum;
use djust_runtime::session::MountRequest;
use djust_runtime::test::TestClient;
use serde_json::json;

#[derive(Debug, PartialEq)]
enum Plan {
    Free,
    Paid,
}
param_enum!(Plan { Free, Paid });

#[derive(Debug, PartialEq, Form)]
#[form(messages = say)]
struct SignUp {
    #[form(required, min_length = 2)]
    name: String,
    #[form(required, email)]
    email: String,
    #[form(min = 18, max = 150)]
    age: u8,
    nickname: Option<String>,
    #[form(pattern = "[A-Z]{2}-[0-9]+")]
    code: Option<String>,
    plan: Plan,
    #[form(min = 0.5)]
    ratio: Option<f64>,
    #[form(required)]
    agreed: bool,
    news: bool,
    #[form(choices = ["red", "blue"], custom = no_blue)]
    color: String,
    r#type: Option<i32>,
}

fn say(field: &str, problem: &Problem) -> String {
    match (field, problem) {
        ("agreed", Problem::Required) => "Please agree.".to_owned(),
        (_, problem) => problem.to_string(),
    }
}

fn no_blue(text: &str) -> Result<(), &'static str> {
    if text == "blue" {
        Err("Not blue.")
    } else {
        Ok(())
    }
}

fn values(changes: &[(&str, &str)]) -> FormValues {
    let first = [
        ("name", "Jo"),
        ("email", "jo@x.com"),
        ("age", " 25 "),
        ("plan", "paid"),
        ("agreed", "on"),
    ];
    first.iter().chain(changes).copied().collect()
}

#[test]
fn fo_12_a_struct_gives_its_rules_and_takes_its_value() {
    let mut form = Form::<SignUp>::new();
    let sign_up = form.submit(&values(&[
        ("nickname", ""),
        ("code", "AB-1"),
        ("type", "3"),
    ]));
    let expected = SignUp {
        name: "Jo".into(),
        email: "jo@x.com".into(),
        age: 25,
        nickname: None,
        code: Some("AB-1".into()),
        plan: Plan::Paid,
        ratio: None,
        agreed: true,
        news: false,
        color: String::new(),
        r#type: Some(3),
    };
    assert_eq!(sign_up.as_ref(), Some(&expected));
    assert_eq!(form.typed(), Some(expected));
    assert_eq!(form.value("age"), " 25 ");
}

#[test]
fn fo_10_what_a_type_does_not_take_stays_as_text_with_its_error() {
    let mut form = Form::<SignUp>::new();
    for (field, text, error) in [
        ("age", "12a", "Must be a number."),
        ("age", "25.5", "Must be a whole number."),
        (
            "age",
            "300",
            "Must be a number that is not so large or small.",
        ),
        ("age", "", "This field is required."),
        ("age", "17", "Must be at least 18."),
        ("ratio", "x", "Must be a number."),
        ("ratio", "0.25", "Must be at least 0.5."),
        ("plan", "golden", "Invalid format."),
        ("plan", "", "This field is required."),
        ("agreed", "false", "Please agree."),
        ("color", "green", "Must be one of: red, blue."),
        ("color", "blue", "Not blue."),
        ("code", "AB-1x", "Invalid format."),
        ("type", "1e3", "Must be a whole number."),
    ] {
        assert_eq!(
            form.submit(&values(&[(field, text)])),
            None,
            "{field}: {text}"
        );
        assert_eq!(form.errors(), [(field, error)].into(), "{field}: {text}");
        assert_eq!(form.value(field), text);
        assert_eq!(form.typed(), None);
    }
    assert!(std::sync::Arc::ptr_eq(&SignUp::schema(), &SignUp::schema()));
}

#[test]
fn fo_01_a_form_that_was_sent_is_whole() {
    let mut form = Form::<SignUp>::new();
    assert!(form.submit(&values(&[("code", "AB-1")])).is_some());
    // A box that is not ticked, and a field that is left out, are empty.
    let fewer: FormValues = [("name", "Jo"), ("admin", "1")].into_iter().collect();
    assert_eq!(form.submit(&fewer), None);
    assert_eq!(form.value("code"), "");
    let errors: Vec<&str> = form.errors().into_keys().collect();
    assert_eq!(errors, ["age", "agreed", "email", "plan"]);
}

/// FO-12: what no form may give.
#[derive(Debug, PartialEq, Form)]
struct Account {
    #[form(required)]
    name: String,
    #[form(skip)]
    is_admin: bool,
}

#[test]
fn fo_12_a_skipped_field_is_none_of_the_forms() {
    assert_eq!(Account::FIELDS, ["name"]);
    let mut form = Form::<Account>::new();
    let sent: FormValues = [("name", "Jo"), ("is_admin", "true")].into_iter().collect();
    let account = form.submit(&sent).expect("an account");
    assert!(!account.is_admin);
    assert!(!form.data().contains_key("is_admin"));
}

/// Whatever is sent, each rule takes a bounded time, and nothing is given that does not hold.
#[derive(Form)]
#[expect(dead_code, reason = "there is never a value")]
struct Strict {
    #[form(pattern = "(a+)+b")]
    pattern: String,
    #[form(pattern = "(a|aa)*(a|aa)*c")]
    other: String,
    #[form(email)]
    email: String,
    #[form(url)]
    url: String,
    #[form(min = 1, max = 9)]
    number: f64,
    #[form(max_length = 10)]
    short: String,
    #[form(choices = ["a", "b"])]
    choice: String,
    plan: Plan,
}

#[live_view(
    source = r#"<form dj-submit="save">{% for (name, error) in form.errors() %}<p data-key="{{ name }}">{{ error }}</p>
{% endfor %}</form>{{ saved }}"#
)]
struct Guarded {
    form: Form<Strict>,
    saved: u32,
}

#[live_view]
impl Guarded {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            saved: 0,
        }
    }

    #[event_handler]
    fn check(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn save(&mut self, #[rest] values: FormValues) {
        self.saved += u32::from(self.form.submit(&values).is_some());
    }
}

/// A rule that tries ways of reading a text, one after the other, would never end with one of these: there are 2^50000.
#[test]
fn fo_02_hostile_texts_are_refused_in_bounded_time_and_change_nothing() {
    let mut client = TestClient::mount::<Guarded>(MountRequest::default()).expect("a page");
    let long = "a".repeat(50_000);
    for text in [
        long.clone(),
        long.replace('a', "1") + "e",
        format!("{}@{}", &long[..25_000], &long[..24_000]),
        format!("http:// {long}"),
        "\u{202e}".repeat(16_000),
        "\0".repeat(8_000),
    ] {
        for field in Strict::FIELDS {
            client.event("check", json!({ "field": field, "value": text }));
            assert!(
                client.html().contains(&format!("data-key=\"{field}\"")),
                "{field}"
            );
        }
        assert_eq!(client.html().matches("<p ").count(), Strict::FIELDS.len());
    }
    for field in Strict::FIELDS {
        client.event("save", json!({ *field: long }));
        assert!(client.html().ends_with("</form>0"), "{field}");
    }
    assert_eq!(client.told.closed, None);
}

#[live_view(source = r#"<form dj-submit="save">
<input name="name" value="{{ form.value("name") }}" dj-change="check">
{% if let Some(error) = form.error("name") %}<b>{{ error }}</b>{% endif %}
<input name="age" value="{{ form.value("age") }}" dj-change="check">
{% if let Some(error) = form.error("age") %}<i>{{ error }}</i>{% endif %}</form>{{ saved }}"#)]
struct Page {
    form: Form<Person>,
    saved: u32,
}

#[derive(Form)]
struct Person {
    #[form(required)]
    name: String,
    age: u32,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            saved: 0,
        }
    }

    #[event_handler]
    fn check(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn save(&mut self, #[rest] values: FormValues) {
        if let Some(person) = self.form.submit(&values) {
            self.saved += person.age + u32::from(person.name == "Jo");
            self.form.reset();
        }
    }
}

#[test]
fn fo_01_errors_show_once_a_field_was_left_or_the_form_was_sent() {
    let mut client = TestClient::mount::<Page>(MountRequest::default()).expect("a page");
    assert!(!client.html().contains("<b>") && !client.html().contains("<i>"));
    client.event("check", json!({ "field": "age", "value": "12a" }));
    assert!(client.html().contains("value=\"12a\""));
    assert!(client.html().contains("<i>Must be a number.</i>"));
    assert!(!client.html().contains("<b>"));
    client.event("save", json!({ "name": "", "age": "12a", "_target": null }));
    assert!(client.html().contains("<b>This field is required.</b>"));
    for hostile in [
        json!({ "name": ["a", "b"], "age": { "x": 1 } }),
        json!({ "name": null, "age": true, "saved": 9 }),
        json!({ "form": "x", "entries": [] }),
        json!({ "name": "Jo", "age": "x".repeat(50_000) }),
    ] {
        client.event("save", hostile);
        assert!(client.html().ends_with("</form>0"));
    }
    client.event("save", json!({ "name": "Jo", "age": 41 }));
    assert!(client.html().ends_with("</form>42"), "{}", client.html());
    assert!(!client.html().contains("<b>") && !client.html().contains("<i>"));
    assert_eq!(client.server_html(), client.html());
}
