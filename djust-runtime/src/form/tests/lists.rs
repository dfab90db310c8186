//! Fields of several values.

use crate::form::{FieldValue, FormValues, LiveForm, Rules, Schema};
use crate::param::{FromParam, Value};

fn form() -> LiveForm {
    let tags = || Rules::of::<Vec<String>>().choices(["a", "b", "c"]);
    let line = Schema::new().field("tags", tags());
    let schema = Schema::new()
        .field("tags", tags().required())
        .field("sizes", Rules::of::<Vec<u8>>().max(40))
        .field("name", Rules::new())
        .rows("lines", line, 0..=9);
    LiveForm::new(schema).unwrap()
}

#[test]
fn ip_08_all_values_of_a_name_are_kept_and_each_is_judged() {
    let mut form = form();
    form.add_row("lines");
    let sent = [
        ("tags", "a"),
        ("name", "x"),
        ("tags", "c"),
        ("name", "y"),
        ("sizes", "7"),
        ("sizes", "41"),
        ("lines[0][tags]", "b"),
        ("lines[0][tags]", "c"),
    ];
    assert!(!form.take_all(&FormValues::from_iter(sent)));
    assert_eq!(form.error("sizes"), Some("Must be at most 40."));
    assert_eq!(form.errors().len(), 1);
    assert_eq!(form.get::<Vec<String>>("tags").unwrap(), ["a", "c"]);
    assert_eq!(
        form.value("name"),
        "y",
        "of a field with one value the last counts"
    );
    let chosen = ["a", "b", "c"].map(|tag| form.is_chosen("tags", tag));
    assert_eq!(chosen, [true, false, true]);
    let row = &form.rows("lines")[0];
    assert!(row.is_chosen("tags", "b") && row.is_chosen("tags", "c"));
    assert!(form.was_submitted());

    assert!(
        !form.take_all(&FormValues::default()),
        "nothing is chosen any more"
    );
    assert_eq!(form.error("tags"), Some("This field is required."));
    assert_eq!(form.rows("lines")[0].value("tags"), "");
    assert!(!form.validate_field("tags", "a,d"));
    assert_eq!(form.error("tags"), Some("Must be one of: a, b, c."));
    form.reset();
    assert!(!form.was_submitted());
}

#[test]
fn what_fields_hold_is_text_for_one_handler() {
    let list = serde_json::value::RawValue::from_string(r#"["a","b"]"#.to_owned()).unwrap();
    for (value, text) in [
        (Value::Text("12a".into()), "12a"),
        (Value::Bool(true), "true"),
        (Value::List(&list), "a,b"),
    ] {
        assert_eq!(FieldValue::from_param(value).unwrap().as_str(), text);
    }
    let sent: FormValues = serde_json::from_str(r#"{"t":["a",["b"],2,null],"n":true}"#).unwrap();
    assert!(sent.all("t").eq(["a", "2", ""]));
    assert_eq!(sent.get("n"), Some("true"));
}
