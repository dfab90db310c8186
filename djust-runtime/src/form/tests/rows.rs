//! Groups and rows: names with brackets, rows that come, go and move, and what a page sends of them.

use super::*;

fn line() -> Schema {
    Schema::new()
        .field("item", Rules::new().required())
        .field("qty", Rules::new().required().min(1).max(99))
        .field("gift", Rules::of::<bool>())
}

fn order() -> LiveForm {
    let address = Schema::new().field("city", Rules::new().required());
    let schema = Schema::new()
        .field("name", Rules::new().required())
        .group("address", address)
        .rows("lines", line(), 1..=3);
    LiveForm::new(schema).unwrap()
}

fn keys(form: &LiveForm) -> Vec<u32> {
    form.rows("lines").iter().map(Row::key).collect()
}

fn sent(fields: &[(&str, &str)]) -> FormValues {
    fields.iter().copied().collect()
}

#[test]
fn a_field_is_reached_by_its_whole_name_or_from_its_row() {
    let mut form = order();
    form.add_row("lines");
    form.add_row("lines");
    assert!(!form.validate_field("lines[1][qty]", "12a"));
    assert_eq!(form.value("lines[1][qty]"), "12a");
    assert_eq!(form.error("lines[1][qty]"), Some("Must be a number."));
    assert_eq!(
        form.errors(),
        [("lines[1][qty]", "Must be a number.")].into()
    );
    let row = &form.rows("lines")[1];
    assert_eq!(
        (row.value("qty"), row.error("qty")),
        ("12a", Some("Must be a number."))
    );
    assert_eq!(
        (row.name("qty"), &*row.id("qty")),
        ("lines[1][qty]", "lines-1-qty")
    );
    assert_eq!(form.rows("lines")[0].error("qty"), None);
    form.validate_field("address[city]", "");
    assert_eq!(
        form.group("address").unwrap().error("city"),
        Some("This field is required.")
    );
    assert_eq!(form.group("address").unwrap().name("city"), "address[city]");
    for stranger in [
        "lines",
        "lines[1]",
        "lines[2][qty]",
        "lines[1][price]",
        "lines[][qty]",
        "lines[x][qty]",
        "lines[1][qty",
        "lines[1][qty][x]",
        "lines[-1][qty]",
        "lines[99999999999][qty]",
        "address",
        "address[0][city]",
        "name[0]",
        "[",
        "]",
        "",
    ] {
        form.set_values([(stranger, "x")]);
        form.refuse(stranger, "x", "No.");
        assert_eq!(form.value(stranger), "", "{stranger}");
        assert!(!form.data().values().any(|text| *text == "x"), "{stranger}");
    }
}

#[test]
fn texts_and_errors_stay_with_their_row_wherever_it_stands() {
    let mut form = order();
    for item in ["tea", "milk", "bread"] {
        form.add_row("lines").unwrap().set_values([("item", item)]);
    }
    form.validate_field("lines[2][qty]", "x");
    assert!(form.add_row("lines").is_none(), "three at most");
    assert!(form.remove_row("lines", 0) && !form.remove_row("lines", 0));
    assert!(form.move_row("lines", 2, 0) && !form.move_row("lines", 7, 0));
    assert_eq!(keys(&form), [2, 1]);
    assert_eq!(
        form.rows("lines")[0].error("qty"),
        Some("Must be a number.")
    );
    form.sort_rows("lines", |one, other| {
        other.value("item").cmp(one.value("item"))
    });
    assert_eq!(keys(&form), [1, 2]);
    form.move_row("lines", 1, 99);
    assert_eq!(keys(&form), [2, 1]);
    // A key comes once: what was sent for a row that is gone meets no other.
    form.reset();
    assert_eq!(form.add_row("lines").map(|row| row.key()), Some(3));
    assert_eq!(form.rows("lines")[0].value("item"), "");
}

#[test]
fn how_many_rows_there_are_is_told_once_the_form_was_sent() {
    let mut form = order();
    assert!(form.valid() && !form.holds());
    assert!(!form.take_all(&sent(&[("name", "Jo"), ("address[city]", "Oslo")])));
    assert_eq!(
        form.errors(),
        [("lines", "Must have at least 1 entry.")].into()
    );
    assert_eq!(form.first_error(), Some("lines"));
    form.add_row("lines");
    assert_eq!(form.error("lines"), None);
    assert!(!form.validate_all());
    assert_eq!(form.first_error(), Some("lines[0][item]"));
    form.remove_row("lines", 0);
    assert!(form.valid(), "an error shows again once the form is sent");
}

#[test]
fn a_page_that_is_older_than_the_form_brings_no_row_back_and_takes_none_away() {
    let mut form = order();
    form.add_row("lines");
    form.add_row("lines")
        .unwrap()
        .set_values([("item", "milk"), ("gift", "true")]);
    form.remove_row("lines", 0);
    form.add_row("lines").unwrap().set_values([("qty", "1")]);
    let old = sent(&[
        ("lines[0][item]", "tea"),
        ("lines[1][item]", "milk"),
        ("lines[1][qty]", "2"),
    ]);
    form.take_all(&old);
    assert_eq!(keys(&form), [1, 2]);
    let values: Vec<&str> = ["item", "qty", "gift"]
        .map(|field| form.rows("lines")[0].value(field))
        .into();
    assert_eq!(values, ["milk", "2", ""]);
    assert_eq!(form.rows("lines")[1].value("qty"), "1");
}

#[test]
fn a_form_that_is_made_anew_has_the_rows_that_were_sent_in_their_order() {
    let mut form = order();
    form.add_row("lines");
    form.restore(&sent(&[
        ("name", "Jo"),
        ("lines[7][item]", "tea"),
        ("lines[3][item]", "milk"),
        ("lines[7][qty]", "12a"),
        ("lines[x][qty]", "1"),
        ("lines[4][item]", "bread"),
        ("lines[5][item]", "one too many"),
        ("admin", "1"),
    ]));
    assert_eq!(keys(&form), [7, 3, 4]);
    assert!(form.valid());
    assert_eq!(form.rows("lines")[0].value("qty"), "12a");
    form.remove_row("lines", 3);
    assert_eq!(form.add_row("lines").map(|row| row.key()), Some(8));
}

#[test]
fn names_that_do_not_fit_one_another_change_nothing() {
    let mut form = order();
    form.add_row("lines").unwrap().set_values([("item", "tea")]);
    form.set_values([("name", "Jo")]);
    let before = form
        .data()
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.to_owned()));
    let before: Vec<(String, String)> = before.collect();
    for hostile in [
        sent(&[("name", "x"), ("lines", "x"), ("lines[0][item]", "y")]),
        sent(&[("name", "x"), ("lines[0]", "x"), ("lines[0][item]", "y")]),
    ] {
        assert!(!form.take_all(&hostile));
        form.restore(&hostile);
        let now = form.data();
        assert!(before.iter().map(|(name, text)| (&**name, &**text)).eq(now));
    }
}

/// Whatever is sent, there are no more rows than there may be. There is so much of it that what takes time by its square never ends.
#[test]
fn hostile_rows_are_bounded() {
    let long = "a".repeat(1_000_000);
    let many: FormValues = (0..100_000)
        .map(|key| (format!("lines[{key}][item]"), "x".to_owned()))
        .chain([("lines[1][qty]".to_owned(), long.clone())])
        .collect();
    let mut form = order();
    form.take_all(&many);
    assert!(form.rows("lines").is_empty());
    form.restore(&many);
    assert_eq!(keys(&form), [0, 1, 2]);
    form.restore(&sent(&[
        ("lines[4294967295][item]", "x"),
        ("lines[0][item]", "y"),
    ]));
    assert!(form.add_row("lines").is_none(), "there are no more keys");
    form.validate_field(&"lines[0]".repeat(50_000), long.clone());
    form.validate_field(&format!("lines{}", "[0]".repeat(100_000)), long);
}
