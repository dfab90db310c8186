//! FO-02, FO-09: rules that take time.

use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::form::{FormValues, LiveForm, Rules, Schema};
use crate::test::block_on;

/// A form whose addresses are looked up, and how often one was.
fn guests() -> (LiveForm, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let look_up = move |email: String| {
        count.fetch_add(1, Ordering::Relaxed);
        ready(match email.as_str() {
            "taken@x.com" => Err("Taken."),
            _ => Ok(()),
        })
    };
    let guest = Schema::new().field("email", Rules::new().email().ask(look_up.clone()));
    let schema = Schema::new()
        .field("email", Rules::new().required().email().ask(look_up))
        .field("age", Rules::new().max(150))
        .rows("guests", guest, 0..=5);
    (LiveForm::new(schema).unwrap(), asked)
}

fn sent(values: &[(&str, &str)]) -> FormValues {
    values.iter().copied().collect()
}

#[test]
fn a_form_that_was_not_asked_about_is_not_sent() {
    let (mut form, asked) = guests();
    assert!(!form.take_all(&sent(&[("email", "jo@x.com")])));
    assert_eq!(form.error("email"), Some("This is still being checked."));
    assert!(!form.holds());
    let answer = block_on(form.question("email").unwrap());
    form.take_answer(answer);
    assert!(form.valid() && form.holds());
    assert!(form.take_all(&sent(&[("email", "jo@x.com")])));
    assert!(form.question("email").is_none(), "it was answered");
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

#[test]
fn a_submit_asks_last_and_anew() {
    let (mut form, asked) = guests();
    let wrong = sent(&[("email", "taken@x.com"), ("age", "200")]);
    assert!(!block_on(form.take_all_async(&wrong)));
    assert_eq!(form.errors(), [("age", "Must be at most 150.")].into());
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    assert!(!block_on(
        form.take_all_async(&sent(&[("email", " taken@x.com ")]))
    ));
    assert_eq!(form.errors(), [("email", "Taken.")].into());
    assert!(!block_on(form.validate_all_async()));
    assert_eq!(
        asked.load(Ordering::Relaxed),
        2,
        "what was taken may be free by now"
    );
    assert!(block_on(
        form.take_all_async(&sent(&[("email", "jo@x.com")]))
    ));
    // Rows are asked about as well.
    form.add_row("guests");
    let guest = sent(&[("email", "jo@x.com"), ("guests[0][email]", "taken@x.com")]);
    assert!(!block_on(form.take_all_async(&guest)));
    assert_eq!(form.errors(), [("guests[0][email]", "Taken.")].into());
    assert!(block_on(form.take_all_async(&sent(&[
        ("email", "jo@x.com"),
        ("guests[0][email]", "")
    ]))));
}

#[test]
fn fo_09_an_answer_for_an_older_text_is_dropped() {
    let (mut form, _) = guests();
    assert!(form.question("email").is_none(), "nothing to ask about");
    form.validate_field("email", "taken@");
    assert!(form.question("email").is_none(), "it is no address");
    form.validate_field("email", "taken@x.com");
    let question = form.question("email").unwrap();
    form.validate_field("email", "taken@x.com.uk");
    let late = block_on(question);
    form.take_answer(late.clone());
    assert!(form.valid());
    form.validate_field("email", "taken@x.com");
    form.take_answer(late);
    assert_eq!(form.error("email"), Some("Taken."));
}
