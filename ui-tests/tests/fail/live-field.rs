use djust_macros::{Form, live_view};
use djust_runtime::form::Form;

#[derive(Form)]
struct SignUp {
    #[form(required)]
    email: String,
    #[form(skip)]
    from: u32,
}

#[live_view(source = r#"<form>
{% live_field form.emial %}
{% live_field form.email event="chek" %}
{% live_field form.from %}
</form>"#)]
struct Page {
    form: Form<SignUp>,
}

#[live_view]
impl Page {
    fn mount() -> Self {
        Self { form: Form::new() }
    }

    #[event_handler]
    fn validate_field(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }

    #[event_handler]
    fn check(&mut self, field: String, value: String) {
        self.form.validate_field(&field, value);
    }
}

fn main() {}
