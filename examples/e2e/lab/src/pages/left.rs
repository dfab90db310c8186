//! Elements that are left to scripts, with tags of the template in them.

use actix_web::web::ServiceConfig;
use djust_actix::prelude::*;

/// Where the page is.
pub(crate) fn routes(app: &mut ServiceConfig) {
    app.service(live_view::<Left>("/left"));
}

#[live_view(template = "left.html")]
pub(crate) struct Left {
    count: u32,
    shown: bool,
    ids: Vec<u32>,
}

#[live_view]
impl Left {
    fn mount() -> Self {
        Self {
            count: 0,
            shown: false,
            ids: vec![1, 2, 3],
        }
    }

    #[event_handler]
    fn count(&mut self) {
        self.count += 1;
    }

    #[event_handler]
    fn show(&mut self) {
        self.count += 1;
        self.shown = !self.shown;
    }

    #[event_handler]
    fn turn(&mut self) {
        self.count += 1;
        self.ids.rotate_left(1);
    }

    #[event_handler]
    fn more(&mut self) {
        self.count += 1;
        self.ids.insert(1, 10 + self.count);
    }
}
