//! Fields whose text is not their value: `1.` is 1, a half-typed date is nothing. What someone is typing stays as it is
//! while it means what the server says.

use djust_actix::prelude::*;

#[live_view(template = "numbers.html")]
pub(crate) struct Numbers {
    number: Option<f64>,
    percent: Option<f64>,
    date: String,
    time: String,
    email: String,
    colour: String,
}

#[live_view]
impl Numbers {
    fn mount() -> Self {
        Self {
            number: None,
            percent: None,
            date: "2026-01-02".to_owned(),
            time: "10:20:00".to_owned(),
            email: String::new(),
            colour: "#AA3C16".to_owned(),
        }
    }

    /// As it is, in the spelling of Rust.
    #[event_handler]
    fn set_number(&mut self, value: Option<f64>) {
        self.number = value;
    }

    /// Another number than the one typed, if that is too large.
    #[event_handler]
    fn set_percent(&mut self, value: Option<f64>) {
        self.percent = value.map(|percent| percent.clamp(0.0, 100.0));
    }

    #[event_handler]
    fn set_date(&mut self, value: String) {
        self.date = value;
    }

    /// Seconds are always written.
    #[event_handler]
    fn set_time(&mut self, value: String) {
        self.time = if value.len() == "10:20".len() {
            format!("{value}:00")
        } else {
            value
        };
    }

    #[event_handler]
    fn set_email(&mut self, value: String) {
        self.email = value.trim().to_lowercase();
    }

    #[event_handler]
    fn set_colour(&mut self, value: String) {
        self.colour = value.to_uppercase();
    }

    fn number_text(&self) -> String {
        text(self.number)
    }

    fn percent_text(&self) -> String {
        text(self.percent)
    }
}

fn text(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}
