//! Bound fields with every modifier, and beside a rate.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<ModelRates>("/model_rates"));
}

#[live_view(template = "model_rates.html")]
pub(crate) struct ModelRates {
    #[model]
    trim: String,
    #[model]
    debounce: String,
    #[model]
    both: String,
    #[model]
    all: String,
    #[model]
    debounced: String,
    #[model]
    throttled: String,
    sent: String,
}

#[live_view]
impl ModelRates {
    fn mount() -> Self {
        Self {
            trim: String::new(),
            debounce: String::new(),
            both: String::new(),
            all: String::new(),
            debounced: String::new(),
            throttled: String::new(),
            sent: String::new(),
        }
    }

    /// Notes what the bound fields hold by now.
    #[event_handler]
    fn send(&mut self) {
        self.sent = format!("sent {}|{}", self.debounce, self.debounced);
    }
}
