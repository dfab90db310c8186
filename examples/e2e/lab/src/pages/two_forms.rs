//! Two forms with the same fields on one page.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<TwoForms>("/two_forms"));
}

#[derive(Form)]
struct Address {
    #[form(required)]
    name: String,
    #[form(required, choices = ["post", "van"])]
    by: String,
}

const WAYS: [(&str, &str); 2] = [("post", "By post"), ("van", "By van")];

#[live_view(template = "two_forms.html")]
pub(crate) struct TwoForms {
    billing: Form<Address>,
    shipping: Form<Address>,
    sent: String,
}

#[live_view]
impl TwoForms {
    fn mount() -> Self {
        Self {
            billing: Form::new().named("billing"),
            shipping: Form::new().named("shipping"),
            sent: String::new(),
        }
    }

    #[event_handler]
    fn check_billing(&mut self, field: String, value: String) {
        self.billing.validate_field(&field, value);
    }

    #[event_handler]
    fn check_shipping(&mut self, field: String, value: String) {
        self.shipping.validate_field(&field, value);
    }

    #[event_handler]
    fn bill(&mut self, cx: &mut Context, #[rest] values: FormValues) {
        match self.billing.submit(&values) {
            Some(to) => self.sent = format!("billed {} {}", to.name, to.by),
            None => cx.focus_error(&self.billing),
        }
    }

    #[event_handler]
    fn ship(&mut self, cx: &mut Context, #[rest] values: FormValues) {
        match self.shipping.submit(&values) {
            Some(to) => self.sent = format!("shipped {} {}", to.name, to.by),
            None => cx.focus_error(&self.shipping),
        }
    }
}
