//! FO-02: rules over several fields and rules that take time, on a struct.
#![allow(missing_docs)]

use djust_macros::{Form, live_view};
use djust_runtime::context::Context;
use djust_runtime::form::{Form, FormValues, LiveForm};
use djust_runtime::session::MountRequest;
use djust_runtime::test::{TestClient, block_on};

#[derive(Debug, PartialEq, Form)]
#[form(rule = passwords_match, rule = no_mail_in_password)]
struct SignUp {
    #[form(required, email, ask = is_free)]
    email: String,
    #[form(required)]
    password: String,
    #[form(required)]
    again: String,
    #[form(nested)]
    stays: Vec<Stay>,
}

#[derive(Debug, PartialEq, Form)]
#[form(rule = ends_later)]
struct Stay {
    start: u32,
    end: u32,
}

type Wrong = (&'static str, &'static str);

fn passwords_match(form: &LiveForm) -> Result<(), Wrong> {
    match form.value("password") == form.value("again") {
        true => Ok(()),
        false => Err(("again", "Not the same.")),
    }
}

fn no_mail_in_password(form: &LiveForm) -> Result<(), Wrong> {
    match form.value("password") == form.value("email") && !form.value("email").is_empty() {
        true => Err(("password", "Not your address.")),
        false => Ok(()),
    }
}

fn ends_later(stay: &LiveForm) -> Result<(), Wrong> {
    match (stay.get::<u32>("start"), stay.get::<u32>("end")) {
        (Some(start), Some(end)) if end <= start => Err(("end", "Ends too early.")),
        _ => Ok(()),
    }
}

async fn is_free(email: String) -> Result<(), &'static str> {
    match email.as_str() {
        "taken@x.com" => Err("Taken."),
        _ => Ok(()),
    }
}

#[live_view(source = r#"<form dj-submit="sign_up">
<input name="email" value="{{ form.value("email") }}" dj-input="check"><i>{% if let Some(error) = form.error("email") %}{{ error }}{% endif %}</i>
<input name="password" value="{{ form.value("password") }}" dj-input="check">
<input name="again" value="{{ form.value("again") }}" dj-input="check"><b>{% if let Some(error) = form.error("again") %}{{ error }}{% endif %}</b>
</form><p>{{ done }}</p>"#)]
struct Page {
    form: Form<SignUp>,
    done: bool,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            done: false,
        }
    }

    #[event_handler]
    fn check(&mut self, cx: &mut Context, field: String, value: String) {
        self.form.validate_field(&field, value);
        if let Some(question) = self.form.question(&field) {
            cx.start_async(&field, question, |page: &mut Page, _, answer| {
                if let Ok(answer) = answer {
                    page.form.take_answer(answer);
                }
            });
        }
    }

    #[event_handler]
    async fn sign_up(&mut self, #[rest] values: FormValues) {
        self.done = self.form.submit_async(&values).await.is_some();
    }
}

#[test]
fn fo_02_rules_of_a_form_show_beside_its_fields() {
    let mut client = TestClient::mount::<Page>(MountRequest::default()).expect("a page");
    client.input("[name=email]", "taken@x.com");
    client.wait();
    assert!(client.html().contains("<i>Taken.</i>"), "{}", client.html());
    client.input("[name=password]", "open");
    client.input("[name=again]", "shut");
    assert!(
        client.html().contains("<b>Not the same.</b>"),
        "{}",
        client.html()
    );
    client.input("[name=password]", "shut");
    assert!(client.html().contains("<b></b>"), "{}", client.html());
    client.submit("form");
    assert!(client.html().ends_with("<p>false</p>"), "{}", client.html());
    client.input("[name=email]", "jo@x.com");
    client.submit("form");
    assert!(client.html().ends_with("<p>true</p>"), "{}", client.html());
}

#[test]
fn fo_02_rows_have_rules_over_their_fields() {
    let mut form = Form::<SignUp>::new();
    form.add_row("stays");
    let sent = |email: &str, end: &str| {
        let fields = [
            ("email", email),
            ("password", "open"),
            ("again", "open"),
            ("stays[0][start]", "3"),
            ("stays[0][end]", end),
        ];
        FormValues::from_iter(fields)
    };
    assert_eq!(block_on(form.submit_async(&sent("jo@x.com", "2"))), None);
    assert_eq!(form.errors(), [("stays[0][end]", "Ends too early.")].into());
    assert_eq!(form.submit(&sent("jo@x.com", "4")), None, "nobody asked");
    assert_eq!(form.error("email"), Some("This is still being checked."));
    let sign_up = block_on(form.submit_async(&sent(" jo@x.com ", "4"))).expect("a sign-up");
    assert_eq!(
        (sign_up.email.as_str(), sign_up.stays[0].end),
        ("jo@x.com", 4)
    );
}
