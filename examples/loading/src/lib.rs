//! What shows while an event is under way. Each handler takes a second.

use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

#[live_view(template = "loading.html")]
struct Loading {
    name: String,
    saved: u32,
    report: Vec<u32>,
}

#[live_view]
impl Loading {
    fn mount() -> Self {
        Self {
            name: "Ada".to_owned(),
            saved: 0,
            report: Vec::new(),
        }
    }

    #[event_handler]
    async fn save(&mut self, name: String) {
        sleep(Duration::from_secs(1)).await;
        self.name = name;
        self.saved += 1;
    }

    #[event_handler]
    async fn load(&mut self) {
        sleep(Duration::from_secs(1)).await;
        self.report = (1..=5).map(|week| week * week + self.saved).collect();
    }

    #[event_handler]
    async fn clear(&mut self) {
        sleep(Duration::from_secs(1)).await;
        self.report.clear();
    }
}

/// The page.
pub fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Loading>("/"));
}
