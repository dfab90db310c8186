//! A field as a component: its page gives it a value and hears of changes, and a form around sends it as any other.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Widget>("/widget"));
}

#[live_view(template = "widget.html")]
pub(crate) struct Widget {
    email: String,
    reply: String,
    sent: String,
}

#[live_view]
impl Widget {
    fn mount() -> Self {
        Self {
            email: "ann@example.org".to_owned(),
            reply: String::new(),
            sent: String::new(),
        }
    }

    #[event_handler]
    fn changed(&mut self, name: String, value: String) {
        match name.as_str() {
            "email" => self.email = value.trim().to_lowercase(),
            _ => self.reply = value,
        }
    }

    #[event_handler]
    fn clear(&mut self) {
        self.email.clear();
    }

    #[event_handler]
    fn send(&mut self, email: String, reply: String) {
        self.sent = format!("{email} {reply}");
    }
}

/// A field's value was changed.
#[derive(Message)]
struct Changed {
    name: String,
    value: String,
}

#[live_component(
    source = r#"<p class="field"><label>{{ name }} <input name="{{ name }}" value="{{ value }}" dj-change="change" {% if self.problem().is_some() %}aria-invalid="true"{% endif %}></label>
<em>{% if let Some(problem) = self.problem() %}{{ problem }}{% endif %}</em></p>"#,
    emits(Changed)
)]
struct EmailField {
    #[prop]
    name: String,
    #[prop]
    value: String,
    #[state]
    touched: bool,
}

#[live_component]
impl EmailField {
    fn problem(&self) -> Option<&'static str> {
        (self.touched && !self.value.contains('@')).then_some("an address has an @")
    }

    #[event_handler]
    fn change(&mut self, value: String, cx: &mut Context) {
        self.touched = true;
        let name = self.name.clone();
        cx.send_parent(self, Changed { name, value });
    }
}
