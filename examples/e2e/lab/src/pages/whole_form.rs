//! A form that one tag writes, with a field of several values.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<WholeForm>("/whole_form"));
}

#[derive(Form)]
struct SignUp {
    #[form(required, email)]
    email: String,
    #[form(required, choices = ["free", "team"])]
    plan: String,
    #[form(required, choices = ["news", "jobs", "talks"])]
    topics: Vec<String>,
}

const PLANS: [(&str, &str); 2] = [("free", "Free"), ("team", "Team")];
const TOPICS: [(&str, &str); 3] = [("news", "News"), ("jobs", "Jobs"), ("talks", "Talks")];

#[live_view(template = "whole_form.html")]
pub(crate) struct WholeForm {
    form: Form<SignUp>,
    done: String,
}

#[live_view]
impl WholeForm {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            done: String::new(),
        }
    }

    #[event_handler]
    fn validate_field(&mut self, field: String, value: FieldValue) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn sign_up(&mut self, cx: &mut Context, #[rest] values: FormValues) {
        match self.form.submit(&values) {
            Some(SignUp {
                email,
                plan,
                topics,
            }) => {
                self.done = format!("{email}, {plan}: {}", topics.join(" and "));
                self.form.reset();
                cx.reset_form("#new");
            }
            None => cx.focus_error(&self.form),
        }
    }
}
