//! FO-02, FO-09: rules over several fields.

use crate::form::{LiveForm, Rules, Schema};

type Wrong = (&'static str, &'static str);

fn passwords_match(form: &LiveForm) -> Result<(), Wrong> {
    match form.value("password") == form.value("again") {
        true => Ok(()),
        false => Err(("again", "Not the same.")),
    }
}

fn ends_later(row: &LiveForm) -> Result<(), Wrong> {
    match (row.get::<u32>("start"), row.get::<u32>("end")) {
        (Some(start), Some(end)) if end <= start => Err(("end", "Ends too early.")),
        _ => Ok(()),
    }
}

/// A rule of the outer form that looks into its rows.
fn no_gaps(form: &LiveForm) -> Result<(), (String, &'static str)> {
    let rows = form.rows("times");
    for (one, next) in rows.iter().zip(rows.iter().skip(1)) {
        if one.value("end") != next.value("start") {
            return Err((format!("times[{}][start]", next.key()), "There is a gap."));
        }
    }
    Ok(())
}

fn plan() -> LiveForm {
    let time = Schema::new()
        .field("start", Rules::of::<u32>())
        .field("end", Rules::of::<u32>())
        .rule(ends_later);
    let schema = Schema::new()
        .field("password", Rules::new().required().min_length(4))
        .field("again", Rules::new().required())
        .rows("times", time, 0..=5)
        .rule(passwords_match)
        .rule(no_gaps);
    LiveForm::new(schema).unwrap()
}

#[test]
fn fo_09_a_rule_over_fields_shows_once_its_field_was_touched_and_follows_the_others() {
    let mut form = plan();
    assert!(form.validate_field("password", "open sesame"));
    assert_eq!(form.error("again"), None, "nobody was in it");
    assert!(!form.holds());
    assert!(!form.validate_field("again", ""));
    assert_eq!(
        form.error("again"),
        Some("This field is required."),
        "its own rules come first"
    );
    assert!(!form.validate_field("again", "open"));
    assert_eq!(form.error("again"), Some("Not the same."));
    assert_eq!(form.first_error(), Some("again"));
    assert!(!form.valid());
    // The other field changes.
    assert!(form.validate_field("password", "open"));
    assert_eq!(form.error("again"), None);
    assert!(form.valid() && form.holds());
    form.set_values([("password", "shut")]);
    assert_eq!(form.error("again"), Some("Not the same."));
    assert!(!form.validate_all());
    form.reset();
    assert!(form.valid());
}

#[test]
fn fo_09_rules_of_rows_and_over_rows_show_in_the_row() {
    let mut form = plan();
    form.add_row("times");
    form.add_row("times");
    form.validate_field("password", "open");
    form.validate_field("again", "open");
    form.set_values([
        ("times[0][start]", "8"),
        ("times[0][end]", "7"),
        ("times[1][start]", "9"),
        ("times[1][end]", "10"),
    ]);
    assert!(form.valid(), "{:?}", form.errors());
    assert!(!form.holds());
    assert!(!form.validate_all());
    let shown = form.errors();
    assert_eq!(
        shown,
        [
            ("times[0][end]", "Ends too early."),
            ("times[1][start]", "There is a gap.")
        ]
        .into()
    );
    assert!(form.validate_field("times[0][end]", "9"));
    assert!(form.valid() && form.holds(), "{:?}", form.errors());
    // What moves is judged anew.
    form.move_row("times", 1, 0);
    assert_eq!(form.error("times[0][start]"), Some("There is a gap."));
    form.remove_row("times", 1);
    assert!(form.valid());
}

#[test]
fn a_rule_that_names_no_field_keeps_the_form_from_being_sent() {
    let schema = Schema::new()
        .field("name", Rules::new())
        .rule(|_| Err(("nome", "No.")));
    let mut form = LiveForm::new(schema).unwrap();
    assert!(!form.validate_all());
    assert!(!form.holds());
}

#[test]
fn fo_02_an_address_is_judged_and_given_without_white_space() {
    let schema = Schema::new()
        .field(
            "email",
            Rules::new().email().custom(|text| match text {
                "taken@example.org" => Err("Taken."),
                _ => Ok(()),
            }),
        )
        .field("name", Rules::new());
    let mut form = LiveForm::new(schema).unwrap();
    assert!(!form.validate_field("email", " taken@example.org "));
    assert_eq!(form.error("email"), Some("Taken."));
    assert!(form.validate_field("email", " jo@example.org "));
    assert_eq!(form.value("email"), " jo@example.org ", "as it was typed");
    assert_eq!(
        form.get::<String>("email").as_deref(),
        Some("jo@example.org")
    );
    form.refuse("email", "jo@example.org", "Refused.");
    assert_eq!(form.error("email"), Some("Refused."));
    form.validate_field("name", " Jo ");
    assert_eq!(
        form.get::<String>("name").as_deref(),
        Some(" Jo "),
        "a text is as it is"
    );
}
