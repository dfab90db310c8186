//! The rows FO-01 to FO-12 of the checklist, for a schema made at run time.

use super::*;

mod across;
mod asked;
mod lists;
mod rows;

fn contact() -> LiveForm {
    let schema = Schema::new()
        .field("name", Rules::new().required().min_length(2).max_length(5))
        .field("email", Rules::new().required().email())
        .field("site", Rules::new().url())
        .field("age", Rules::new().min(0).max(150))
        .field("code", Rules::new().pattern("[a-z]{2}|[0-9]{3}"))
        .field("color", Rules::new().choices(["red", "blue"]));
    LiveForm::new(schema).unwrap()
}

#[test]
fn fo_03_the_messages() {
    let mut form = contact();
    for (name, value, message) in [
        ("name", "", "This field is required."),
        ("name", " \t ", "This field is required."),
        ("name", "J", "Must be at least 2 characters."),
        ("name", "Johann", "Must be at most 5 characters."),
        ("email", "bad", "Enter a valid email address"),
        ("email", "a@b@c", "Enter a valid email address"),
        ("site", "example.org", "Enter a valid URL."),
        ("site", "javascript:alert(1)", "Enter a valid URL."),
        ("site", "https://", "Enter a valid URL."),
        ("age", "-1", "Must be at least 0."),
        ("age", "150.5", "Must be at most 150."),
        ("age", "12a", "Must be a number."),
        ("age", "NaN", "Must be a number."),
        ("code", "abc", "Invalid format."),
        ("color", "green", "Must be one of: red, blue."),
    ] {
        assert!(!form.validate_field(name, value), "{name}: {value}");
        assert_eq!(form.error(name), Some(message), "{name}: {value}");
        assert_eq!(form.value(name), value);
    }
    for (name, value) in [
        ("name", "Jöhän"),
        ("email", "jo@x.com"),
        ("site", "HTTPS://example.org/a?b#c"),
        ("age", " 25 "),
        ("color", "red"),
    ] {
        assert!(form.validate_field(name, value), "{name}: {value}");
    }
}

#[test]
fn fo_04_fo_09_only_the_fields_own_error_changes() {
    let mut form = contact();
    form.validate_field("email", "bad");
    assert_eq!(
        form.errors(),
        [("email", "Enter a valid email address")].into()
    );
    form.validate_field("age", "x");
    form.validate_field("email", "jo@x.com");
    assert_eq!(form.errors(), [("age", "Must be a number.")].into());
    form.validate_field("unknown", "x");
    assert_eq!(form.errors().len(), 1);
    assert!(!form.data().contains_key("unknown"));
}

#[test]
fn fo_05_fo_06_fo_07_fo_08_a_form_is_filled_validated_and_emptied() {
    let mut form = contact();
    assert!(form.valid() && !form.holds());
    assert!(!form.validate_all());
    assert_eq!(
        form.errors().into_keys().collect::<Vec<_>>(),
        ["email", "name"]
    );
    assert_eq!(form.first_error(), Some("name"));
    form.set_values([
        ("name", "Jo"),
        ("email", "jo@x.com"),
        ("age", "25"),
        ("admin", "1"),
    ]);
    assert!(form.valid() && form.holds());
    assert!(form.validate_all());
    assert_eq!(form.data()["age"], "25");
    assert_eq!(form.data().len(), 6);
    form.set_values([("age", "200")]);
    assert!(form.valid() && !form.holds());
    form.validate_all();
    form.reset();
    assert!(form.valid() && form.errors().is_empty());
    assert!(form.data().values().all(|text| text.is_empty()));
}

#[test]
fn fo_10_the_first_rule_that_fails_is_told_and_the_applications_own_come_last() {
    let rules = Rules::new()
        .custom(|text| {
            if text.contains('x') {
                Err("No x.")
            } else {
                Ok(())
            }
        })
        .min_length(3)
        .pattern("[a-z]+");
    assert_eq!(rules.check("x1"), Err(Problem::MinLength(3)));
    assert_eq!(rules.check("xx1"), Err(Problem::Pattern));
    assert_eq!(rules.check("xxx"), Err(Problem::Custom("No x.".into())));
    assert_eq!(rules.check("aaa"), Ok(()));
    for blank in ["", "  "] {
        assert_eq!(rules.check(blank), Ok(()));
    }
}

#[test]
fn fo_11_a_pattern_is_for_the_whole_text_and_a_bad_one_is_no_schema() {
    let rules = Rules::new().pattern("a|bc");
    assert_eq!((rules.check("a"), rules.check("bc")), (Ok(()), Ok(())));
    for text in ["ab", "abc", "xa", "a\n", "a\nb"] {
        assert_eq!(rules.check(text), Err(Problem::Pattern), "{text:?}");
    }
    for bad in ["[", "a)|(?:b", "(?:a{1000}){1000}"] {
        let schema = Schema::new().field("code", Rules::new().pattern(bad));
        let error = LiveForm::new(schema).unwrap_err();
        assert!(error.to_string().starts_with("the pattern"), "{error}");
    }
}

/// FO-02: every rule, alone, holds of one text and not of another.
#[test]
fn fo_02_a_schema_has_every_rule() {
    for (rules, good, bad) in [
        (Rules::new().required(), "x", ""),
        (Rules::new().min_length(2), "xx", "x"),
        (Rules::new().max_length(2), "xx", "xxx"),
        (Rules::new().pattern("[0-9]+"), "12", "1x"),
        (Rules::new().email(), "jo@x.com", "jo"),
        (Rules::new().url(), "http://x.org", "x.org"),
        (Rules::new().min(2), "2", "1.9"),
        (Rules::new().max(2), "2", "2.1"),
        (Rules::new().choices(["a", "b"]), "b", "c"),
        (
            Rules::new().custom(|text| if text == "x" { Err("No.") } else { Ok(()) }),
            "y",
            "x",
        ),
    ] {
        let mut form = LiveForm::new(Schema::new().field("it", rules.clone())).unwrap();
        assert!(
            form.validate_field("it", good) && form.valid(),
            "{rules:?}: {good}"
        );
        assert!(
            !form.validate_field("it", bad) && !form.valid(),
            "{rules:?}: {bad}"
        );
        assert_eq!(form.value("it"), bad);
    }
}

#[test]
fn fo_03_messages_are_replaced_by_a_function() {
    let schema = Schema::new()
        .field("name", Rules::new().min_length(2))
        .messages(|field, problem| match problem {
            Problem::MinLength(least) => format!("{field}: mindestens {least} Zeichen"),
            other => other.to_string(),
        });
    let mut form = LiveForm::new(schema).unwrap();
    form.validate_field("name", "x");
    assert_eq!(form.error("name"), Some("name: mindestens 2 Zeichen"));
}

#[test]
fn fo_09_a_late_answer_for_an_older_value_is_dropped() {
    let mut form = contact();
    form.validate_field("email", "jo@x.com");
    form.refuse("email", "jo@x", "Taken.");
    assert!(form.valid());
    form.refuse("email", "jo@x.com", "Taken.");
    assert_eq!(form.error("email"), Some("Taken."));
    form.validate_all();
    assert_eq!(form.error("email"), Some("Taken."));
    form.validate_field("email", "jim@x.com");
    assert_eq!(form.error("email"), None);
}

/// The texts are so long that a rule which takes more than a few steps a letter never ends: by the square there were 10^12.
#[test]
fn fo_02_hostile_texts_and_patterns_take_time_in_proportion() {
    let long = "a".repeat(1_000_000);
    for rules in [
        Rules::new().pattern("(a+)+b"),
        Rules::new().pattern("(a|aa)*(a|aa)*c"),
        Rules::new().email(),
        Rules::new().url(),
        Rules::new().min(1),
        Rules::new().max_length(100),
        Rules::new().choices(["a"]),
        Rules::of::<u8>(),
    ] {
        for text in [
            &long,
            &long.replace('a', "1"),
            &long.replace('a', "@."),
            &format!("http://{long}"),
        ] {
            let _ = rules.check(text);
        }
        assert!(rules.check(&long).is_err());
    }
}
