//! A sign-up, which also works where no script runs.

use std::time::Duration;

use actix_web::http::{StatusCode, header};
use actix_web::rt::time::sleep;
use actix_web::{HttpRequest, HttpResponse, web};
use djust_actix::form::LiveForm;
use djust_actix::prelude::*;

use crate::is_from_here;

/// What the form gives when all rules hold.
#[derive(Form)]
#[form(rule = passwords_match)]
struct SignUp {
    #[form(required, min_length = 2, max_length = 40)]
    name: String,
    #[form(required, email, ask = is_free)]
    #[expect(dead_code, reason = "nobody writes to it")]
    email: String,
    #[form(min = 18, max = 150)]
    age: u8,
    #[form(url)]
    website: Option<String>,
    #[form(required, min_length = 8, max_length = 80)]
    #[expect(dead_code, reason = "nobody signs in")]
    password: String,
    #[form(required)]
    #[expect(dead_code, reason = "it is the same as the other one")]
    again: String,
    #[form(required)]
    #[expect(dead_code, reason = "all of them agreed, or there would be no value")]
    agreed: bool,
}

/// A rule over two fields: the error shows under the second one.
fn passwords_match(form: &LiveForm) -> Result<(), (&'static str, &'static str)> {
    match form.value("password") == form.value("again") {
        true => Ok(()),
        false => Err(("again", "The passwords are not the same.")),
    }
}

/// A rule that takes time; it stands for a database.
async fn is_free(email: String) -> Result<(), &'static str> {
    sleep(Duration::from_millis(500)).await;
    match email.as_str() {
        "taken@example.org" => Err("This address is taken."),
        _ => Ok(()),
    }
}

impl SignUp {
    fn welcome(&self) -> String {
        let from = self.website.as_deref().unwrap_or("nowhere on the web");
        format!("Welcome, {} ({}), from {from}.", self.name, self.age)
    }
}

#[live_view(template = "forms.html")]
pub(crate) struct Page {
    form: Form<SignUp>,
    welcome: Option<String>,
}

#[live_view]
impl Page {
    /// `age` is that of who signed up last, where no script runs.
    fn mount(age: Option<u8>) -> Self {
        Self {
            form: Form::new(),
            welcome: age.map(|age| format!("Welcome, at {age}.")),
        }
    }

    /// One field was edited. Whether an address is free is asked while the page goes on.
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

    /// The form was sent.
    #[event_handler]
    async fn sign_up(&mut self, cx: &mut Context, #[rest] values: FormValues) {
        self.welcome = None;
        match self.form.submit_async(&values).await {
            Some(sign_up) => {
                self.welcome = Some(sign_up.welcome());
                self.form.reset();
            }
            None => cx.focus_error(&self.form),
        }
    }
}

/// The same where no script runs.
pub(crate) async fn post(request: HttpRequest, values: web::Form<FormValues>) -> HttpResponse {
    if !is_from_here(&request, &values) {
        return HttpResponse::Forbidden().body("this form is not from here");
    }
    let mut form = Form::<SignUp>::from_values(&values);
    if let Some(sign_up) = form.check_async().await {
        // The next page is got, so that loading it again signs nobody up.
        let page = format!("?age={}", sign_up.age);
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, page))
            .finish();
    }
    let page = Page {
        form,
        welcome: None,
    };
    let mut answer = djust_actix::show(&request, page).await;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    answer
}
