//! A form that hears of its fields.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Whole>("/whole"));
}

/// What the form gives.
#[derive(Form)]
#[expect(dead_code, reason = "the page shows the texts alone")]
struct Booking {
    #[form(required)]
    name: String,
    #[form(min = 1, max = 9)]
    guests: u8,
    dogs: bool,
}

#[live_view(template = "whole.html")]
pub(crate) struct Whole {
    form: Form<Booking>,
    log: Vec<String>,
}

#[live_view]
impl Whole {
    fn mount() -> Self {
        Self {
            form: Form::new(),
            log: Vec::new(),
        }
    }

    #[event_handler]
    fn edited(&mut self, field: String, value: String, #[rest] values: FormValues) {
        self.note("edited", &field, &values);
        self.form.set_values(values.iter());
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn finished(&mut self, field: String, #[rest] values: FormValues) {
        self.note("finished", &field, &values);
    }
}

impl Whole {
    fn note(&mut self, what: &str, field: &str, values: &FormValues) {
        let of = |name| values.get(name).unwrap_or("-");
        let line = format!("{what} {field}: {} {} {}", of("name"), of("guests"), of("dogs"));
        self.log.push(line);
    }
}
