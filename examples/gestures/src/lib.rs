//! Keys, the pointer, the window, the clipboard, and what shows ahead of the answer. One small view a group, each a file and a template.

mod clipboard;
mod keys;
mod optimistic;
mod window;

use actix_web::web::{self, ServiceConfig};
use djust_actix::prelude::*;

/// The pages.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::redirect("/", "keys"))
        .service(live_view::<keys::Keys>("/keys"))
        .service(live_view::<window::Window>("/window"))
        .service(live_view::<clipboard::Clipboard>("/clipboard"))
        .service(live_view::<optimistic::Optimistic>("/optimistic"));
}
