#![allow(dead_code)]

use djust_macros::{Form, live_view};
use djust_runtime::form::{Form, FormValues};

#[derive(Form)]
struct SignUp {
    #[form(required)]
    email: String,
}

macro_rules! pages {
    ($($name:ident: $source:literal,)*) => {$(
        #[live_view(source = $source)]
        struct $name {
            form: Form<SignUp>,
        }

        #[live_view]
        impl $name {
            fn mount() -> Self {
                Self { form: Form::new() }
            }

            #[event_handler]
            fn validate_field(&mut self, field: String, value: String) {
                self.form.validate_field(&field, value);
            }

            #[event_handler]
            fn sign_up(&mut self, #[rest] values: FormValues) {
                self.form.submit(&values);
            }
        }
    )*};
}

pages! {
    Malformed: r#"
{% live_form %}
{% live_form form submit="sign_up" %}
{% live_form form fields="email" %}
{% live_form form fields="email, a-b" submit="sign_up" %}
{% live_form form fields="email, email" submit="sign_up" %}
{% live_form form fields="email" submit="sign_up" emial.hint="a" %}
{% live_form form fields="email" submit="sign_up" name.hint="a" %}
{% live_form form fields="email" submit="sign_up" hint="a" %}
{% live_form form fields="email" submit="sign_up" method="get" %}
{% live_form form fields="email" submit="sign_up" email.type="select" %}
{% live_form form fields="email" submit="sign_up" button %}
"#,
    NoField: r#"{% live_form form fields="emial" submit="sign_up" %}"#,
    NoHandler: r#"{% live_form form fields="email" submit="sign_in" %}"#,
}

fn main() {}
