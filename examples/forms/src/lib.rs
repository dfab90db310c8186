//! A sign-up: rules on a struct, errors beside the fields, and a rule that takes time. An order with repeated lines.

mod order;

use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// What the form gives when all rules hold.
#[derive(Form)]
struct SignUp {
    #[form(required, min_length = 2, max_length = 40)]
    name: String,
    #[form(required, email)]
    email: String,
    #[form(min = 18, max = 150)]
    age: u8,
    #[form(url)]
    website: Option<String>,
    #[form(required)]
    #[expect(dead_code, reason = "all of them agreed, or there would be no value")]
    agreed: bool,
}

impl SignUp {
    fn welcome(&self) -> String {
        let from = self.website.as_deref().unwrap_or("nowhere on the web");
        format!("Welcome, {} ({}), from {from}.", self.name, self.age)
    }
}

#[live_view(template = "forms.html")]
struct Page {
    form: Form<SignUp>,
    welcome: Option<String>,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            welcome: None,
        }
    }

    /// One field was edited.
    #[event_handler]
    fn check(&mut self, cx: &mut Context, field: String, value: String) {
        if self.form.validate_field(&field, value.as_str()) && field == "email" {
            look_up(cx, value);
        }
    }

    /// The form was sent.
    #[event_handler]
    async fn sign_up(&mut self, cx: &mut Context, #[rest] values: FormValues) {
        self.welcome = None;
        let Some(sign_up) = self.form.submit(&values) else {
            cx.focus_error(&self.form);
            return;
        };
        if is_taken(&sign_up.email).await {
            self.form.refuse("email", &sign_up.email, TAKEN);
            cx.focus_error(&self.form);
            return;
        }
        self.welcome = Some(sign_up.welcome());
        self.form.reset();
    }
}

const TAKEN: &str = "This address is taken.";

/// Asks whether an address is taken; meanwhile the page goes on.
fn look_up(cx: &mut Context, email: String) {
    let asked = email.clone();
    let work = async move { is_taken(&asked).await };
    cx.start_async("email", work, move |page: &mut Page, _, taken| {
        if let Ok(true) = taken {
            page.form.refuse("email", &email, TAKEN);
        }
    });
}

/// Stands for a database.
async fn is_taken(email: &str) -> bool {
    sleep(Duration::from_millis(500)).await;
    email == "taken@example.org"
}

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Page>("/"));
    app.service(live_view::<order::OrderPage>("/order").post(order::post));
}
